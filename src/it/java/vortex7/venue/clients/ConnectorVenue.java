package vortex7.venue.clients;

import com.binance.connector.client.common.configuration.ClientConfiguration;
import com.binance.connector.client.common.configuration.SignatureConfiguration;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.DerivativesTradingUsdsFuturesRestApiUtil;
import com.binance.connector.client.derivatives_trading_usds_futures.rest.api.DerivativesTradingUsdsFuturesRestApi;
import java.math.BigDecimal;
import java.util.List;
import vortex7.venue.simulated.SimulatedVenue;
import vortex7.venue.simulated.SimulatedVenueSettings;
import vortex7.venue.simulated.SimulatedVenueSettings.Account;

/** A simulated venue for the official connector, with an account for each test class. */
final class ConnectorVenue implements AutoCloseable {
  private final SimulatedVenue venue;

  private ConnectorVenue(SimulatedVenue venue) {
    this.venue = venue;
  }

  static ConnectorVenue start() {
    return new ConnectorVenue(
        SimulatedVenue.start(
            SimulatedVenueSettings.documents()
                .withAccounts(
                    List.of(account("orders"), account("settings"), account("streams")))));
  }

  private static Account account(String name) {
    return new Account(name, name + "-secret", new BigDecimal("10000"), BigDecimal.ZERO);
  }

  /** The venue's time, epoch ms. */
  long millis() {
    return venue.clock().millis();
  }

  /** The connector as its users make it, for the account {@code name}. */
  DerivativesTradingUsdsFuturesRestApi rest(String name) {
    return rest(name, name + "-secret");
  }

  DerivativesTradingUsdsFuturesRestApi rest(String key, String secret) {
    ClientConfiguration configuration =
        DerivativesTradingUsdsFuturesRestApiUtil.getClientConfiguration();
    configuration.setUrl(venue.restUrl().toString());
    configuration.setSignatureConfiguration(signature(key, secret));
    return new DerivativesTradingUsdsFuturesRestApi(configuration);
  }

  private static SignatureConfiguration signature(String key, String secret) {
    SignatureConfiguration signature = new SignatureConfiguration();
    signature.setApiKey(key);
    signature.setSecretKey(secret);
    return signature;
  }

  @Override
  public void close() {
    venue.close();
  }
}
