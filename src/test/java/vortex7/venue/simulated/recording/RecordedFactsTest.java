package vortex7.venue.simulated.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import vortex7.SharedData;
import vortex7.matching.QueueModel;
import vortex7.matching.facts.Fact;
import vortex7.matching.facts.FactSheet;
import vortex7.matching.facts.Measurement;
import vortex7.matching.facts.RecordedFacts;
import vortex7.matching.replay.Recording;
import vortex7.matching.replay.ReplayMarket;
import vortex7.matching.replay.ReplayedSymbol;
import vortex7.matching.synthetic.SyntheticMarket;
import vortex7.matching.synthetic.SyntheticSettings;
import vortex7.matching.synthetic.SyntheticSymbol;

/** The code that measures markets gives on real recordings what others measured on them. */
class RecordedFactsTest {
  /** Facts that the sampling of the book does not touch. */
  private static final List<Fact> STURDY =
      List.of(
          Fact.ORDER_GAPS,
          Fact.ORDER_GAP_VARIATION,
          Fact.FILLS,
          Fact.ORDER_COINS,
          Fact.ORDER_NOTIONAL,
          Fact.ORDER_TAIL,
          Fact.ORDER_SIGMA,
          Fact.BIG_AGGREGATES,
          Fact.VOLUME,
          Fact.LEVELS,
          Fact.LEVEL_GAPS,
          Fact.HEAVY_LEVELS,
          Fact.RETURN_SIGMA);

  @Test
  void the_measured_facts_of_a_recording_are_those_that_others_measured() {
    List<Path> files =
        List.of(
            SharedData.file("usdm/btcusdt_20230404.dat.gz"),
            SharedData.file("usdm/btcusdt_20230405.dat.gz"));
    List<FileRecording> recordings = RecordingFiles.open(files);
    ReplayedSymbol bitcoin = new ReplayedSymbol(SyntheticSymbol.bitcoin().instrument(), List.of());
    List<Recording> sources = new ArrayList<>(recordings);
    Measurement measurement =
        new Measurement(new ReplayMarket(List.of(bitcoin), sources, QueueModel.RISK_AVERSE), false);
    measurement.run(3_600_000L, second -> {});
    recordings.forEach(FileRecording::close);
    FactSheet measured = measurement.facts().sequencedValues().getFirst().sheet();
    FactSheet others = RecordedFacts.sheets().get("B23");
    assertThat(others).isNotNull();
    for (Fact fact : STURDY) {
      double[] figures = others.get(fact).orElseThrow();
      for (int i = 0; i < figures.length; i++) {
        assertThat(measured.figure(fact, i))
            .as("%s, figure %d", fact.label(), i)
            .isCloseTo(figures[i], within(0.08 * Math.abs(figures[i])));
      }
    }
    assertThat(measured.figure(Fact.TRADES)).isCloseTo(25.0, within(0.5));
    assertThat(measured.figure(Fact.SIGNS)).isCloseTo(0.21, within(0.03));
    assertThat(measured.figure(Fact.CANCELLED, 1)).isCloseTo(0.67, within(0.1));
  }

  @Test
  void each_fact_is_measured_and_has_as_many_reference_figures() {
    Measurement measurement =
        new Measurement(
            new SyntheticMarket(SyntheticSettings.documents(), 1_763_553_600_000L), true);
    measurement.run(180_000L, second -> {});
    FactSheet measured = measurement.facts().sequencedValues().getFirst().sheet();
    assertThat(RecordedFacts.sheets().keySet()).containsExactlyElementsOf(RecordedFacts.RECORDINGS);
    for (Fact fact : Fact.values()) {
      int figures = measured.get(fact).orElseThrow().length;
      RecordedFacts.sheets()
          .forEach(
              (name, sheet) ->
                  assertThat(sheet.get(fact).orElseThrow())
                      .as("%s of %s", fact, name)
                      .hasSize(figures));
    }
  }

  @Test
  void captures_of_one_symbol_that_follow_each_other_are_one_session() {
    Path april = SharedData.file("usdm/btcusdt_20230404.dat.gz");
    Path midnight = SharedData.file("usdm/btcusdt_20230405.dat.gz");
    Path july = SharedData.file("usdm/btcusdt_20240718.gz");
    Path ether = SharedData.file("usdm/ethusdt_20240718.gz");
    assertThat(RecordingFiles.sessions(List.of(ether, midnight, july, april)))
        .containsExactly(List.of(april, midnight), List.of(july), List.of(ether));
  }
}
