package vortex7.admin;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request that cannot be answered as wished, as RFC 9457 words it. */
final class ApiProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String title;
  private final String detail;
  private final transient Map<String, Object> more = new LinkedHashMap<>();
  private final transient Map<String, String> headers = new LinkedHashMap<>();

  ApiProblem(int status, String title, String detail) {
    super(title + ": " + detail, null, false, false);
    this.status = status;
    this.title = title;
    this.detail = detail;
  }

  static ApiProblem badParameter(String field, String detail) {
    return new ApiProblem(400, "Bad parameter", detail).with("field", field);
  }

  static ApiProblem notFound(String detail) {
    return new ApiProblem(404, "Not found", detail);
  }

  static ApiProblem conflict(String detail) {
    return new ApiProblem(409, "The state forbids it", detail);
  }

  static ApiProblem unavailable(String detail) {
    return new ApiProblem(503, "Not available now", detail);
  }

  /** Adds a member to the document. */
  ApiProblem with(String member, Object value) {
    more.put(member, value);
    return this;
  }

  ApiProblem header(String name, String value) {
    headers.put(name, value);
    return this;
  }

  int status() {
    return status;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** The document for the request to {@code path}. */
  Map<String, Object> document(String path) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("type", "about:blank");
    document.put("title", title);
    document.put("status", status);
    document.put("detail", detail);
    document.put("instance", path);
    document.putAll(more);
    return document;
  }
}
