package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.market.Side;
import vortex7.market.Symbol;
import vortex7.matching.ExchangeState;
import vortex7.matching.MarginType;
import vortex7.matching.OrderStatus;
import vortex7.matching.OrderType;
import vortex7.matching.OrderView;
import vortex7.matching.PositionSide;
import vortex7.matching.PriceMatch;
import vortex7.matching.TimeInForce;

class StateLogTest {
  private static final Symbol BTC = Symbol.of("BTCUSDT");
  @TempDir Path folder;

  private Path file() {
    return folder.resolve("state.log");
  }

  private static OrderView order(long id, OrderStatus status) {
    return new OrderView(
        BTC,
        id,
        "order-" + id,
        Side.BUY,
        OrderType.LIMIT,
        TimeInForce.GTX,
        new BigDecimal("60000.10"),
        new BigDecimal("0.010"),
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        BigDecimal.ZERO,
        status,
        false,
        false,
        OptionalLong.empty(),
        id,
        id);
  }

  private static VenueState state(long time, String wallet, OrderView... orders) {
    return new VenueState(
        "synthetic",
        time,
        new ExchangeState(
            time,
            time,
            7,
            List.of(
                new ExchangeState.MarketState(
                    BTC, new BigDecimal("60000.10"), new BigDecimal("60000.15"), time)),
            List.of(
                new ExchangeState.AccountState(
                    "me",
                    true,
                    List.of(new ExchangeState.WalletState("USDT", new BigDecimal(wallet), time)),
                    List.of(
                        new ExchangeState.PositionState(
                            BTC,
                            new BigDecimal("-0.010"),
                            new BigDecimal("-600.0010"),
                            BigDecimal.ZERO,
                            BigDecimal.ZERO,
                            8,
                            MarginType.ISOLATED,
                            time)),
                    List.of(orders),
                    List.of(),
                    List.of()))),
        new TreeMap<>(),
        new TreeMap<>(java.util.Map.of("BTCUSDT", time)),
        List.of(new ListenKeys.ListenKey("me", "key", 9)),
        List.of(),
        List.of(),
        history(time));
  }

  private static VenueHistory history(long time) {
    BigDecimal one = new BigDecimal("1.50000000");
    return new VenueHistory(
        List.of(
            new VenueHistory.Income("me", time, "BTCUSDT", "COMMISSION", one, "BNB", time, "7")),
        List.of(
            new VenueHistory.Amended(
                "me",
                time,
                BTC,
                5,
                "c",
                time,
                one,
                one,
                one,
                one,
                1,
                PriceMatch.NONE,
                Optional.of(9L))),
        List.of(new VenueHistory.MarginMove("me", time, BTC, PositionSide.BOTH, one, time)),
        List.of(new VenueHistory.Settled(BTC, 1, one, one)), // The same in every line.
        List.of(
            new VenueHistory.Sample(
                BTC,
                time,
                one,
                one,
                one,
                Optional.of(new VenueHistory.Crowd(one, one, one, one)),
                Optional.of(new VenueHistory.Taken(one, one)))),
        List.of(new VenueHistory.Forced("me", order(time, OrderStatus.FILLED))));
  }

  @Test
  void histories_add_up_and_what_is_told_twice_counts_once() throws IOException {
    write();
    VenueHistory sum = read().history();
    assertThat(sum.incomes()).hasSize(3);
    assertThat(sum.amendments())
        .extracting(VenueHistory.Amended::modifyId)
        .contains(Optional.of(9L));
    assertThat(sum.marginMoves()).hasSize(3);
    assertThat(sum.settlements()).isEqualTo(history(1).settlements());
    assertThat(sum.forced()).hasSize(3);
    assertThat(sum.samples()).hasSize(3).startsWith(history(1).samples().getFirst());
  }

  private void write() throws IOException {
    try (StateLog log = StateLog.open(folder)) {
      assertThat(log.read()).isEmpty();
      log.replace(state(1, "500.00000000", order(1, OrderStatus.NEW), order(2, OrderStatus.NEW)));
      log.append(state(2, "499.50000000", order(1, OrderStatus.FILLED)), true);
      log.append(state(3, "499.40000000", order(3, OrderStatus.NEW)), false);
    }
  }

  private VenueState read() throws IOException {
    try (StateLog log = StateLog.open(folder)) {
      return log.read().orElseThrow();
    }
  }

  @Test
  void lines_add_up_and_orders_keep_their_priority() throws IOException {
    write();
    VenueState sum = read();
    ExchangeState.AccountState account = sum.exchange().accounts().getFirst();
    assertThat(account.orders())
        .containsExactly(
            order(1, OrderStatus.FILLED), order(2, OrderStatus.NEW), order(3, OrderStatus.NEW));
    assertThat(account.wallets().getFirst().wallet()).isEqualTo(new BigDecimal("499.40000000"));
    assertThat(sum.exchange().timeMillis()).isEqualTo(3);
    assertThat(sum.nextAggTradeIds()).containsEntry("BTCUSDT", 3L);
    assertThat(sum.listenKeys()).hasSize(1);
    assertThat(sum.exchange().markets().getFirst().markPrice())
        .isEqualTo(new BigDecimal("60000.15"));
  }

  @Test
  void a_file_cut_anywhere_in_its_last_line_is_read_up_to_the_line_before() throws IOException {
    write();
    byte[] whole = Files.readAllBytes(file());
    int lastLine = whole.length - 1;
    while (whole[lastLine - 1] != '\n') {
      lastLine--;
    }
    SplittableRandom random = new SplittableRandom(11);
    for (int i = 0; i < 50; i++) {
      int cut = random.nextInt(lastLine, whole.length);
      Files.write(file(), Arrays.copyOf(whole, cut));
      assertThat(read().exchange().timeMillis()).isEqualTo(2);
      assertThat(Files.size(file())).as("the torn end is cut off").isEqualTo(lastLine);
    }
  }

  @Test
  void damage_before_the_end_is_refused() throws IOException {
    write();
    byte[] bytes = Files.readAllBytes(file());
    bytes[40] ^= 1;
    Files.write(file(), bytes);
    assertThatThrownBy(this::read)
        .isInstanceOf(IOException.class)
        .hasMessageContaining("damaged line at byte 0");
  }

  @Test
  void garbage_after_the_last_line_costs_nothing() throws IOException {
    write();
    Files.write(file(), new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
    assertThat(read().exchange().timeMillis()).isEqualTo(3);
  }

  @Test
  void a_second_venue_on_the_folder_is_refused() throws IOException {
    try (StateLog first = StateLog.open(folder)) {
      assertThat(first.read()).isEmpty();
      assertThatThrownBy(() -> StateLog.open(folder))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("another simulated venue");
    }
  }
}
