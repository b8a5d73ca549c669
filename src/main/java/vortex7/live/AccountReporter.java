package vortex7.live;

import java.util.Optional;
import org.slf4j.Logger;
import vortex7.risk.Account.Trip;
import vortex7.risk.AccountEvent;

/** Tells people of the account's facts once they are journaled. */
final class AccountReporter {
  private final Wiring wiring;
  private final Logger log;

  AccountReporter(Wiring wiring, Logger log) {
    this.wiring = wiring;
    this.log = log;
  }

  void report(AccountEvent event) {
    log.info("event=account fact={}", event);
    switch (event) {
      case AccountEvent.BreakerTripped e ->
          wiring
              .news()
              .publish(
                  new Daemon.News.BreakerChanged(
                      AccountViews.news(
                          e.breaker(), Optional.of(new Trip(e.reason(), e.at(), e.until())))));
      case AccountEvent.BreakerReset e ->
          wiring
              .news()
              .publish(
                  new Daemon.News.BreakerChanged(AccountViews.news(e.breaker(), Optional.empty())));
      default -> {}
    }
  }

  void alert(String what) {
    log.warn("event=alert what={}", what);
    String severity = what.startsWith("EMERGENCY") ? "EMERGENCY" : "ALERT";
    wiring.news().publish(new Daemon.News.Alert(severity, what, wiring.clock().instant()));
  }
}
