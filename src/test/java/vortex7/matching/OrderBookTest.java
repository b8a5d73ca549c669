package vortex7.matching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vortex7.market.BookSnapshot;

class OrderBookTest {
  private final List<String> fills = new ArrayList<>();
  private final List<String> trades = new ArrayList<>();
  private OrderBook book;

  OrderBookTest() {
    book = newBook();
  }

  private OrderBook newBook() {
    Exchange exchange =
        new Exchange(
            ExchangeRules.documents(),
            new ExchangeListener() {
              @Override
              public void onTrade(
                  vortex7.market.Symbol symbol,
                  long id,
                  long ticks,
                  long steps,
                  boolean buyerIsMaker,
                  long time) {
                trades.add(steps + "@" + ticks + (buyerIsMaker ? " sold" : " bought"));
              }
            });
    return exchange.addOrderBook(Venue.BTCUSDT);
  }

  @BeforeEach
  void listen() {
    book = newBook();
    book.listenAgents(
        (owner, id, buy, maker, ticks, steps, left) -> {
          if (maker) {
            fills.add(owner + ":" + steps + "@" + ticks + " left " + left);
          }
        });
  }

  @Test
  void the_better_price_fills_before_the_older_order() {
    book.placeLimit(1, false, 102, 5);
    book.placeLimit(2, false, 101, 5);
    assertThat(book.placeMarket(9, true, 7)).isEqualTo(7);
    assertThat(fills).containsExactly("2:5@101 left 0", "1:2@102 left 3");
    assertThat(trades).containsExactly("5@101 bought", "2@102 bought");
  }

  @Test
  void at_one_price_the_older_order_fills_first() {
    book.placeLimit(1, true, 100, 3);
    book.placeLimit(2, true, 100, 3);
    book.placeMarket(9, false, 4);
    assertThat(fills).containsExactly("1:3@100 left 0", "2:1@100 left 2");
    assertThat(trades).containsExactly("3@100 sold", "1@100 sold");
  }

  @Test
  void a_reduced_order_keeps_its_place() {
    long first = book.placeLimit(1, true, 100, 5);
    book.placeLimit(2, true, 100, 5);
    assertThat(book.reduce(first, 2)).isTrue();
    assertThat(book.remaining(first)).isEqualTo(3);
    assertThat(book.quantityAt(true, 100)).isEqualTo(8);
    book.placeMarket(9, false, 4);
    assertThat(fills).containsExactly("1:3@100 left 0", "2:1@100 left 4");
  }

  @Test
  void reducing_by_all_that_is_left_cancels() {
    long id = book.placeLimit(1, true, 100, 5);
    assertThat(book.reduce(id, 5)).isTrue();
    assertThat(book.bestBid()).isZero();
    assertThat(book.reduce(id, 1)).isFalse();
  }

  @Test
  void a_limit_order_takes_what_it_crosses_and_rests_with_the_remainder() {
    book.placeLimit(1, false, 101, 5);
    book.placeLimit(1, false, 103, 5);
    long id = book.placeLimit(2, true, 102, 8);
    assertThat(book.remaining(id)).isEqualTo(3);
    assertThat(book.bestBid()).isEqualTo(102);
    assertThat(book.bestAsk()).isEqualTo(103);
  }

  @Test
  void a_post_only_order_that_would_take_does_nothing() {
    book.placeLimit(1, false, 101, 5);
    assertThat(book.placePostOnly(2, true, 101, 1)).isZero();
    assertThat(book.placePostOnly(2, true, 100, 1)).isNotZero();
    assertThat(trades).isEmpty();
  }

  @Test
  void an_immediate_order_leaves_nothing_behind() {
    book.placeLimit(1, false, 101, 5);
    book.placeLimit(1, false, 102, 5);
    assertThat(book.placeImmediate(2, true, 101, 9)).isEqualTo(5);
    assertThat(book.bestBid()).isZero();
    assertThat(book.quantityAt(false, 102)).isEqualTo(5);
  }

  @Test
  void the_id_of_an_order_that_is_gone_finds_nothing_even_when_its_place_is_taken() {
    long gone = book.placeLimit(1, true, 100, 5);
    assertThat(book.cancel(gone)).isTrue();
    long next = book.placeLimit(1, true, 99, 5);
    assertThat(next).isNotEqualTo(gone);
    assertThat(book.cancel(gone)).isFalse();
    assertThat(book.remaining(gone)).isZero();
    assertThat(book.remaining(next)).isEqualTo(5);
    assertThat(book.cancel(0)).isFalse();
    assertThat(book.cancel(-1)).isFalse();
  }

  @Test
  void the_top_comes_best_first_in_prices_and_quantities() {
    for (int i = 0; i < 30; i++) {
      book.placeLimit(1, true, 600_000 - i, 1_000 + i);
      book.placeLimit(1, false, 600_001 + i, 2_000 + i);
    }
    BookSnapshot top = new BookSnapshot();
    book.copyTop(top, 20);
    assertThat(top.bids).isEqualTo(20);
    assertThat(top.asks).isEqualTo(20);
    assertThat(top.bidPrice[0]).isEqualTo(60_000.0);
    assertThat(top.bidPrice[19]).isEqualTo(59_998.1);
    assertThat(top.askQuantity[19]).isEqualTo(2.019);
    assertThat(top.wellFormed()).isTrue();
    long before = top.updateId;
    book.placeLimit(1, true, 1, 1);
    book.copyTop(top, 5);
    assertThat(top.bids).isEqualTo(5);
    assertThat(top.previousUpdateId).isEqualTo(before);
    assertThat(top.updateId).isGreaterThan(before);

    long[] ticks = new long[50];
    long[] steps = new long[50];
    assertThat(book.copyLevels(true, 50, ticks, steps)).isEqualTo(31);
    assertThat(ticks[30]).isEqualTo(1);
    assertThat(steps[29]).isEqualTo(1_029);
  }

  @Test
  void an_agent_without_a_number_or_an_order_without_quantity_is_a_fault() {
    assertThatThrownBy(() -> book.placeLimit(-1, true, 1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("owner -1");
    assertThatThrownBy(() -> book.placeMarket(1, true, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
