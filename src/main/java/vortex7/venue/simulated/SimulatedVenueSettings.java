package vortex7.venue.simulated;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vortex7.market.Symbol;
import vortex7.matching.Latency;
import vortex7.matching.QueueModel;
import vortex7.matching.synthetic.SyntheticSettings;
import vortex7.venue.simulated.fault.Fault;

/**
 * How a simulated venue runs.
 *
 * @param host address to bind
 * @param port 0 picks a free one
 * @param data folder of its state ({@code DATA/sim}); without one nothing outlives the process
 * @param seed of everything that is drawn
 * @param maxSpeed virtual time runs as fast as its consumers allow; {@code speed} means nothing
 *     then
 * @param speed virtual seconds that pass in a real one
 * @param market where prices come from
 * @param symbols that can be traded; BNBUSDT is always listed as well, for fees paid in BNB
 * @param accounts that may log in
 * @param control of the simulation itself
 */
public record SimulatedVenueSettings(
    String host,
    int port,
    Optional<Path> data,
    long seed,
    boolean maxSpeed,
    double speed,
    Market market,
    List<Symbol> symbols,
    List<Account> accounts,
    Fees fees,
    Sockets sockets,
    RateGovernor.Budgets budgets,
    Pacing pacing,
    Control control) {

  /** Without a token, latencies and a scenario. */
  public SimulatedVenueSettings(
      String host,
      int port,
      Optional<Path> data,
      long seed,
      boolean maxSpeed,
      double speed,
      Market market,
      List<Symbol> symbols,
      List<Account> accounts,
      Fees fees,
      Sockets sockets,
      RateGovernor.Budgets budgets,
      Pacing pacing) {
    this(
        host,
        port,
        data,
        seed,
        maxSpeed,
        speed,
        market,
        symbols,
        accounts,
        fees,
        sockets,
        budgets,
        pacing,
        Control.documents());
  }

  public SimulatedVenueSettings {
    if (!(speed > 0) || Double.isInfinite(speed)) {
      throw new IllegalArgumentException("speed must be above 0, was " + speed);
    }
    if (symbols.isEmpty()) {
      throw new IllegalArgumentException("symbols must name at least one");
    }
    if (accounts.isEmpty()) {
      throw new IllegalArgumentException("accounts must hold at least one");
    }
    symbols = List.copyOf(symbols);
    accounts = List.copyOf(accounts);
  }

  /** Where the market comes from. */
  public sealed interface Market {
    /** Seeded agents that trade in the book. */
    record Synthetic() implements Market {}

    /**
     * Recorded trades and books.
     *
     * @param recordings in the order in which they follow one another
     * @param histories 1m candles before the recording, in files named like their symbol; possibly
     *     none
     * @param queueModel how cancellations move our orders in the queue
     */
    record Replay(List<Path> recordings, List<Path> histories, QueueModel queueModel)
        implements Market {
      /** With the cautious queue: cancellations do not move our orders forward. */
      public Replay(List<Path> recordings, List<Path> histories) {
        this(recordings, histories, QueueModel.RISK_AVERSE);
      }

      public Replay {
        recordings = List.copyOf(recordings);
        histories = List.copyOf(histories);
      }
    }
  }

  /** An account with its key; balances in units of their asset. */
  public record Account(String key, Credential credential, BigDecimal usdt, BigDecimal bnb) {
    public Account(String key, String secret, BigDecimal usdt, BigDecimal bnb) {
      this(key, new Credential.Secret(secret), usdt, bnb);
    }

    /**
     * An account whose client signs with a private key of its own.
     *
     * @param pem its public half, Ed25519 or RSA
     * @throws IllegalArgumentException when it is neither
     */
    public static Account ofPublicKey(String key, String pem, BigDecimal usdt, BigDecimal bnb) {
      return new Account(key, Credential.Public.ofPem(pem), usdt, bnb);
    }

    @Override
    public String toString() {
      return "Account[key=" + key + ", usdt=" + usdt + ", bnb=" + bnb + "]";
    }

    /** The account that everybody may use: {@code sim-key}, {@code sim-secret}, 500 USDT. */
    public static Account documents() {
      return new Account("sim-key", "sim-secret", new BigDecimal("500"), BigDecimal.ZERO);
    }
  }

  /** Fractions of the notional; paid in BNB they are less by {@code bnbDiscount}. */
  public record Fees(BigDecimal maker, BigDecimal taker, BigDecimal bnbDiscount) {
    public static Fees documents() {
      return new Fees(new BigDecimal("0.0002"), new BigDecimal("0.0005"), new BigDecimal("0.10"));
    }
  }

  /**
   * Limits of a WebSocket.
   *
   * @param lifetime after which the venue cuts it
   * @param pingEvery how often the venue pings it
   * @param pongWithin so long a ping may stay unanswered before the socket is cut
   * @param queuedFrames frames that wait for a slow client before it is cut
   * @param messagesPerSecond from the client, pings and pongs included, before it is cut
   * @param controlTimeout so long a message that has begun may take to end
   * @param messageBytesMax of a message from the client
   * @param connectionsPerFiveMinutes that one address may open
   */
  public record Sockets(
      Duration lifetime,
      Duration pingEvery,
      Duration pongWithin,
      int queuedFrames,
      int messagesPerSecond,
      int streamsPerConnection,
      Duration controlTimeout,
      int messageBytesMax,
      int connectionsPerFiveMinutes) {

    public Sockets {
      requirePositive("lifetime", lifetime);
      requirePositive("pingEvery", pingEvery);
      requirePositive("pongWithin", pongWithin);
      requirePositive("controlTimeout", controlTimeout);
      requireOne("queuedFrames", queuedFrames);
      requireOne("messagesPerSecond", messagesPerSecond);
      requireOne("streamsPerConnection", streamsPerConnection);
      requireOne("messageBytesMax", messageBytesMax);
      requireOne("connectionsPerFiveMinutes", connectionsPerFiveMinutes);
    }

    private static void requirePositive(String name, Duration value) {
      if (value.isNegative() || value.isZero()) {
        throw new IllegalArgumentException(name + " must be above 0, was " + value);
      }
    }

    private static void requireOne(String name, int value) {
      if (value < 1) {
        throw new IllegalArgumentException(name + " must be at least 1, was " + value);
      }
    }

    public static Sockets documents() {
      return new Sockets(
          Duration.ofHours(24),
          Duration.ofMinutes(3),
          Duration.ofMinutes(10),
          8192,
          10,
          1024,
          Duration.ofSeconds(5),
          65_536,
          300);
    }

    /** These limits with another life and other pings. */
    public Sockets living(Duration otherLife, Duration otherPing, Duration otherPong) {
      return new Sockets(
          otherLife,
          otherPing,
          otherPong,
          queuedFrames,
          messagesPerSecond,
          streamsPerConnection,
          controlTimeout,
          messageBytesMax,
          connectionsPerFiveMinutes);
    }

    /** These limits with another number of messages a second and of connections in five minutes. */
    public Sockets admitting(int messages, int connections) {
      return new Sockets(
          lifetime,
          pingEvery,
          pongWithin,
          queuedFrames,
          messages,
          streamsPerConnection,
          controlTimeout,
          messageBytesMax,
          connections);
    }
  }

  /**
   * How virtual time moves and what the venue's own delays are, in milliseconds of virtual time.
   *
   * @param stepMillis virtual time advances by this at maximal speed
   * @param consumerTimeoutMillis real time that the venue waits for a consumer at maximal speed
   * @param listenKeyMillis how long a listen key lives without being renewed
   * @param triggerDelayMillis from a conditional order's trigger to its market order
   */
  public record Pacing(
      int stepMillis, int consumerTimeoutMillis, long listenKeyMillis, long triggerDelayMillis) {
    public static Pacing documents() {
      return new Pacing(100, 250, 3_600_000, 100);
    }
  }

  /**
   * How the simulation itself is steered.
   *
   * @param token that {@code /sim} asks for; without one it is open on loopback and closed beyond
   * @param marketData how late what streams tell of the market is
   * @param orderEntry how long orders and cancels are on their way to the exchange
   * @param acknowledgement how late their answers and the user events are
   * @param scenario faults with their times, which count from the venue's start
   */
  public record Control(
      Optional<String> token,
      Latency marketData,
      Latency orderEntry,
      Latency acknowledgement,
      List<Fault> scenario) {
    public Control {
      scenario = List.copyOf(scenario);
    }

    public static Control documents() {
      return new Control(
          Optional.empty(), Latency.zero(), Latency.zero(), Latency.zero(), List.of());
    }

    @Override
    public String toString() {
      return "Control[token=" + (token.isPresent() ? "set" : "none") + "]";
    }
  }

  /** The defaults on a free loopback port, without a data folder. */
  public static SimulatedVenueSettings documents() {
    return new SimulatedVenueSettings(
        "127.0.0.1",
        0,
        Optional.empty(),
        SyntheticSettings.DEFAULT_SEED,
        false,
        1.0,
        new Market.Synthetic(),
        List.of(Symbol.of("BTCUSDT"), Symbol.of("ETHUSDT")),
        List.of(Account.documents()),
        Fees.documents(),
        Sockets.documents(),
        RateGovernor.Budgets.documents(),
        Pacing.documents(),
        Control.documents());
  }

  public SimulatedVenueSettings withPort(int other) {
    return new SimulatedVenueSettings(
        host, other, data, seed, maxSpeed, speed, market, symbols, accounts, fees, sockets, budgets,
        pacing, control);
  }

  public SimulatedVenueSettings withSpeed(double other) {
    return new SimulatedVenueSettings(
        host, port, data, seed, maxSpeed, other, market, symbols, accounts, fees, sockets, budgets,
        pacing, control);
  }

  public SimulatedVenueSettings withAccounts(List<Account> other) {
    return new SimulatedVenueSettings(
        host, port, data, seed, maxSpeed, speed, market, symbols, other, fees, sockets, budgets,
        pacing, control);
  }

  public SimulatedVenueSettings withSockets(Sockets other) {
    return new SimulatedVenueSettings(
        host, port, data, seed, maxSpeed, speed, market, symbols, accounts, fees, other, budgets,
        pacing, control);
  }

  public SimulatedVenueSettings withBudgets(RateGovernor.Budgets other) {
    return new SimulatedVenueSettings(
        host, port, data, seed, maxSpeed, speed, market, symbols, accounts, fees, sockets, other,
        pacing, control);
  }

  public SimulatedVenueSettings withPacing(Pacing other) {
    return new SimulatedVenueSettings(
        host, port, data, seed, maxSpeed, speed, market, symbols, accounts, fees, sockets, budgets,
        other, control);
  }

  public SimulatedVenueSettings withControl(Control other) {
    return new SimulatedVenueSettings(
        host, port, data, seed, maxSpeed, speed, market, symbols, accounts, fees, sockets, budgets,
        pacing, other);
  }

  public SimulatedVenueSettings withHost(String other) {
    return new SimulatedVenueSettings(
        other, port, data, seed, maxSpeed, speed, market, symbols, accounts, fees, sockets, budgets,
        pacing, control);
  }

  /** These settings with virtual time as fast as its consumers allow. */
  public SimulatedVenueSettings atMaxSpeed() {
    return new SimulatedVenueSettings(
        host, port, data, seed, true, speed, market, symbols, accounts, fees, sockets, budgets,
        pacing, control);
  }
}
