package vortex7.cli;

import java.util.List;
import vortex7.journal.JournalSettings;
import vortex7.live.FeedLimits;
import vortex7.live.LiveRules;
import vortex7.live.recorder.RecorderRules;
import vortex7.risk.TopAltRules;
import vortex7.settings.SettingsLoader.Section;
import vortex7.venue.binance.BinanceLimits;

/** The sections of the configuration that belong to the shells. */
final class Sections {
  static final List<Section> ALL =
      List.of(
          new Section("signal.feed", FeedLimits.documents()),
          new Section("execution", LiveRules.documents()),
          new Section("journal", JournalSettings.documents()),
          new Section("recorder", RecorderRules.documents()),
          new Section("top-alt", TopAltRules.documents()),
          new Section("live.limits", BinanceLimits.documents()));

  private Sections() {}
}
