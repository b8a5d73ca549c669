package vortex7.risk;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.market.Symbol;

/**
 * Notices that the balance falls by more than anybody booked. Told the wallet and the bookings,
 * which come by different ways and in any order; quote units, times by one clock.
 *
 * <p>What the wallet lost counts once it has stayed lost for {@link #PATIENCE}, so that a fill has
 * time to be booked; what was booked explains a fall for as long again as a fall is looked back at.
 */
public final class BalanceWatch {
  /** How long a loss may wait for its booking. */
  public static final Duration PATIENCE = Duration.ofMillis(500);

  private record Stood(BigDecimal wallet, Instant from) {}

  private record Lost(BigDecimal amount, Instant at) {}

  private record Realised(long number, BigDecimal total) {}

  private final BigDecimal most;
  private final Duration within;
  private final Deque<Stood> wallets = new ArrayDeque<>();
  private final Deque<Lost> losses = new ArrayDeque<>();
  private final SortedMap<String, Realised> trades = new TreeMap<>();

  public BalanceWatch(AccountRules rules) {
    this.most = rules.balanceFallMax();
    this.within = rules.balanceFallWithin();
  }

  /** The wallet holds that from now on. */
  public void wallet(BigDecimal wallet, Instant now) {
    if (wallets.isEmpty() || wallets.getLast().wallet().compareTo(wallet) != 0) {
      wallets.addLast(new Stood(wallet, now));
    }
  }

  /** Money came in or went out, other than by trading. */
  public void transferred(BigDecimal amount, Instant now) {
    booked(amount, now);
  }

  /** Trade {@code number} has realised {@code total} so far, after fees and funding. */
  public void realised(Symbol symbol, long number, BigDecimal total, Instant now) {
    Realised before = trades.put(symbol.code(), new Realised(number, total));
    boolean same = before != null && before.number() == number;
    booked(same ? total.subtract(before.total()) : total, now);
  }

  /** A gain explains no fall; that the wallet rose with it is seen in the wallet. */
  private void booked(BigDecimal change, Instant now) {
    if (change.signum() < 0) {
      losses.addLast(new Lost(change.negate(), now));
    }
  }

  /**
   * What is missing, in words, when that is too much; then the watch begins anew with what is
   * there, so that the same is said once.
   */
  public Optional<String> missing(Instant now) {
    forget(now);
    if (wallets.isEmpty()) {
      return Optional.empty();
    }
    BigDecimal highest = highestSince(now.minus(within));
    BigDecimal left = highestSince(now.minus(PATIENCE));
    BigDecimal booked = losses.stream().map(Lost::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    BigDecimal missing = highest.subtract(left).subtract(booked);
    BigDecimal limit = highest.multiply(most);
    if (missing.compareTo(limit) <= 0) {
      return Optional.empty();
    }
    Stood standing = wallets.getLast();
    wallets.clear();
    wallets.addLast(standing);
    return Optional.of(
        "the balance fell from "
            + Words.cents(highest)
            + " to "
            + Words.cents(left)
            + " within "
            + within.toSeconds()
            + " s, "
            + Words.cents(missing)
            + " beyond what was booked, limit "
            + Words.cents(limit));
  }

  /** The first that is kept stood when the time that is looked back at began, or came later. */
  private void forget(Instant now) {
    Instant from = now.minus(within);
    Instant bookedFrom = from.minus(within);
    Stood first = wallets.pollFirst();
    while (first != null && !wallets.isEmpty() && !wallets.getFirst().from().isAfter(from)) {
      first = wallets.pollFirst();
    }
    if (first != null) {
      wallets.addFirst(first);
    }
    losses.removeIf(lost -> lost.at().isBefore(bookedFrom));
  }

  /** The highest that stood at {@code from} or came later. */
  private BigDecimal highestSince(Instant from) {
    BigDecimal standing = wallets.getFirst().wallet();
    BigDecimal highest = null;
    for (Stood stood : wallets) {
      if (stood.from().isAfter(from)) {
        highest = highest == null ? standing.max(stood.wallet()) : highest.max(stood.wallet());
      } else {
        standing = stood.wallet();
      }
    }
    return highest == null ? standing : highest;
  }
}
