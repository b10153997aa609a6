package io.torii.manager;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Holds JSON to the schemas of the API's description, as far as those go: types, required and
 * additional properties, items, enumerations, references and alternatives. What the description
 * does not have is wrong even where a client would be allowed to meet it.
 */
final class Schemas {

  private final JsonNode document;

  Schemas(JsonNode document) {
    this.document = document;
  }

  /** The schema of what an operation answers with 200. */
  JsonNode answer(String verb, String path) {
    JsonNode schema =
        document.at(
            "/paths/%s/%s/responses/200/content/application~1json/schema"
                .formatted(path.replace("/", "~1"), verb));
    if (schema.isMissingNode()) {
      throw new IllegalArgumentException(verb + " " + path + " has no answer");
    }
    return schema;
  }

  /** What is wrong with a value, each with its place; empty if nothing is. */
  List<String> problems(JsonNode schema, JsonNode value) {
    List<String> problems = new ArrayList<>();
    check(schema, value, "", problems);
    return problems;
  }

  private void check(JsonNode schema, JsonNode value, String at, List<String> problems) {
    if (schema.has("$ref")) {
      check(document.at(schema.get("$ref").asString().substring(1)), value, at, problems);
      return;
    }
    if (schema.has("anyOf")) {
      anyOf(schema.get("anyOf"), value, at, problems);
      return;
    }
    if (!types(schema).contains(type(value)) && !isWholeNumber(schema, value)) {
      problems.add(at + " is " + type(value) + ", not " + types(schema));
    }
    if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
      problems.add(at + " is none of " + schema.get("enum"));
    }
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      check(schema.path("items"), value.get(i), at + "[" + i + "]", problems);
    }
    if (value.isObject()) {
      properties(schema, value, at, problems);
    }
  }

  /** What is wrong with the alternative that comes nearest. */
  private void anyOf(JsonNode schemas, JsonNode value, String at, List<String> problems) {
    List<String> fewest = null;
    for (JsonNode schema : schemas) {
      List<String> found = new ArrayList<>();
      check(schema, value, at, found);
      if (fewest == null || found.size() < fewest.size()) {
        fewest = found;
      }
    }
    problems.addAll(fewest == null ? List.of() : fewest);
  }

  private void properties(JsonNode schema, JsonNode value, String at, List<String> problems) {
    for (JsonNode name : schema.path("required")) {
      if (!value.has(name.asString())) {
        problems.add(at + " has no " + name.asString());
      }
    }
    for (String name : value.propertyNames()) {
      JsonNode property = schema.path("properties").path(name);
      if (!property.isMissingNode()) {
        check(property, value.get(name), at + "." + name, problems);
      } else if (!schema.path("additionalProperties").asBoolean(!schema.has("properties"))) {
        problems.add(at + " must not have " + name);
      }
    }
  }

  private static List<String> types(JsonNode schema) {
    JsonNode type = schema.path("type");
    return type.isArray()
        ? type.valueStream().map(JsonNode::asString).toList()
        : List.of(type.asString(""));
  }

  private static boolean isWholeNumber(JsonNode schema, JsonNode value) {
    return value.isIntegralNumber() && types(schema).contains("number");
  }

  private static String type(JsonNode value) {
    if (value.isIntegralNumber()) {
      return "integer";
    }
    return switch (value.getNodeType()) {
      case ARRAY -> "array";
      case BOOLEAN -> "boolean";
      case NULL -> "null";
      case NUMBER -> "number";
      case STRING -> "string";
      default -> "object";
    };
  }
}
