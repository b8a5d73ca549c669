package vortex7.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vortex7.live.OperatorCommand;
import vortex7.market.Symbol;

/**
 * A request that was let in.
 *
 * @param variables the parts of the path that the route names
 * @param query the first value of each parameter
 * @param body an object; empty for a GET
 * @param csv whether the answer is wanted as CSV
 */
record Call(
    Principal principal,
    String address,
    Map<String, String> variables,
    Map<String, String> query,
    JsonNode body,
    boolean csv) {
  private static final int REASON_MAX = 500;

  String variable(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new IllegalStateException("the route has no variable " + name);
    }
    return value;
  }

  Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isBlank());
  }

  Symbol symbol() {
    return symbol(variable("symbol")).orElseThrow(() -> ApiProblem.notFound("no such symbol"));
  }

  private static Optional<Symbol> symbol(String text) {
    try {
      return Optional.of(Symbol.of(text));
    } catch (IllegalArgumentException notASymbol) {
      return Optional.empty();
    }
  }

  Optional<Symbol> symbolParameter() {
    return parameter("symbol")
        .map(
            text ->
                symbol(text)
                    .orElseThrow(
                        () ->
                            ApiProblem.badParameter("symbol", "must be a symbol such as BTCUSDT")));
  }

  Optional<Instant> timeParameter(String name) {
    return parameter(name)
        .map(
            text -> {
              try {
                return Instant.parse(text);
              } catch (DateTimeParseException e) {
                throw ApiProblem.badParameter(
                    name, "must be a time in UTC such as 2026-03-01T12:00:00Z");
              }
            });
  }

  /** A whole number in {@code [1, max]}. */
  int numberParameter(String name, int fallback, int max) {
    return (int) longParameter(name, fallback, 1, max);
  }

  long longParameter(String name, long fallback, long min, long max) {
    return parameter(name)
        .map(
            text -> {
              try {
                long number = Long.parseLong(text);
                if (number >= min && number <= max) {
                  return number;
                }
              } catch (NumberFormatException notANumber) {
                // Answered below, like a number that is out of bounds.
              }
              throw ApiProblem.badParameter(
                  name, "must be a whole number from %d to %d".formatted(min, max));
            })
        .orElse(fallback);
  }

  Optional<String> confirmation() {
    return text("confirm", REASON_MAX);
  }

  /** Whether the operator says why. */
  boolean hasReason() {
    return text("reason", REASON_MAX).isPresent();
  }

  /** What the operator wants, with who, why and the id under which it works once. */
  OperatorCommand command(Instant now) {
    String id = text("commandId", 100).orElseGet(() -> UUID.randomUUID().toString());
    String reason = text("reason", REASON_MAX).orElse("no reason given");
    return new OperatorCommand(id, principal.name() + "@" + address, reason, now);
  }

  private Optional<String> text(String field, int max) {
    JsonNode value = body.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.asText().length() > max) {
      throw ApiProblem.badParameter(
          field, "must be a text of at most %d characters".formatted(max));
    }
    String text = value.asText();
    if (text.chars().anyMatch(Character::isISOControl)) {
      throw ApiProblem.badParameter(field, "must hold no control characters");
    }
    return text.isBlank() ? Optional.empty() : Optional.of(text);
  }
}
