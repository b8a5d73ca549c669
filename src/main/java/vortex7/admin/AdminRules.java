package vortex7.admin;

import java.time.Duration;

/**
 * Bounds of the API.
 *
 * @param session how long a verified password holds
 * @param confirmation how long a one-time code is valid
 * @param wrongLoginsMax of one address within {@code loginWindow}; the next one is turned away
 * @param passwordThreads on which passwords are hashed; none of them serves or trades
 * @param bodyBytesMax of one request
 * @param bodyTimeout within which a request's body must have come
 * @param secretLengthMin of a configured token or password
 * @param pageMax items of one page
 */
public record AdminRules(
    Duration session,
    Duration confirmation,
    int wrongLoginsMax,
    Duration loginWindow,
    int passwordThreads,
    int bodyBytesMax,
    Duration bodyTimeout,
    int secretLengthMin,
    int pageMax) {
  public static AdminRules documents() {
    return new AdminRules(
        Duration.ofHours(12),
        Duration.ofSeconds(30),
        5,
        Duration.ofMinutes(1),
        2,
        16 * 1024,
        Duration.ofSeconds(5),
        16,
        1000);
  }
}
