package vortex7.venue.binance.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.market.Symbol;
import vortex7.venue.binance.archive.ArchiveDownload.Outcome;
import vortex7.venue.binance.archive.ArchiveDownload.Patience;

final class ArchiveDownloadTest {
  private static final ArchiveFile FILE =
      ArchiveFile.covering(
              ArchiveKind.AGG_TRADES,
              Symbol.of("BTCUSDT"),
              "1m",
              LocalDate.parse("2026-11-18"),
              LocalDate.parse("2026-11-18"))
          .getFirst();

  @TempDir private Path folder;
  private final AtomicLong came = new AtomicLong();
  private ArchiveServer server;
  private byte[] bytes;

  @BeforeEach
  void publish() throws IOException {
    server = new ArchiveServer();
    bytes = random(1, 300_000);
    publish(bytes);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private static byte[] random(long seed, int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  private void publish(byte[] content) throws IOException {
    Path copy = Files.write(folder.resolve("published"), content);
    server.put(FILE.path(), content);
    server.put(FILE.checksumPath(), Checksum.line(Checksum.of(copy), FILE.name()));
    Files.delete(copy);
  }

  private Outcome fetch() throws ArchiveException, IOException, InterruptedException {
    Patience patience =
        new Patience(Duration.ofSeconds(2), Duration.ofSeconds(2), 3, Duration.ofMillis(1));
    return new ArchiveDownload(server.url(), folder, patience, came::addAndGet).fetch(FILE);
  }

  private Path whole() {
    return folder.resolve(FILE.name());
  }

  private Path part() {
    return folder.resolve(FILE.name() + ".part");
  }

  @Test
  void a_file_comes_whole_with_its_checksum_beside_it() throws Exception {
    assertThat(fetch()).isEqualTo(Outcome.FETCHED);
    assertThat(whole()).hasBinaryContent(bytes);
    assertThat(Files.readString(folder.resolve(FILE.name() + ".CHECKSUM")))
        .isEqualTo(Checksum.of(whole()) + "  " + FILE.name() + "\n");
    assertThat(part()).doesNotExist();
    assertThat(came).hasValue(bytes.length);
  }

  @Test
  void what_is_there_already_is_not_fetched_again() throws Exception {
    fetch();
    server.asked.clear();

    assertThat(fetch()).isEqualTo(Outcome.PRESENT);
    assertThat(server.asked).containsExactly(FILE.checksumPath());
  }

  @Test
  void a_file_that_was_issued_again_replaces_the_old_one() throws Exception {
    fetch();
    byte[] other = random(2, 200_000);
    publish(other);

    assertThat(fetch()).isEqualTo(Outcome.FETCHED);
    assertThat(whole()).hasBinaryContent(other);
  }

  @Test
  void a_download_that_was_cut_goes_on_where_it_ended() throws Exception {
    Files.write(part(), Arrays.copyOf(bytes, 100_000));

    assertThat(fetch()).isEqualTo(Outcome.FETCHED);
    assertThat(server.asked).contains(FILE.path() + " bytes=100000-");
    assertThat(came).hasValue(200_000);
    assertThat(whole()).hasBinaryContent(bytes);
  }

  @Test
  void an_answer_that_ends_early_is_continued_at_once() throws Exception {
    server.cuts.set(1);

    assertThat(fetch()).isEqualTo(Outcome.FETCHED);
    assertThat(whole()).hasBinaryContent(bytes);
    assertThat(server.asked).anyMatch(asked -> asked.contains("bytes="));
  }

  @Test
  void a_part_that_is_already_whole_needs_nothing_more() throws Exception {
    Files.write(part(), bytes);

    assertThat(fetch()).isEqualTo(Outcome.FETCHED);
    assertThat(came).hasValue(0);
  }

  @Test
  void the_part_of_another_issue_is_thrown_away() throws Exception {
    Files.write(part(), random(3, 50_000));

    assertThat(fetch()).isEqualTo(Outcome.FETCHED);
    assertThat(whole()).hasBinaryContent(bytes);
  }

  @Test
  void a_server_without_ranges_sends_all_of_it_again() throws Exception {
    server.ranges = false;
    Files.write(part(), Arrays.copyOf(bytes, 100_000));

    assertThat(fetch()).isEqualTo(Outcome.FETCHED);
    assertThat(whole()).hasBinaryContent(bytes);
  }

  @Test
  void a_failure_that_passes_is_waited_for() throws Exception {
    server.failures.set(2);

    assertThat(fetch()).isEqualTo(Outcome.FETCHED);
  }

  @Test
  void a_failure_that_stays_is_named_with_the_file_and_nothing_is_left_under_its_name() {
    server.failures.set(100);

    assertThatThrownBy(this::fetch)
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(FILE.name())
        .hasMessageContaining("HTTP 503")
        .hasMessageContaining("attempt 3");
    assertThat(whole()).doesNotExist();
  }

  @Test
  void a_refusal_is_not_asked_for_again() {
    server.failures.set(100);
    server.failure = 403;

    assertThatThrownBy(this::fetch)
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("HTTP 403");
    assertThat(server.asked).hasSize(2);
  }

  @Test
  void what_the_archive_does_not_have_is_said_to_be_not_published() throws Exception {
    ArchiveFile tomorrow = new ArchiveFile("/data/none.zip", "none.zip");

    assertThat(
            new ArchiveDownload(server.url(), folder, Patience.usual(), came::addAndGet)
                .fetch(tomorrow))
        .isEqualTo(Outcome.NOT_PUBLISHED);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_wrong_sum_is_refused_with_both_sums_and_the_file_thrown_away() {
    server.put(FILE.checksumPath(), Checksum.line("0".repeat(64), FILE.name()));

    assertThatThrownBy(this::fetch)
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(FILE.name())
        .hasMessageContaining("0".repeat(64));
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void a_checksum_of_another_file_is_none() {
    server.put(FILE.checksumPath(), Checksum.line("0".repeat(64), "other.zip"));

    assertThatThrownBy(this::fetch)
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("does not hold its sum")
        .hasMessageContaining("other.zip");
  }

  @Test
  void a_checksum_without_its_file_is_told_as_that() {
    server.put("/data/x.zip.CHECKSUM", Checksum.line("0".repeat(64), "x.zip"));

    assertThatThrownBy(
            () ->
                new ArchiveDownload(server.url(), folder, Patience.usual(), came::addAndGet)
                    .fetch(new ArchiveFile("/data/x.zip", "x.zip")))
        .isInstanceOf(ArchiveException.class)
        .hasMessage("x.zip: the archive has its checksum and not the file");
  }

  @Test
  void a_folder_that_cannot_be_written_is_no_fault_of_the_archive() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "a file");

    assertThatThrownBy(
            () ->
                new ArchiveDownload(server.url(), taken, Patience.usual(), came::addAndGet)
                    .fetch(FILE))
        .isInstanceOf(IOException.class);
  }
}
