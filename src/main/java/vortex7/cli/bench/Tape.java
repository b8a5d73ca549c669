package vortex7.cli.bench;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vortex7.market.Instrument;
import vortex7.market.Symbol;
import vortex7.matching.Exchange;
import vortex7.matching.ExchangeListener;
import vortex7.matching.ExchangeRules;
import vortex7.matching.Market;
import vortex7.matching.MarketSource;
import vortex7.matching.QueueModel;
import vortex7.matching.feed.AggTradeAggregator;
import vortex7.matching.replay.Recording;
import vortex7.matching.replay.RecordingException;
import vortex7.matching.replay.ReplayMarket;
import vortex7.matching.replay.ReplayedSymbol;
import vortex7.matching.synthetic.SyntheticMarket;
import vortex7.matching.synthetic.SyntheticSettings;
import vortex7.matching.synthetic.SyntheticSymbol;
import vortex7.venue.simulated.recording.FileRecording;
import vortex7.venue.simulated.recording.RecordingFiles;

/**
 * What one symbol's market told, in order: aggregated trades and the twenty best levels every 100
 * ms, of a real capture or of the synthetic market; without times and numbers, which a {@link
 * FrameWriter} gives them each time they are played.
 *
 * @param events oldest first
 * @param lowest price of any event
 * @param highest price of any event
 */
public record Tape(Instrument instrument, List<Event> events, double lowest, double highest) {
  private static final int EVENTS_MAX = 200_000;
  private static final int EVENTS_MIN = 100;
  private static final int LEVELS = 20;
  private static final long STEP_MILLIS = 100;

  /** Any time will do: it is not played. */
  private static final long SYNTHETIC_START = 1_767_225_600_000L;

  public Tape {
    events = List.copyOf(events);
  }

  /** An event as the part of its frame that stays the same. */
  public sealed interface Event {}

  /**
   * @param figures price and quantity as members of the frame
   * @param fills that it aggregates
   */
  public record AggTrade(String figures, boolean buyerIsMaker, long fills) implements Event {}

  /**
   * @param levels both sides as members of the frame
   */
  public record Book(String levels) implements Event {}

  public Symbol symbol() {
    return instrument.symbol();
  }

  public double middle() {
    return (lowest + highest) / 2;
  }

  /** The first {@code events} of BTCUSDT in the synthetic market. */
  public static Tape synthetic(long seed, int events) {
    SyntheticSymbol bitcoin = SyntheticSymbol.bitcoin();
    SyntheticMarket market =
        new SyntheticMarket(SyntheticSettings.of(List.of(bitcoin), seed), SYNTHETIC_START);
    return new Recorder(bitcoin.instrument()).record(market, events);
  }

  /**
   * Raw captures of BTCUSDT or ETHUSDT.
   *
   * @throws RecordingException when they hold neither, or too little
   * @throws java.io.UncheckedIOException when they cannot be read
   */
  public static Tape of(List<Path> captures) {
    List<String> symbols = RecordingFiles.symbols(captures);
    Instrument instrument =
        List.of(SyntheticSymbol.bitcoin(), SyntheticSymbol.ether()).stream()
            .map(SyntheticSymbol::instrument)
            .filter(known -> symbols.equals(List.of(known.symbol().code())))
            .findFirst()
            .orElseThrow(
                () ->
                    new RecordingException("must hold either BTCUSDT or ETHUSDT, held " + symbols));
    List<FileRecording> files = RecordingFiles.open(captures);
    try {
      ReplayMarket market =
          new ReplayMarket(
              List.of(new ReplayedSymbol(instrument, List.of())),
              List.<Recording>copyOf(files),
              QueueModel.RISK_AVERSE);
      Tape tape = new Recorder(instrument).record(market, EVENTS_MAX);
      if (tape.events().size() < EVENTS_MIN) {
        throw new RecordingException(
            "must hold at least " + EVENTS_MIN + " events, held " + tape.events().size());
      }
      return tape;
    } finally {
      files.forEach(FileRecording::close);
    }
  }

  /** Runs a market and notes what its venue would have sent. */
  private static final class Recorder implements ExchangeListener {
    private final Instrument instrument;
    private final AggTradeAggregator aggregator = new AggTradeAggregator(1, this::onAggTrade);
    private final List<Event> events = new ArrayList<>();
    private final long[] ticks = new long[LEVELS];
    private final long[] steps = new long[LEVELS];
    private Optional<Market> market = Optional.empty();
    private long lowestTicks = Long.MAX_VALUE;
    private long highestTicks;
    private long newestBook = -1;

    Recorder(Instrument instrument) {
      this.instrument = instrument;
    }

    Tape record(MarketSource source, int atMost) {
      Exchange exchange = new Exchange(ExchangeRules.documents(), this);
      source.attach(exchange);
      Market of = exchange.market(instrument.symbol());
      market = Optional.of(of);
      long time = source.startMillis();
      while (events.size() < atMost && !source.exhausted()) {
        time += STEP_MILLIS;
        source.advance(time);
        aggregator.onTime(time);
        book(of);
      }
      return new Tape(
          instrument, events, of.priceAsDouble(lowestTicks), of.priceAsDouble(highestTicks));
    }

    @Override
    public void onTrade(
        Symbol symbol,
        long tradeId,
        long priceTicks,
        long quantitySteps,
        boolean buyerIsMaker,
        long timeMillis) {
      if (symbol.equals(instrument.symbol())) {
        aggregator.onFill(tradeId, priceTicks, quantitySteps, buyerIsMaker, timeMillis);
      }
    }

    private void onAggTrade(
        long id,
        long priceTicks,
        long quantitySteps,
        long firstTradeId,
        long lastTradeId,
        boolean buyerIsMaker,
        long timeMillis,
        long publishedMillis) {
      seen(priceTicks);
      Market of = market.orElseThrow();
      String quantity = of.quantity(quantitySteps).toPlainString();
      events.add(
          new AggTrade(
              "\"p\":\"%s\",\"q\":\"%s\",\"nq\":\"%s\""
                  .formatted(of.price(priceTicks).toPlainString(), quantity, quantity),
              buyerIsMaker,
              lastTradeId - firstTradeId + 1));
    }

    private void book(Market of) {
      if (of.updateId() == newestBook || of.bestBid() == 0 || of.bestAsk() == 0) {
        return;
      }
      newestBook = of.updateId();
      seen(of.bestBid());
      seen(of.bestAsk());
      events.add(new Book("\"b\":" + side(of, true) + ",\"a\":" + side(of, false)));
    }

    private String side(Market of, boolean bids) {
      int count = of.copyLevels(bids, LEVELS, ticks, steps);
      StringBuilder text = new StringBuilder("[");
      for (int i = 0; i < count; i++) {
        text.append(i == 0 ? "[\"" : ",[\"")
            .append(plain(of.price(ticks[i])))
            .append("\",\"")
            .append(plain(of.quantity(steps[i])))
            .append("\"]");
      }
      return text.append(']').toString();
    }

    private static String plain(BigDecimal number) {
      return number.toPlainString();
    }

    private void seen(long priceTicks) {
      lowestTicks = Math.min(lowestTicks, priceTicks);
      highestTicks = Math.max(highestTicks, priceTicks);
    }
  }
}
