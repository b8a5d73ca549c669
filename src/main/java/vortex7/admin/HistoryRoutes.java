package vortex7.admin;

import static vortex7.admin.Route.read;

import akka.NotUsed;
import akka.japi.Pair;
import akka.stream.alpakka.csv.javadsl.CsvFormatting;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import vortex7.journal.DecisionRepository;
import vortex7.journal.DecisionRow;
import vortex7.journal.JournalRepository;
import vortex7.journal.JournalScope;
import vortex7.journal.Page;
import vortex7.journal.TradeRepository;
import vortex7.journal.TradeRow;
import vortex7.journal.UnknownManifest;
import vortex7.live.Daemon;
import vortex7.live.view.DecisionView;

/** What was: closed trades, decisions, the journal itself. */
final class HistoryRoutes {
  private static final Pattern REFERENCE = Pattern.compile("d_[A-Za-z0-9_]{1,60}");

  private static final int PAGE = 100;
  private static final int CSV_PAGE = 500;
  private static final int RECENT = 1000;
  private static final List<String> CSV_COLUMNS =
      List.of(
          "id",
          "ref",
          "symbol",
          "side",
          "strategy",
          "positionNumber",
          "mode",
          "venue",
          "profile",
          "entryPrice",
          "exitPrice",
          "sizeUsdt",
          "leverage",
          "slPrice",
          "tp1Price",
          "tp2Price",
          "pnlGross",
          "feeTotal",
          "funding",
          "pnlNet",
          "confidence",
          "finalScore",
          "holdDurationSec",
          "exitReason",
          "makerFills",
          "takerFills",
          "entryTime",
          "exitTime",
          "regimeAtEntry",
          "volPhaseAtEntry");

  private final Daemon daemon;
  private final History history;
  private final AdminRules rules;

  HistoryRoutes(Daemon daemon, History history, AdminRules rules) {
    this.daemon = daemon;
    this.history = history;
    this.rules = rules;
  }

  List<Route> routes() {
    Route.Parameter symbol = new Route.Parameter("symbol", "only this symbol");
    Route.Parameter from = new Route.Parameter("from", "from this time on, ISO-8601 UTC");
    Route.Parameter to = new Route.Parameter("to", "before this time, ISO-8601 UTC");
    Route.Parameter limit = new Route.Parameter("limit", "most items, 1 to " + rules.pageMax());
    Route.Parameter cursor = new Route.Parameter("cursor", "nextCursor of the page before");
    return List.of(
        read(
            "/api/v1/trades",
            "Closed trades, newest first; all that match as text/csv.",
            this::trades,
            symbol,
            new Route.Parameter("strategy", "A, B or C"),
            new Route.Parameter("exitReason", "such as TP1 or SL"),
            from,
            to,
            limit,
            cursor),
        read(
            "/api/v1/decisions",
            "Recorded decisions, newest first.",
            this::decisions,
            symbol,
            from,
            to,
            new Route.Parameter("outcome", "such as REFUSED, whatever its reason"),
            limit,
            cursor),
        read(
            "/api/v1/decisions/{ref}",
            "A decision's lineage: its readings and gates, and the trade it led to.",
            this::lineage),
        read(
            "/api/v1/journal/{persistenceId}",
            "Journaled events as JSON, oldest first.",
            this::journal,
            new Route.Parameter("from", "first sequence number (default 1)"),
            limit));
  }

  private CompletionStage<Reply> trades(Call call) {
    TradeRepository.Filter filter =
        new TradeRepository.Filter(
            call.symbolParameter().map(Object::toString),
            call.parameter("strategy"),
            call.parameter("exitReason"),
            call.timeParameter("from"),
            call.timeParameter("to"),
            call.csv() ? CSV_PAGE : call.numberParameter("limit", PAGE, rules.pageMax()),
            call.parameter("cursor"));
    // Asked for CSV as well, so that a database that is away is a 503 and not a torn file.
    return history
        .ask(() -> history.trades().find(filter))
        .thenApply(
            first -> call.csv() ? new Reply.Csv("trades.csv", csv(filter, first)) : page(first));
  }

  private Source<ByteString, NotUsed> csv(TradeRepository.Filter filter, Page<TradeRow> first) {
    Source<TradeRow, NotUsed> rest =
        Source.unfoldAsync(
                first.nextCursor(),
                cursor ->
                    cursor.isEmpty()
                        ? CompletableFuture.completedStage(
                            Optional.<Pair<Optional<String>, List<TradeRow>>>empty())
                        : history
                            .ask(() -> history.trades().find(filter.after(cursor.get())))
                            .thenApply(
                                page -> Optional.of(Pair.create(page.nextCursor(), page.items()))))
            .mapConcat(rows -> rows);
    return Source.<Collection<String>>single(CSV_COLUMNS)
        .concat(Source.from(first.items()).concat(rest).map(HistoryRoutes::csvFields))
        .via(CsvFormatting.format());
  }

  private static Collection<String> csvFields(TradeRow row) {
    JsonNode tree = ApiJson.tree(row);
    return CSV_COLUMNS.stream().map(column -> tree.path(column).asText("")).toList();
  }

  private CompletionStage<Reply> decisions(Call call) {
    DecisionRepository.Filter filter =
        new DecisionRepository.Filter(
            call.symbolParameter().map(Object::toString),
            call.timeParameter("from"),
            call.timeParameter("to"),
            call.parameter("outcome"),
            call.numberParameter("limit", PAGE, rules.pageMax()),
            call.parameter("cursor"));
    return history
        .ask(() -> history.decisions().find(filter))
        .thenApply(
            found ->
                page(
                    new Page<>(
                        found.items().stream().map(HistoryRoutes::decision).toList(),
                        found.nextCursor())));
  }

  /** A decision that is younger than its row is taken from memory. */
  private CompletionStage<Reply> lineage(Call call) {
    String ref = call.variable("ref");
    if (!REFERENCE.matcher(ref).matches()) {
      throw ApiProblem.badParameter(
          "ref", "must be a decision's reference such as d_20260301_120000000_BTCUSDT");
    }
    return history
        .ask(() -> history.decisions().byRef(ref).<Object>map(HistoryRoutes::decision))
        .thenCompose(
            recorded ->
                recorded.isPresent()
                    ? CompletableFuture.completedStage(recorded)
                    : daemon
                        .recentDecisions(Optional.empty(), RECENT)
                        .thenApply(recent -> inMemory(recent, ref)))
        .thenCombine(
            history.ask(() -> history.trades().byRef(ref)),
            (decision, trade) -> lineage(ref, decision, trade));
  }

  private static Optional<Object> inMemory(List<DecisionView> recent, String ref) {
    return recent.stream().filter(view -> view.ref().equals(ref)).<Object>map(v -> v).findFirst();
  }

  private Reply lineage(String ref, Optional<Object> decision, Optional<TradeRow> trade) {
    if (decision.isEmpty() && trade.isEmpty()) {
      throw ApiProblem.notFound("no decision " + ref + " was recorded");
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("ref", ref);
    answer.put("decision", decision);
    answer.put("trade", trade);
    answer.put(
        "journal",
        trade.map(
            row ->
                "/api/v1/journal/"
                    + history.scope().persistenceId(JournalScope.POSITION, row.symbol())));
    return new Reply.Json(answer);
  }

  /** The row as the daemon shows its newest decisions. */
  private static Map<String, Object> decision(DecisionRow row) {
    Map<String, Object> decision = new LinkedHashMap<>();
    decision.put("ref", row.ref());
    decision.put("symbol", row.symbol());
    decision.put("mark", row.mark());
    decision.put("time", row.time());
    decision.put("score", row.score());
    ApiJson.read(row.detail()).properties().forEach(e -> decision.put(e.getKey(), e.getValue()));
    decision.put("gates", ApiJson.read(row.gates()));
    decision.put("readings", ApiJson.read(row.readings()));
    decision.put("outcome", row.outcome());
    return decision;
  }

  private CompletionStage<Reply> journal(Call call) {
    String persistenceId = call.variable("persistenceId");
    long from = call.longParameter("from", 1, 1, Long.MAX_VALUE);
    int limit = call.numberParameter("limit", PAGE, rules.pageMax());
    return history
        .ask(() -> events(persistenceId, from, limit))
        .thenApply(
            found -> {
              if (found.items().isEmpty() && from == 1) {
                throw ApiProblem.notFound("the journal has nothing under that persistence id");
              }
              return page(found);
            });
  }

  private Page<JournalRepository.Entry> events(String persistenceId, long from, int limit) {
    try {
      return history.journal().events(persistenceId, from, limit);
    } catch (UnknownManifest e) {
      throw new ApiProblem(
          500, "The journal cannot be read", "it holds an event of another version");
    }
  }

  private static Reply page(Page<?> page) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("items", page.items());
    page.nextCursor().ifPresent(cursor -> answer.put("nextCursor", cursor));
    return new Reply.Json(answer);
  }
}
