package vortex7.venue.simulated;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import vortex7.venue.simulated.fault.FaultRefused;
import vortex7.venue.simulated.fault.Fields;

/** Moves the venue's clock for people: forward, faster or slower, or off the market's time. */
final class ClockDesk {
  private static final long FORWARD_MAX_MILLIS = 24L * 3_600_000;
  private static final long OFFSET_MAX_MILLIS = 3_600_000;
  private static final double SPEED_MIN = 0.01;
  private static final double SPEED_MAX = 1_000;

  private final VirtualClock clock;
  private final VenueEngine engine;

  ClockDesk(VirtualClock clock, VenueEngine engine) {
    this.clock = clock;
    this.engine = engine;
  }

  String tell() {
    double speed = clock.speed();
    JsonWriter json =
        new JsonWriter()
            .beginObject()
            .field("time", engine.timeMillis())
            .field("told", engine.timeMillis() + clock.offsetMillis())
            .field("offset", clock.offsetMillis());
    if (speed == 0) {
      json.field("speed", "max");
    } else {
      json.number("speed", BigDecimal.valueOf(speed).setScale(2, RoundingMode.HALF_UP));
    }
    if (engine.leapTo() > engine.timeMillis()) {
      json.field("leapsTo", engine.leapTo());
    } else {
      json.nullField("leapsTo");
    }
    return json.endObject().text();
  }

  /** Does all of what is asked for, or nothing. */
  String move(JsonNode body) {
    Fields fields = new Fields(body);
    boolean leaps = fields.has("forward");
    boolean paces = fields.has("speed");
    boolean shifts = fields.has("offset");
    long forward = leaps ? fields.signedDuration("forward") : 0;
    double speed = paces ? fields.decimal("speed").doubleValue() : 0;
    long offset = shifts ? fields.signedDuration("offset") : 0;
    fields.close("the clock");
    if (!leaps && !paces && !shifts) {
      throw new FaultRefused("forward", "is missing, and so are speed and offset");
    }
    if (leaps && (forward < 1 || forward > FORWARD_MAX_MILLIS)) {
      throw new FaultRefused(
          "forward", "must be from 1 ms to 24 h: a market never goes back, was " + forward + " ms");
    }
    if (paces && !(speed >= SPEED_MIN && speed <= SPEED_MAX)) {
      throw new FaultRefused(
          "speed", "must be from " + SPEED_MIN + " to " + SPEED_MAX + ", was " + speed);
    }
    if (paces && clock.speed() == 0) {
      throw new FaultRefused("speed", "cannot be changed: this venue runs at maximal speed");
    }
    if (Math.abs(offset) > OFFSET_MAX_MILLIS) {
      throw new FaultRefused("offset", "must be from -1 h to 1 h, was " + offset + " ms");
    }
    if (leaps) {
      engine.leap(forward);
    }
    if (paces) {
      clock.setSpeed(speed);
    }
    if (shifts) {
      clock.setOffset(offset);
    }
    return tell();
  }
}
