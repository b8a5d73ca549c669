package vortex7.venue.binance;

import akka.actor.ClassicActorSystemProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import vortex7.market.Symbol;

/**
 * Public market streams of the venue as they come, each frame once and in the order of each
 * connection, for recordings. Connections are made anew, and replaced before the venue cuts them,
 * as those that are traded on.
 */
public final class RawMarket implements AutoCloseable {
  /** What the daemon decides on, and the mark price beside it. */
  public static final List<String> STREAMS =
      List.of("aggTrade", "depth20@100ms", "markPrice@1s", "kline_1m");

  private static final Set<String> BOOK_STREAMS = Set.of("bookTicker");
  private static final String DEPTH = "depth";

  /** Told on the connections' threads; calls of one symbol may come on two at once. */
  public interface Listener {
    /** A frame in the envelope of a combined stream. */
    void frame(Symbol symbol, String text, long receivedNanos);

    void connected(Symbol symbol, String streams);

    void disconnected(Symbol symbol, String reason);
  }

  private final List<RotatingSocket> sockets = new ArrayList<>();

  private RawMarket() {}

  /**
   * Begins to listen.
   *
   * @param nanos the clock that the frames' times are read from
   */
  public static RawMarket open(
      ClassicActorSystemProvider system,
      BinanceSettings settings,
      LongSupplier nanos,
      List<Symbol> symbols,
      List<String> streams,
      Listener listener) {
    SocketConnector connector = new AkkaConnector(system, settings, nanos);
    SocketConnector.Later later =
        (delay, what) ->
            system
                .classicSystem()
                .scheduler()
                .scheduleOnce(delay, what, system.classicSystem().dispatcher());
    RawMarket market = new RawMarket();
    for (Symbol symbol : symbols) {
      for (boolean book : new boolean[] {true, false}) {
        List<String> own = streams.stream().filter(stream -> ofBook(stream) == book).toList();
        if (!own.isEmpty()) {
          String url = url(settings, symbol, own, book ? "public" : "market");
          BinanceLimits limits = settings.limits();
          Duration silence = book ? limits.bookIdle() : limits.marketIdle();
          market.sockets.add(
              new RotatingSocket(
                  connector,
                  later,
                  nanos,
                  () -> CompletableFuture.completedStage(url),
                  new SocketConnector.Idle(silence, silence.plus(limits.connectTimeout())),
                  limits,
                  settings.seed() + market.sockets.size(),
                  new Frames(symbol, String.join(", ", own), listener)));
        }
      }
    }
    market.sockets.forEach(RotatingSocket::start);
    return market;
  }

  /** Books are told on one path, what was traded on another. */
  private static boolean ofBook(String stream) {
    return stream.startsWith(DEPTH) || BOOK_STREAMS.contains(stream);
  }

  private static String url(
      BinanceSettings settings, Symbol symbol, List<String> streams, String path) {
    String lower = symbol.code().toLowerCase(Locale.ROOT);
    List<String> names = streams.stream().map(stream -> lower + "@" + stream).toList();
    return settings.streams() + "/" + path + "/stream?streams=" + String.join("/", names);
  }

  @Override
  public void close() {
    sockets.forEach(RotatingSocket::close);
  }

  /** Passes frames on, and leaves out what a replaced connection has told already. */
  private static final class Frames implements RotatingSocket.Handler {
    private final Symbol symbol;
    private final String streams;
    private final Listener listener;
    private final FrameDecoder decoder = new FrameDecoder();
    private long lastTradeId = -1;
    private long lastUpdateId = -1;
    private boolean joining;

    Frames(Symbol symbol, String streams, Listener listener) {
      this.symbol = symbol;
      this.streams = streams;
      this.listener = listener;
    }

    @Override
    public void connected() {
      listener.connected(symbol, streams);
    }

    @Override
    public void disconnected(String reason) {
      listener.disconnected(symbol, streams + ": " + reason);
    }

    @Override
    public void replaced() {
      joining = true;
    }

    @Override
    public boolean carriesOn(String text) {
      return switch (decoder.decode(text)) {
        case TRADE -> decoder.tradeId() <= lastTradeId + 1;
        case BOOK ->
            decoder.snapshot().updateId <= lastUpdateId
                || decoder.snapshot().previousUpdateId == lastUpdateId;
        case CANDLE, UNKNOWN -> true;
        case MALFORMED -> false;
      };
    }

    @Override
    public void frame(String text, long receivedNanos) {
      switch (decoder.decode(text)) {
        case TRADE -> {
          if (told(decoder.tradeId(), lastTradeId)) {
            return;
          }
          lastTradeId = Math.max(lastTradeId, decoder.tradeId());
        }
        case BOOK -> {
          long update = decoder.snapshot().updateId;
          if (told(update, lastUpdateId)) {
            return;
          }
          lastUpdateId = Math.max(lastUpdateId, update);
        }
        case CANDLE, UNKNOWN, MALFORMED -> {} // Recorded as it came: a replay shall meet it too.
      }
      listener.frame(symbol, text, receivedNanos);
    }

    private boolean told(long id, long last) {
      boolean told = joining && id <= last;
      joining = told;
      return told;
    }
  }
}
