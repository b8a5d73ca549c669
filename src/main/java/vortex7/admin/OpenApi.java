package vortex7.admin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The OpenAPI 3.1 document, made of the same table that the server dispatches on. */
final class OpenApi {
  private OpenApi() {}

  static Map<String, Object> of(List<Route> routes, String version) {
    Map<String, Map<String, Object>> paths = new LinkedHashMap<>();
    for (Route route : routes) {
      paths
          .computeIfAbsent(route.template(), path -> new LinkedHashMap<>())
          .put(route.method().toLowerCase(Locale.ROOT), operation(route));
    }
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("openapi", "3.1.0");
    document.put("info", Map.of("title", "VORTEX-7", "version", version));
    document.put("paths", paths);
    document.put("components", components());
    return document;
  }

  private static Map<String, Object> operation(Route route) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("summary", route.summary());
    List<Object> parameters = new ArrayList<>();
    route.variables().forEach(name -> parameters.add(parameter(name, "path", true, name)));
    route
        .query()
        .forEach(
            query -> parameters.add(parameter(query.name(), "query", false, query.description())));
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
    if (route.changesState()) {
      operation.put("requestBody", content("application/json", "Command"));
    }
    Map<String, Object> responses = new LinkedHashMap<>();
    responses.put(
        "200",
        Map.of(
            "description",
            "done",
            "content",
            Map.of("application/json", Map.of("schema", Map.of("type", "object")))));
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("description", "why not");
    problem.putAll(content("application/problem+json", "Problem"));
    responses.put("default", problem);
    operation.put("responses", responses);
    operation.put("x-role", route.role().map(Role::user).orElse("none"));
    operation.put(
        "security",
        route.role().isEmpty()
            ? List.of()
            : List.of(Map.of("token", List.of()), Map.of("password", List.of())));
    return operation;
  }

  private static Map<String, Object> parameter(
      String name, String in, boolean required, String description) {
    Map<String, Object> parameter = new LinkedHashMap<>();
    parameter.put("name", name);
    parameter.put("in", in);
    parameter.put("required", required);
    parameter.put("description", description);
    parameter.put("schema", Map.of("type", "string"));
    return parameter;
  }

  private static Map<String, Object> content(String type, String schema) {
    return Map.of(
        "content",
        Map.of(type, Map.of("schema", Map.of("$ref", "#/components/schemas/" + schema))));
  }

  private static Map<String, Object> components() {
    Map<String, Object> text = Map.of("type", "string");
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "object");
    problem.put("required", List.of("type", "title", "status", "detail", "instance"));
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("type", text);
    members.put("title", text);
    members.put("status", Map.of("type", "integer"));
    members.put("detail", text);
    members.put("instance", text);
    members.put("field", text);
    members.put("code", text);
    problem.put("properties", members);
    Map<String, Object> command = new LinkedHashMap<>();
    command.put("type", "object");
    Map<String, Object> orders = new LinkedHashMap<>();
    orders.put("reason", text);
    orders.put("confirm", text);
    orders.put("commandId", text);
    orders.put(
        "riskPerTradePct",
        Map.of("type", "number", "description", "of PUT /api/v1/risk, which needs it"));
    command.put("properties", orders);
    Map<String, Object> security = new LinkedHashMap<>();
    security.put("token", Map.of("type", "http", "scheme", "bearer"));
    security.put("password", Map.of("type", "http", "scheme", "basic"));
    Map<String, Object> components = new LinkedHashMap<>();
    components.put("schemas", Map.of("Problem", problem, "Command", command));
    components.put("securitySchemes", security);
    return components;
  }
}
