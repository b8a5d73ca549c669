package vortex7.venue.simulated;

import akka.event.LoggingAdapter;
import akka.http.ParsingErrorHandler;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpResponse;
import akka.http.scaladsl.model.ErrorInfo;
import akka.http.scaladsl.model.StatusCode;
import akka.http.scaladsl.settings.ServerSettings;

/**
 * Answers requests that are no HTTP, or whose path and parameters are no URI, in the venue's form.
 * Akka HTTP finds it by its name.
 */
final class ParsingRefusals extends ParsingErrorHandler {
  /** Under this name Akka looks for the one instance, as of an object in Scala. */
  static final ParsingRefusals MODULE$ = new ParsingRefusals();

  private static final int BAD_REQUEST = 400;

  private ParsingRefusals() {}

  @Override
  public HttpResponse handle(
      StatusCode status, ErrorInfo error, LoggingAdapter log, ServerSettings settings) {
    log.debug("event=request_unreadable reason={}", error.summary());
    VenueRefusal refusal =
        status.intValue() == BAD_REQUEST
            ? VenueRefusal.badEscape()
            : VenueRefusal.unreadable(status.intValue());
    return HttpResponse.create()
        .withStatus(refusal.status())
        .withEntity(ContentTypes.APPLICATION_JSON, refusal.body());
  }
}
