package vortex7.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import vortex7.journal.Page;
import vortex7.journal.TradeRepository;
import vortex7.journal.TradeRow;
import vortex7.live.Daemon;
import vortex7.live.view.PositionView;
import vortex7.live.view.StatusView;
import vortex7.venue.simulated.SimulatedVenue;

/**
 * Compares the books of both sides when a run on the simulated venue ends: waits for what is under
 * way (a last fill, a row of the trades' table), and then for nothing more.
 */
final class BooksAudit {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration ASK = Duration.ofSeconds(2);
  private static final long AGAIN_MILLIS = 100;
  private static final int PAGE = 500;

  private final Daemon daemon;
  private final SimulatedVenue venue;
  private final String account;
  private final TradeRepository trades;
  private final Instant since;

  /**
   * @param account key of the daemon's account at the venue
   * @param since the venue's time when the run began
   */
  BooksAudit(
      Daemon daemon, SimulatedVenue venue, String account, TradeRepository trades, Instant since) {
    this.daemon = daemon;
    this.venue = venue;
    this.account = account;
    this.trades = trades;
    this.since = since;
  }

  /**
   * What both sides say at the end.
   *
   * @param closed trades in the table, of this run
   * @param open positions held
   * @param differences none when the books are equal
   */
  record Verdict(int closed, int open, Optional<BigDecimal> balance, List<String> differences) {
    Verdict {
      differences = List.copyOf(differences);
    }

    boolean equal() {
      return differences.isEmpty();
    }

    String summary() {
      return "%d closed trades, %d open positions, balance %s USDT"
          .formatted(closed, open, balance.map(BigDecimal::toPlainString).orElse("unknown"));
    }
  }

  /**
   * @throws ExecutionException when a side cannot be asked
   * @throws TimeoutException when a side does not answer
   */
  Verdict verdict() throws InterruptedException, ExecutionException, TimeoutException {
    long until = System.nanoTime() + PATIENCE.toNanos();
    Verdict verdict = compare();
    while (!verdict.equal() && System.nanoTime() < until) {
      TimeUnit.MILLISECONDS.sleep(AGAIN_MILLIS);
      verdict = compare();
    }
    return verdict;
  }

  private Verdict compare() throws InterruptedException, ExecutionException, TimeoutException {
    JsonNode truth = truth();
    StatusView status = answer(daemon.status());
    List<PositionView> positions = answer(daemon.positions());
    List<TradeRow> rows = rows();
    long closed = rows.stream().filter(row -> !row.exitTime().isBefore(since)).count();
    int open = (int) positions.stream().filter(BooksCheck::isHeld).count();
    if (status.balance().isEmpty()) {
      List<String> unknown = List.of("wallet: its balance is not known here yet");
      return new Verdict((int) closed, open, Optional.empty(), unknown);
    }
    BooksCheck.Books books = new BooksCheck.Books(status.balance().get(), positions, rows, since);
    return new Verdict((int) closed, open, status.balance(), BooksCheck.differences(truth, books));
  }

  private JsonNode truth() throws InterruptedException, ExecutionException, TimeoutException {
    try {
      return JSON.readTree(answer(venue.truth(account))).path("accounts").path(0);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the venue's truth is no JSON", e);
    }
  }

  private List<TradeRow> rows() {
    List<TradeRow> rows = new ArrayList<>();
    TradeRepository.Filter filter = TradeRepository.Filter.all(PAGE);
    Page<TradeRow> page = trades.find(filter);
    rows.addAll(page.items());
    for (Optional<String> next = page.nextCursor(); next.isPresent(); next = page.nextCursor()) {
      page = trades.find(filter.after(next.get()));
      rows.addAll(page.items());
    }
    return rows;
  }

  private static <T> T answer(CompletionStage<T> stage)
      throws InterruptedException, ExecutionException, TimeoutException {
    return stage.toCompletableFuture().get(ASK.toMillis(), TimeUnit.MILLISECONDS);
  }
}
