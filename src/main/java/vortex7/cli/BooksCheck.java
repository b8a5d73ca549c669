package vortex7.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.journal.TradeRow;
import vortex7.live.view.PositionView;
import vortex7.market.Side;
import vortex7.position.ClientOrderId;
import vortex7.position.ClientOrderId.Leg;

/**
 * Holds the daemon's books against what the simulated venue itself knows of the account ({@code GET
 * /sim/truth}): wallet, positions and their stops, open orders, and every trade fill by fill.
 */
final class BooksCheck {
  private static final Set<String> PENDING = Set.of("PENDING_ENTRY", "ENTRY_SENT");

  /** Positions' entry prices are averages, rounded at both sides in their own ways. */
  private static final BigDecimal PRICE_TOLERANCE = new BigDecimal("0.000001");

  /**
   * What the daemon believes.
   *
   * @param trades closed ones, as they are in the table
   * @param since trades that were closed from then on must be known to the venue; older ones may
   *     have been made elsewhere
   */
  record Books(
      BigDecimal balance, List<PositionView> positions, List<TradeRow> trades, Instant since) {
    Books {
      positions = List.copyOf(positions);
      trades = List.copyOf(trades);
    }
  }

  /** A trade's name in both books. */
  private record Key(String symbol, long number) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int bySymbol = symbol.compareTo(other.symbol);
      return bySymbol != 0 ? bySymbol : Long.compare(number, other.number);
    }

    @Override
    public String toString() {
      return symbol + " trade " + number;
    }
  }

  private final JsonNode account;
  private final Books books;
  private final List<String> differences = new ArrayList<>();

  private BooksCheck(JsonNode account, Books books) {
    this.account = account;
    this.books = books;
  }

  /**
   * Every difference in words; none when the books are equal.
   *
   * @param account of {@code /sim/truth}
   */
  static List<String> differences(JsonNode account, Books books) {
    BooksCheck check = new BooksCheck(account, books);
    check.balance();
    check.positions();
    check.openOrders();
    check.trades();
    return List.copyOf(check.differences);
  }

  private void differs(Object what, String field, Object ours, Object venues) {
    differences.add(what + ": " + field + " is " + ours + " here, " + venues + " at the venue");
  }

  private void same(Object what, String field, BigDecimal ours, BigDecimal venues) {
    if (ours.compareTo(venues) != 0) {
      differs(what, field, ours.toPlainString(), venues.toPlainString());
    }
  }

  private void balance() {
    same("wallet", "USDT", books.balance(), decimal(account.path("balances").path("USDT")));
  }

  // ---- what is open

  private void positions() {
    SortedMap<String, JsonNode> venues = new TreeMap<>();
    for (JsonNode position : account.path("positions")) {
      if (decimal(position.path("amount")).signum() != 0) {
        venues.put(position.path("symbol").asText(), position);
      }
    }
    for (PositionView ours : books.positions()) {
      JsonNode theirs = venues.remove(ours.symbol());
      BigDecimal amount = amount(ours);
      if (theirs == null) {
        same(ours.symbol(), "position", amount, BigDecimal.ZERO);
        continue;
      }
      same(ours.symbol(), "position", amount, decimal(theirs.path("amount")));
      if (!isHeld(ours)) {
        continue;
      }
      BigDecimal entry = decimal(theirs.path("entryPrice"));
      if (ours.entryPrice().subtract(entry).abs().compareTo(PRICE_TOLERANCE) > 0) {
        differs(ours.symbol(), "entry price", ours.entryPrice(), entry);
      }
      stop(ours);
    }
    venues.forEach(
        (symbol, theirs) -> differs(symbol, "position", "0", theirs.path("amount").asText()));
  }

  static boolean isHeld(PositionView position) {
    return !PENDING.contains(position.state());
  }

  /** A pending entry shows the quantity that it asks for: nothing of it is ours yet. */
  private static BigDecimal amount(PositionView position) {
    if (!isHeld(position)) {
      return BigDecimal.ZERO;
    }
    return position.side() == Side.BUY ? position.quantity() : position.quantity().negate();
  }

  private void stop(PositionView position) {
    List<BigDecimal> standing = new ArrayList<>();
    for (JsonNode algo : account.path("algos")) {
      if (algo.path("algoStatus").asText().equals("NEW")
          && algo.path("symbol").asText().equals(position.symbol())) {
        standing.add(decimal(algo.path("triggerPrice")));
      }
    }
    boolean told = position.stopAcked() && position.stopPrice().isPresent();
    boolean found =
        position.stopPrice().isPresent()
            && standing.stream().anyMatch(p -> p.compareTo(position.stopPrice().get()) == 0);
    if (!told || !found) {
      differs(
          position.symbol(),
          "stop",
          position.stopPrice().map(BigDecimal::toPlainString).orElse("none")
              + (position.stopAcked() ? "" : " not acknowledged"),
          standing);
    }
  }

  /** Whatever rests at the venue belongs to a trade that is open here. */
  private void openOrders() {
    for (JsonNode order : account.path("orders")) {
      if (Set.of("NEW", "PARTIALLY_FILLED").contains(order.path("status").asText())) {
        openOrder(order.path("clientOrderId").asText());
      }
    }
    for (JsonNode algo : account.path("algos")) {
      if (algo.path("algoStatus").asText().equals("NEW")) {
        openOrder(algo.path("clientAlgoId").asText());
      }
    }
  }

  private void openOrder(String id) {
    Optional<ClientOrderId> ours = ClientOrderId.parse(id);
    boolean known =
        ours.isPresent()
            && isOpen(new Key(ours.get().symbol().code(), ours.get().positionNumber()));
    if (!known) {
      differences.add("order " + id + " rests at the venue, and belongs to no open trade here");
    }
  }

  private boolean isOpen(Key key) {
    return books.positions().stream()
        .anyMatch(p -> p.symbol().equals(key.symbol()) && p.positionNumber() == key.number());
  }

  // ---- what is closed

  private void trades() {
    SortedMap<Key, VenueTrade> venues = new TreeMap<>();
    for (JsonNode fill : account.path("fills")) {
      Optional<ClientOrderId> id = ClientOrderId.parse(fill.path("clientOrderId").asText());
      if (id.isEmpty()) {
        differences.add("fill " + fill.path("tradeId").asText() + " is of no order of ours");
        continue;
      }
      venues
          .computeIfAbsent(
              new Key(id.get().symbol().code(), id.get().positionNumber()), key -> new VenueTrade())
          .add(fill, id.get().leg() == Leg.ENTRY);
    }
    for (TradeRow ours : books.trades()) {
      Key key = new Key(ours.symbol(), ours.positionNumber());
      VenueTrade theirs = venues.remove(key);
      if (theirs != null) {
        trade(key, ours, theirs);
      } else if (!ours.exitTime().isBefore(books.since())) {
        differences.add(key + " is closed here, and the venue knows no fill of it");
      }
    }
    venues.forEach(
        (key, theirs) -> {
          if (!isOpen(key)) {
            differences.add(key + " has fills at the venue, and is not in the books here");
          }
        });
  }

  private void trade(Key key, TradeRow ours, VenueTrade theirs) {
    if (!theirs.begins()) {
      return; // So old that the venue has begun to forget it.
    }
    if (!theirs.flat()) {
      differences.add(key + " is closed here, and not flat at the venue: " + theirs);
      return;
    }
    same(key, "entry price", ours.entryPrice(), theirs.entryPrice());
    same(key, "exit price", ours.exitPrice(), theirs.exitPrice());
    same(key, "size", ours.sizeUsdt(), VenueTrade.rounded(theirs.size(), ours.sizeUsdt()));
    same(key, "gross result", ours.pnlGross(), VenueTrade.rounded(theirs.gross(), ours.pnlGross()));
    SortedMap<String, BigDecimal> fees = VenueTrade.fees(ours.feesByAsset());
    if (!VenueTrade.equal(fees, theirs.fees())) {
      differs(key, "fees", fees, theirs.fees());
    }
    if (ours.makerFills() != theirs.makerFills()) {
      differs(key, "maker fills", ours.makerFills(), theirs.makerFills());
    }
    theirs
        .net(ours.funding())
        .map(net -> VenueTrade.rounded(net, ours.pnlNet()))
        .ifPresent(net -> same(key, "net result", ours.pnlNet(), net));
  }

  private static BigDecimal decimal(JsonNode text) {
    return new BigDecimal(text.asText("0"));
  }
}
