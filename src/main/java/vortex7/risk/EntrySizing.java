package vortex7.risk;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vortex7.decision.Bracket;
import vortex7.decision.Decision;
import vortex7.decision.FeeRates;
import vortex7.market.Instrument;
import vortex7.position.PositionStatus;
import vortex7.position.TradePlan;

/**
 * Sizes one symbol's entries by the newest of what venue, account and position told, and makes
 * their plans. Not thread-safe.
 */
public final class EntrySizing {
  private static final int SPREAD_SCALE = 12;

  /** What venue, account and position told last; empty where nobody did yet. */
  public record Basis(
      Optional<Instrument> instrument,
      Optional<FeeRates> fees,
      Optional<AccountTold> account,
      Optional<PositionStatus> position) {}

  private final SizingRules rules;
  private final int symbolsConfigured;
  private @Nullable Instrument instrument;
  private @Nullable FeeRates charged;
  private @Nullable Sizer sizer;
  private @Nullable AccountTold account;
  private @Nullable PositionStatus trade;
  private Optional<BigDecimal> kelly = Optional.empty();

  /**
   * @param symbolsConfigured how many symbols share the balance
   */
  public EntrySizing(SizingRules rules, int symbolsConfigured) {
    this.rules = rules;
    this.symbolsConfigured = symbolsConfigured;
  }

  /** What the venue allows and charges. */
  public void venue(Instrument told, FeeRates fees) {
    instrument = told;
    charged = fees;
    sizer =
        new Sizer(
            rules,
            new FeeSchedule(BigDecimal.valueOf(fees.maker()), BigDecimal.valueOf(fees.taker())));
  }

  public void account(AccountTold told) {
    account = told;
  }

  public void position(PositionStatus status) {
    trade = status;
  }

  /** All that the next size rests on. */
  public Basis basis() {
    return new Basis(
        Optional.ofNullable(instrument),
        Optional.ofNullable(charged),
        Optional.ofNullable(account),
        Optional.ofNullable(trade));
  }

  /** Takes all of it at once, as {@link #basis} gave it. */
  public void restore(Basis basis) {
    if (basis.instrument().isPresent() && basis.fees().isPresent()) {
      venue(basis.instrument().get(), basis.fees().get());
    }
    basis.account().ifPresent(this::account);
    basis.position().ifPresent(this::position);
  }

  /** Whether the venue's rules are known and the symbol has neither a position nor an entry. */
  public boolean flat() {
    return instrument != null && trade != null && !trade.busy();
  }

  /** The Kelly fraction of the last closed trades, once each time that it is another. */
  public Optional<BigDecimal> newKelly() {
    AccountTold told = account;
    Sizer by = sizer;
    if (told == null || by == null) {
      return Optional.empty();
    }
    Optional<BigDecimal> fraction = by.kelly(told.standing());
    if (fraction.isEmpty() || fraction.equals(kelly)) {
      return Optional.empty();
    }
    kelly = fraction;
    return fraction;
  }

  /** The newest position number that the symbol has used; only once the position has told. */
  public long lastNumber() {
    PositionStatus status = trade;
    if (status == null) {
      throw new IllegalStateException("the position has not told its number");
    }
    return status.lastNumber();
  }

  /**
   * The size of a decision that trades, or why it gets none.
   *
   * @param leverage what the venue confirmed last; empty while a change is unconfirmed
   */
  public Sizing size(Decision decision, Optional<Integer> leverage) {
    int cap = rules.leverageUpper(decision.readings().regime().leverageMax());
    Sizer by = sizer;
    Instrument of = instrument;
    AccountTold told = account;
    PositionStatus status = trade;
    if (by == null || of == null || told == null || status == null) {
      return new Sizing.Refused("NOT_READY", "venue, account or position have not answered yet");
    }
    if (status.busy()) {
      return new Sizing.Refused("ONE_PER_SYMBOL", "trade " + status.lastNumber() + " is under way");
    }
    if (!status.converged()) {
      return new Sizing.Refused("RECONCILING", "the position does not agree with the venue yet");
    }
    if (leverage.isPresent() && leverage.get() > cap) {
      return new Sizing.Refused("LEVERAGE", leverage.get() + " confirmed > cap " + cap);
    }
    if (told.balance().isEmpty()) {
      return new Sizing.Refused("NO_BALANCE", "the wallet balance is not known yet");
    }
    return by.size(request(decision, of, told.balance().get(), leverage), told.standing());
  }

  private SizingRequest request(
      Decision decision, Instrument of, BigDecimal balance, Optional<Integer> leverage) {
    Bracket bracket = decision.bracket().orElseThrow();
    double spread = decision.readings().regime().spread();
    return new SizingRequest(
        decision.action().side().orElseThrow(),
        bracket.entry(),
        bracket.stop(),
        bracket.target(),
        decision.confidence(),
        balance,
        of,
        leverage,
        BigDecimal.valueOf(decision.readings().regime().sizeMultiplier()),
        Double.isFinite(spread)
            ? BigDecimal.valueOf(spread).setScale(SPREAD_SCALE, RoundingMode.UP)
            : BigDecimal.ZERO,
        symbolsConfigured);
  }

  /** What is told of an entry that was sent. */
  public static String sent(TradePlan plan) {
    return "position "
        + plan.positionNumber()
        + ", "
        + plan.quantity().toPlainString()
        + " at "
        + plan.entryPrice().toPlainString()
        + ", planned loss "
        + plan.plannedLoss().setScale(2, RoundingMode.UP).toPlainString();
  }

  /**
   * The plan of a decision that was granted its slot.
   *
   * @param number of the position, as granted
   * @param profile that the thresholds are of
   * @param signals the readings as JSON text
   */
  public static TradePlan plan(
      Decision decision, Sizing.Accepted sizing, long number, String profile, String signals) {
    Bracket bracket = decision.bracket().orElseThrow();
    return new TradePlan(
        decision.ref(),
        decision.symbol(),
        number,
        decision.action().side().orElseThrow(),
        decision.strategy().orElseThrow().letter(),
        sizing.quantity(),
        bracket.entry(),
        bracket.stop(),
        bracket.target(),
        bracket.targetShare(),
        bracket.trailDistance(),
        sizing.leverage(),
        bracket.entryTimeout(),
        bracket.longestHold(),
        sizing.plannedLoss(),
        decision.confidence(),
        decision.score(),
        decision.readings().regime().phase().name(),
        decision.readings().regime().volPhase().name(),
        profile,
        signals,
        decision.time());
  }
}
