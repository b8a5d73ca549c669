package vortex7.admin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * One call of the API: the table of these is what the server dispatches on and what the OpenAPI
 * document is made of.
 *
 * @param template path with {@code {variables}}
 * @param role who may call it; empty: anybody, without a login
 * @param exempt whether a valid token works while its address is turned away for wrong logins
 * @param query its query parameters, for the document
 */
record Route(
    String method,
    String template,
    Optional<Role> role,
    boolean exempt,
    String summary,
    List<Parameter> query,
    Handler handler) {

  /** A query parameter. */
  record Parameter(String name, String description) {}

  /** What a call does. */
  interface Handler {
    CompletionStage<Reply> handle(Call call);
  }

  static Route open(String template, String summary, Handler handler) {
    return new Route("GET", template, Optional.empty(), false, summary, List.of(), handler);
  }

  static Route read(String template, String summary, Handler handler, Parameter... query) {
    return new Route(
        "GET", template, Optional.of(Role.VIEWER), false, summary, List.of(query), handler);
  }

  static Route operate(String template, String summary, Handler handler) {
    return new Route(
        "POST", template, Optional.of(Role.OPERATOR), false, summary, List.of(), handler);
  }

  /** As {@link #operate}, for a value that is put in the place of another. */
  static Route set(String template, String summary, Handler handler) {
    return new Route(
        "PUT", template, Optional.of(Role.OPERATOR), false, summary, List.of(), handler);
  }

  /** As {@link #operate}, and never held up by a login's brute-force limit. */
  static Route emergency(String template, String summary, Handler handler) {
    return new Route(
        "POST", template, Optional.of(Role.OPERATOR), true, summary, List.of(), handler);
  }

  boolean changesState() {
    return !method.equals("GET");
  }

  /** The names of the path's variables, in order. */
  List<String> variables() {
    List<String> names = new ArrayList<>();
    for (String part : template.split("/", -1)) {
      if (part.startsWith("{")) {
        names.add(part.substring(1, part.length() - 1));
      }
    }
    return names;
  }

  /** The variables' values when the path is this route's; the path's parts are decoded. */
  Optional<Map<String, String>> match(List<String> path) {
    String[] parts = template.substring(1).split("/", -1);
    if (parts.length != path.size()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].startsWith("{")) {
        values.put(parts[i].substring(1, parts[i].length() - 1), path.get(i));
      } else if (!parts[i].equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
