package vortex7.venue.binance.archive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vortex7.market.Symbol;

final class ArchiveFileTest {
  private static List<ArchiveFile> files(String kind, String interval, String from, String to) {
    return ArchiveFile.covering(
        ArchiveKind.ofCode(kind).orElseThrow(),
        Symbol.of("BTCUSDT"),
        interval,
        LocalDate.parse(from),
        LocalDate.parse(to));
  }

  @ParameterizedTest
  @CsvSource({
    "aggTrades, 1m, /data/futures/um/daily/aggTrades/BTCUSDT/BTCUSDT-aggTrades-2026-11-18.zip",
    "metrics, 1m, /data/futures/um/daily/metrics/BTCUSDT/BTCUSDT-metrics-2026-11-18.zip",
    "klines, 1m, /data/futures/um/daily/klines/BTCUSDT/1m/BTCUSDT-1m-2026-11-18.zip",
    "klines, 1M, /data/futures/um/daily/klines/BTCUSDT/1mo/BTCUSDT-1mo-2026-11-18.zip",
    "markPriceKlines, 5m,"
        + " /data/futures/um/daily/markPriceKlines/BTCUSDT/5m/BTCUSDT-5m-2026-11-18.zip",
    "fundingRate, 1m,"
        + " /data/futures/um/monthly/fundingRate/BTCUSDT/BTCUSDT-fundingRate-2026-11.zip",
  })
  void each_kind_lies_where_the_archive_keeps_it(String kind, String interval, String path) {
    ArchiveFile file = files(kind, interval, "2026-11-18", "2026-11-18").getFirst();

    assertThat(file.path()).isEqualTo(path);
    assertThat(path).endsWith("/" + file.name());
    assertThat(file.checksumPath()).isEqualTo(path + ".CHECKSUM");
  }

  @Test
  void a_span_has_a_file_a_day_both_ends_included() {
    assertThat(files("trades", "1m", "2026-02-27", "2026-03-02"))
        .extracting(ArchiveFile::name)
        .containsExactly(
            "BTCUSDT-trades-2026-02-27.zip",
            "BTCUSDT-trades-2026-02-28.zip",
            "BTCUSDT-trades-2026-03-01.zip",
            "BTCUSDT-trades-2026-03-02.zip");
  }

  @Test
  void funding_has_a_file_a_month() {
    assertThat(files("fundingRate", "1m", "2025-12-31", "2026-01-01"))
        .extracting(ArchiveFile::name)
        .containsExactly("BTCUSDT-fundingRate-2025-12.zip", "BTCUSDT-fundingRate-2026-01.zip");
  }

  @Test
  void a_kind_that_the_archive_does_not_have_is_none() {
    assertThat(ArchiveKind.ofCode("liquidationSnapshot")).isEmpty();
  }
}
