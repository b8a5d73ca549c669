package vortex7.admin;

import akka.NotUsed;
import akka.stream.javadsl.Source;
import akka.util.ByteString;

/** A good answer. */
sealed interface Reply {
  /** Any value that {@link ApiJson} writes. */
  record Json(Object value) implements Reply {}

  /** Lines of CSV, as long as the database gives them. */
  record Csv(String fileName, Source<ByteString, NotUsed> lines) implements Reply {}
}
