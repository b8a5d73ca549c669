package vortex7.matching.synthetic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vortex7.market.Candle;
import vortex7.market.Symbol;
import vortex7.market.Timeframe;
import vortex7.matching.Exchange;
import vortex7.matching.MarketSource;
import vortex7.matching.OrderBook;
import vortex7.matching.PastBar;
import vortex7.matching.PastPositioning;
import vortex7.matching.Positioning;
import vortex7.matching.feed.CandleJoin;

/**
 * Seeded agents that trade in the books of several symbols, millisecond by millisecond; their past
 * is candles.
 *
 * <p>Everything is drawn from the seed and depends on the time since the start; the time of day
 * matters only to candles and to the funding pause at 00:00 UTC. A restored market goes on at its
 * last prices with new books; the minutes between are candles that lead there.
 */
public final class SyntheticMarket implements MarketSource {
  private static final long DAY_MILLIS = 86_400_000L;
  private static final long MARK_MILLIS = 3_000L;

  /** Moods are calmer than the ordinary for most of the time: this makes up for it. */
  private static final double MEDIAN = 1.3;

  private static final double HOUR_SETTLES_MILLIS = 7_200_000.0;

  private final SyntheticSettings settings;
  private final long startMillis;
  private final MoodProcess moods;
  private final MarketRandom markRandom;
  private final Weather weather;
  private final List<Trading> tradings = new ArrayList<>();
  private final SortedMap<Symbol, List<Candle>> minutes = new TreeMap<>();
  private @Nullable Exchange exchange;
  private long nowMillis;
  private long originMillis;
  private double mark;
  private double busy = 1.0;

  /** A symbol that trades, and where it began. */
  private static final class Trading {
    private final SyntheticSymbol market;
    private final OrderBook book;
    private final SymbolAgents agents;
    private final IndexPrice index;
    private double originPrice;

    private Trading(SyntheticSymbol market, OrderBook book, SymbolAgents agents, IndexPrice index) {
      this.market = market;
      this.book = book;
      this.agents = agents;
      this.index = index;
      this.originPrice = market.openingPrice().doubleValue();
    }

    private double price() {
      return book.priceAsDouble(Math.round(agents.fundamentalTicks()));
    }

    private void publishIndex(Exchange at) {
      double price = index.of(agents.fundamentalTicks() * market.tick());
      BigDecimal exact = BigDecimal.valueOf(price).setScale(8, RoundingMode.HALF_EVEN);
      at.setIndexPrice(market.symbol(), Optional.of(exact));
    }
  }

  /** A market that begins at {@code startMillis}, the venue's time. */
  public SyntheticMarket(SyntheticSettings settings, long startMillis) {
    this.settings = settings;
    this.startMillis = startMillis;
    this.nowMillis = startMillis;
    this.originMillis = startMillis;
    this.mark = settings.markedPrice().doubleValue();
    this.markRandom = MarketRandom.of(settings.seed(), "mark");
    this.weather = Weather.ordinary(MarketRandom.of(settings.seed(), "weather"));
    this.moods =
        new MoodProcess(
            MarketRandom.of(settings.seed(), "mood"),
            startMillis + settings.opening().toMillis(),
            settings.openingBursts());
  }

  @Override
  public void attach(Exchange to) {
    if (exchange != null) {
      throw new IllegalStateException("a market is attached once");
    }
    exchange = to;
    to.advanceTo(startMillis);
    for (SyntheticSymbol market : settings.symbols()) {
      OrderBook book = to.addOrderBook(market.instrument());
      MarketRandom random = MarketRandom.of(settings.seed(), market.symbol().code());
      double ticks = market.openingPrice().doubleValue() / market.tick();
      SymbolAgents.Draws draws =
          new SymbolAgents.Draws(random("crowd", market), random("weather", market));
      SymbolAgents agents = new SymbolAgents(market, book, random, draws, settings.book(), ticks);
      agents.open(startMillis, moods.mood());
      Trading trading = new Trading(market, book, agents, new IndexPrice(random("index", market)));
      trading.publishIndex(to);
      tradings.add(trading);
    }
    publishMark(to);
  }

  private MarketRandom random(String purpose, SyntheticSymbol market) {
    return MarketRandom.of(settings.seed(), purpose + " " + market.symbol().code());
  }

  @Override
  public long startMillis() {
    return startMillis;
  }

  @Override
  public void advance(long toMillis) {
    Exchange at = attached();
    while (nowMillis < toMillis) {
      nowMillis++;
      at.advanceTo(nowMillis);
      millisecond(at);
    }
  }

  private void millisecond(Exchange at) {
    if (nowMillis % 1_000 == 0) {
      busy = moods.opening(nowMillis) ? 1.0 : TimeOfDay.volume(nowMillis);
    }
    if (nowMillis % Weather.STEP_MILLIS == 0 && !moods.opening(nowMillis)) {
      weather();
    }
    boolean changed = moods.advance(nowMillis);
    boolean funding = nowMillis % DAY_MILLIS == 0;
    boolean diffuses = nowMillis % Fundamental.STEP_MILLIS == 0;
    double shock = diffuses ? moods.shock() : 0.0;
    BurstPlan burst = diffuses ? moods.burst(nowMillis, Fundamental.STEP_MILLIS) : null;
    for (int i = 0; i < tradings.size(); i++) {
      SymbolAgents agents = tradings.get(i).agents;
      if (changed) {
        agents.moodChanged(moods.mood());
      }
      if (burst != null) {
        agents.burst(burst, nowMillis);
      }
      if (funding) {
        agents.pauseForFunding(nowMillis);
      }
      if (diffuses) {
        agents.drift(nowMillis, moods, shock);
      }
      agents.step(nowMillis, moods.mood(), busy);
    }
    if (nowMillis % IndexPrice.MILLIS == 0) {
      markAll(at);
    }
    if (nowMillis % MARK_MILLIS == 0) {
      // The fee token's mark wanders like an altcoin's price: 0.05 % a minute.
      mark *= StrictMath.exp(0.0005 * StrictMath.sqrt(0.05) * markRandom.gaussian());
      publishMark(at);
    }
  }

  /** A market begins at an ordinary hour of ordinary weather: both come within two hours. */
  private void weather() {
    double minutes = Weather.STEP_MILLIS / 60_000.0;
    double common = weather.step(minutes);
    double settled =
        Math.clamp((double) (nowMillis - originMillis) / HOUR_SETTLES_MILLIS, 0.0, 1.0);
    double hour = settled * StrictMath.log(MEDIAN * TimeOfDay.volatility(nowMillis));
    for (Trading trading : tradings) {
      trading.agents.weather(common, hour, minutes);
    }
  }

  private void markAll(Exchange at) {
    for (Trading trading : tradings) {
      trading.index.step();
      trading.publishIndex(at);
      trading.agents.mark(trading.book.markPrice().doubleValue() / trading.market.tick());
    }
  }

  private void publishMark(Exchange at) {
    boolean traded =
        settings.symbols().stream().anyMatch(s -> s.symbol().equals(settings.markedSymbol()));
    if (!traded) {
      BigDecimal price = BigDecimal.valueOf(mark).setScale(8, RoundingMode.HALF_EVEN);
      at.setMarkPrice(settings.markedSymbol(), Optional.of(price));
    }
  }

  @Override
  public List<Candle> history(Symbol symbol, Timeframe timeframe, int limit) {
    List<Candle> past = minutes.get(symbol);
    if (past == null) {
      past = pastOf(trading(symbol));
      minutes.put(symbol, past);
    }
    List<Candle> candles = CandleJoin.join(past, timeframe);
    return candles.subList(Math.max(0, candles.size() - limit), candles.size());
  }

  @Override
  public List<PastBar> distantPast(
      Symbol symbol, long stepMillis, long endMillis, double endPrice, int count) {
    return CandlePath.distant(trading(symbol).market, settings.seed(), stepMillis)
        .barsEndingAt(endMillis, endPrice, count);
  }

  /** Generated minutes up to where the market first began, then those that led to its restart. */
  private List<Candle> pastOf(Trading trading) {
    CandlePath path = new CandlePath(trading.market, settings.seed());
    long begun = Timeframe.M1.openOf(originMillis);
    int since = Math.toIntExact((Timeframe.M1.openOf(startMillis) - begun) / 60_000L);
    List<Candle> past =
        new ArrayList<>(path.endingAt(begun, trading.originPrice, historyMinutes()));
    past.addAll(path.between(begun, trading.originPrice, trading.price(), since));
    return List.copyOf(past);
  }

  @Override
  public Optional<Positioning> positioning(Symbol symbol) {
    for (Trading trading : tradings) {
      if (trading.market.symbol().equals(symbol)) {
        return Optional.of(trading.agents.positioning());
      }
    }
    return Optional.empty();
  }

  @Override
  public List<PastPositioning> positioningPast(Symbol symbol, int limit) {
    Trading trading = trading(symbol);
    SyntheticSymbol market = trading.market;
    long begun = Timeframe.M1.openOf(originMillis);
    List<Candle> before =
        new CandlePath(market, settings.seed())
            .endingAt(begun, trading.originPrice, historyMinutes());
    Crowd begins = new Crowd(market, random("crowd", market));
    begins.open(trading.originPrice / market.tick());
    return new CrowdPast(
            market, random("crowd past", market), CandleJoin.join(before, Timeframe.M5))
        .leadingTo(begins.positioning(), limit);
  }

  private int historyMinutes() {
    return Math.toIntExact(settings.history().toMinutes());
  }

  @Override
  public boolean movable() {
    return true;
  }

  @Override
  public void gap(Symbol symbol, double fraction) {
    trading(symbol).agents.gap(nowMillis, fraction);
  }

  @Override
  public void dryUp(Symbol symbol, boolean bids, boolean asks, long untilMillis) {
    trading(symbol).agents.dryUp(bids, asks, untilMillis);
  }

  @Override
  public boolean exhausted() {
    return false;
  }

  @Override
  public SortedMap<String, Long> exportState() {
    SortedMap<String, Long> state = new TreeMap<>();
    state.put("seed", settings.seed());
    state.put("origin.time", originMillis);
    state.put("mark", Double.doubleToRawLongBits(mark));
    state.put("mark.random", markRandom.state());
    moods.exportTo(state);
    weather.exportTo(state, "weather.");
    for (Trading trading : tradings) {
      trading.agents.exportTo(state);
      trading.index.exportTo(state, indexName(trading));
      state.put(originName(trading), Double.doubleToRawLongBits(trading.originPrice));
    }
    return state;
  }

  @Override
  public void restore(SortedMap<String, Long> state) {
    Exchange at = attached();
    StateReader reader = new StateReader(state);
    originMillis = reader.integer("origin.time");
    mark = reader.number("mark");
    markRandom.resume(reader.integer("mark.random"));
    moods.restore(reader);
    if (reader.has("weather.random")) {
      weather.restore(reader, "weather.");
    }
    minutes.clear();
    for (Trading trading : tradings) {
      // A symbol that was not there before begins now, at its opening price.
      if (state.containsKey(originName(trading))) {
        trading.originPrice = reader.number(originName(trading));
        trading.agents.restore(reader, startMillis);
        if (reader.has(indexName(trading) + "basis")) {
          trading.index.restore(reader, indexName(trading));
        }
        trading.publishIndex(at);
      }
    }
    publishMark(at);
  }

  private static String indexName(Trading trading) {
    return trading.market.symbol().code() + ".index.";
  }

  private static String originName(Trading trading) {
    return trading.market.symbol().code() + ".origin";
  }

  private Exchange attached() {
    if (exchange == null) {
      throw new IllegalStateException("a market is attached before it is used");
    }
    return exchange;
  }

  private Trading trading(Symbol symbol) {
    for (Trading trading : tradings) {
      if (trading.market.symbol().equals(symbol)) {
        return trading;
      }
    }
    throw new IllegalArgumentException(symbol + " is not traded here");
  }
}
