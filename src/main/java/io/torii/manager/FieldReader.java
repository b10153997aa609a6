package io.torii.manager;

import io.torii.directive.Nearest;
import io.torii.manager.Problem.FieldError;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads fields of JSON objects, and collects what is wrong with them. {@code path} is what stands
 * in front of a field's name in errors: empty, or such as {@code members[0].}.
 */
final class FieldReader {

  /** What no text may have: it would end a line of a log. */
  static final String CONTROL = "must not have control characters.";

  private final List<FieldError> errors = new ArrayList<>();

  /** Throws 422 if something was wrong. */
  void throwErrors() {
    if (!errors.isEmpty()) {
      throw Problem.of(errors);
    }
  }

  void refuse(String field, String message) {
    errors.add(new FieldError(field, message));
  }

  void onlyKnown(JsonObject fields, Set<String> known, String path) {
    fields.keySet().stream()
        .filter(name -> !known.contains(name))
        .forEach(name -> errors.add(unknown(name, known, path)));
  }

  /** A text that must be there; empty if it is not. */
  String required(JsonObject fields, String name, String path) {
    if (fields.get(name) instanceof JsonString text && !text.getString().isBlank()) {
      return onOneLine(text, path + name);
    }
    refuse(path + name, "is required, and must be a text.");
    return "";
  }

  /** A text that may be left out, or be null; empty if it is. */
  String optional(JsonObject fields, String name, String path) {
    JsonValue value = fields.getOrDefault(name, JsonValue.NULL);
    if (value instanceof JsonString text) {
      return onOneLine(text, path + name);
    }
    if (value != JsonValue.NULL) {
      refuse(path + name, "must be a text.");
    }
    return "";
  }

  private String onOneLine(JsonString text, String field) {
    if (text.getString().chars().anyMatch(Character::isISOControl)) {
      refuse(field, CONTROL);
      return "";
    }
    return text.getString();
  }

  /** The setting of that name. */
  <C> Optional<Field<C>> find(List<Field<C>> fields, String name, String path) {
    Map<String, Field<C>> byName =
        fields.stream().collect(Collectors.toMap(Field::name, field -> field));
    Field<C> field = byName.get(name);
    if (field == null) {
      errors.add(unknown(name, new TreeSet<>(byName.keySet()), path));
    }
    return Optional.ofNullable(field);
  }

  private static FieldError unknown(String name, Set<String> known, String path) {
    return new FieldError(path + name, "There is no such field" + Nearest.hint(name, known));
  }

  /** A value as directives have it; empty text for null. */
  Optional<String> text(Field<?> field, JsonValue value, String path) {
    if (value == JsonValue.NULL) {
      return Optional.of("");
    }
    try {
      return Optional.of(field.kind().text(value));
    } catch (FieldException e) {
      errors.add(new FieldError(path + field.name(), String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }
}
