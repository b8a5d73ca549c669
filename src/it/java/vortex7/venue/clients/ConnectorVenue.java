package vortex7.venue.clients;

import com.binance.connector.client.common.configuration.ClientConfiguration;
import com.binance.connector.client.common.configuration.SignatureConfiguration;
import com.binance.connector.client.common.websocket.adapter.ConnectionWrapper;
import com.binance.connector.client.common.websocket.adapter.stream.StreamConnectionWrapper;
import com.binance.connector.client.common.websocket.configuration.WebSocketClientConfiguration;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.DerivativesTradingUsdsFuturesRestApiUtil;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.api.DerivativesTradingUsdsFuturesRestApi;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.DerivativesTradingUsdsFuturesWebSocketApiUtil;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.api.DerivativesTradingUsdsFuturesWebSocketApi;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.DerivativesTradingUsdsFuturesWebSocketStreamsUtil;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.JSON;
import com.binance.connector.client.derivatives_trading_usds_futures.websocket.stream.api.DerivativesTradingUsdsFuturesWebSocketStreams;
import java.math.BigDecimal;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.venue.simulated.SimulatedVenue;
import vortex7.venue.simulated.SimulatedVenueSettings;
import vortex7.venue.simulated.SimulatedVenueSettings.Account;

/** A simulated venue for the official connector, with an account for each test class. */
final class ConnectorVenue implements AutoCloseable {
  private final SimulatedVenue venue;
  private final LongWire wire;
  private final SortedMap<String, KeyPair> pairs;
  private final List<ConnectionWrapper> sockets = new ArrayList<>();

  private ConnectorVenue(SimulatedVenue venue, SortedMap<String, KeyPair> pairs) {
    this.venue = venue;
    this.wire = LongWire.to(venue.webSocketUrl());
    this.pairs = pairs;
  }

  static ConnectorVenue start() {
    SortedMap<String, KeyPair> pairs = new TreeMap<>();
    pairs.put("Ed25519", pair("Ed25519"));
    pairs.put("RSA", pair("RSA"));
    List<Account> accounts = new ArrayList<>();
    pairs.forEach(
        (algorithm, pair) ->
            accounts.add(
                Account.ofPublicKey(
                    algorithm,
                    pem("PUBLIC KEY", pair.getPublic().getEncoded()),
                    new BigDecimal("777"),
                    BigDecimal.ZERO)));
    for (String name : List.of("orders", "settings", "streams")) {
      accounts.add(new Account(name, name + "-secret", new BigDecimal("10000"), BigDecimal.ZERO));
    }
    return new ConnectorVenue(
        SimulatedVenue.start(SimulatedVenueSettings.documents().withAccounts(accounts)), pairs);
  }

  private static KeyPair pair(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(String what, byte[] encoded) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
    return "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n";
  }

  /** The account whose client signs with a private key: Ed25519 or RSA. */
  SignatureConfiguration ownKey(String algorithm) {
    SignatureConfiguration signature = new SignatureConfiguration();
    signature.setApiKey(algorithm);
    signature.setPrivateKey(pem("PRIVATE KEY", pairs.get(algorithm).getPrivate().getEncoded()));
    return signature;
  }

  /** The venue's time, epoch ms. */
  long millis() {
    return venue.clock().millis();
  }

  /** The connector as its users make it, for the account {@code name}. */
  DerivativesTradingUsdsFuturesRestApi rest(String name) {
    return rest(secret(name, name + "-secret"));
  }

  DerivativesTradingUsdsFuturesRestApi rest(SignatureConfiguration signature) {
    ClientConfiguration configuration =
        DerivativesTradingUsdsFuturesRestApiUtil.getClientConfiguration();
    configuration.setUrl(venue.restUrl().toString());
    configuration.setSignatureConfiguration(signature);
    return new DerivativesTradingUsdsFuturesRestApi(configuration);
  }

  /** Its streams of one class: public, market or private. */
  DerivativesTradingUsdsFuturesWebSocketStreams streams(String trafficClass) {
    WebSocketClientConfiguration configuration =
        DerivativesTradingUsdsFuturesWebSocketStreamsUtil.getClientConfiguration();
    configuration.setUrl("ws://" + wire.authority() + "/" + trafficClass + "/stream");
    StreamConnectionWrapper socket = new StreamConnectionWrapper(configuration, JSON.getGson());
    socket.connect();
    sockets.add(socket);
    return new DerivativesTradingUsdsFuturesWebSocketStreams(socket);
  }

  /** Its WebSocket API, signing with the account's secret. */
  DerivativesTradingUsdsFuturesWebSocketApi socketApi(String name) {
    WebSocketClientConfiguration configuration =
        DerivativesTradingUsdsFuturesWebSocketApiUtil.getClientConfiguration();
    configuration.setUrl("ws://" + wire.authority() + "/ws-fapi/v1");
    configuration.setSignatureConfiguration(secret(name, name + "-secret"));
    ConnectionWrapper socket =
        new ConnectionWrapper(
            configuration,
            com.binance.connector.client.derivatives_trading_usds_futures.websocket.api.JSON
                .getGson());
    socket.connect();
    sockets.add(socket);
    return new DerivativesTradingUsdsFuturesWebSocketApi(socket);
  }

  static SignatureConfiguration secret(String key, String secret) {
    SignatureConfiguration signature = new SignatureConfiguration();
    signature.setApiKey(key);
    signature.setSecretKey(secret);
    return signature;
  }

  @Override
  public void close() {
    for (ConnectionWrapper socket : sockets) {
      try {
        socket.stop();
      } catch (Exception stopped) { // Whatever jetty throws: the test is over.
        throw new IllegalStateException("the connector's socket does not end", stopped);
      }
    }
    wire.close();
    venue.close();
  }
}
