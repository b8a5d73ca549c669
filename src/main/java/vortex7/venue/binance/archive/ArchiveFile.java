package vortex7.venue.binance.archive;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import vortex7.market.Symbol;

/**
 * One zip of the venue's public archive.
 *
 * @param path below the archive's root, with a slash in front
 * @param name of the file itself
 */
public record ArchiveFile(String path, String name) {
  private static final String ROOT = "/data/futures/um/";

  /** The archive writes the month otherwise than the REST interface. */
  private static final Map<String, String> FOLDERS = Map.of("1M", "1mo");

  /** Where its checksum is told. */
  String checksumPath() {
    return path + ".CHECKSUM";
  }

  /**
   * The files of a kind that cover the days from {@code from} to {@code to}, both included.
   *
   * @param interval length of the candles as the REST interface writes it; other kinds have none
   */
  public static List<ArchiveFile> covering(
      ArchiveKind kind, Symbol symbol, String interval, LocalDate from, LocalDate to) {
    List<ArchiveFile> files = new ArrayList<>();
    if (kind.monthly()) {
      YearMonth last = YearMonth.from(to);
      for (YearMonth month = YearMonth.from(from);
          !month.isAfter(last);
          month = month.plusMonths(1)) {
        files.add(of(kind, symbol, interval, "monthly", month.toString()));
      }
    } else {
      for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
        files.add(of(kind, symbol, interval, "daily", day.toString()));
      }
    }
    return files;
  }

  private static ArchiveFile of(
      ArchiveKind kind, Symbol symbol, String interval, String pace, String when) {
    String folder = FOLDERS.getOrDefault(interval, interval);
    String of = kind.byInterval() ? folder : kind.code();
    String name = symbol.code() + "-" + of + "-" + when + ".zip";
    String below = kind.byInterval() ? "/" + folder : "";
    return new ArchiveFile(
        ROOT + pace + "/" + kind.code() + "/" + symbol.code() + below + "/" + name, name);
  }
}
