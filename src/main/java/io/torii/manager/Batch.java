package io.torii.manager;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Several changes that are made as one, in their order: each sees what those before it have done.
 *
 * @param edits what they do
 */
record Batch(List<Consumer<EditBuilder>> edits) {

  private static final Set<String> NAMES = Set.of("op", "path", "value");

  private static final String SHAPES =
      "op must be patch, add or remove, and path one that it goes with, such as"
          + " balancers/mycluster/members/http:10.0.0.5:8080.";

  /**
   * Reads {@code changes}, an array of objects with {@code op}, {@code path} and {@code value}.
   *
   * @throws jakarta.ws.rs.WebApplicationException 422 naming everything that is no such thing
   */
  static Batch of(JsonObject body) {
    FieldReader reader = new FieldReader();
    reader.onlyKnown(body, Set.of("changes"), "");
    List<Consumer<EditBuilder>> edits = new ArrayList<>();
    if (body.get("changes") instanceof JsonArray changes && !changes.isEmpty()) {
      for (int i = 0; i < changes.size(); i++) {
        String at = "changes[" + i + "]";
        if (changes.get(i) instanceof JsonObject change) {
          edits.add(edit(change, at, reader));
        } else {
          reader.refuse(at, "must be an object with op and path.");
        }
      }
    } else {
      reader.refuse("changes", "is required, and must be an array of changes.");
    }
    reader.throwErrors();
    return new Batch(edits);
  }

  void apply(EditBuilder builder) {
    edits.forEach(edit -> edit.accept(builder));
  }

  private static Consumer<EditBuilder> edit(JsonObject change, String at, FieldReader reader) {
    reader.onlyKnown(change, NAMES, at + ".");
    String op = reader.required(change, "op", at + ".");
    String[] path = reader.required(change, "path", at + ".").split("/", -1);
    JsonObject value = value(change, op, at, reader);
    String in = at + ".value.";
    return switch (op + " " + shape(path)) {
      case "patch balancers/x" -> edits -> edits.patchBalancer(path[1], value, in);
      case "patch balancers/x/members/x" -> edits -> edits.patchMember(path[1], path[3], value, in);
      case "add balancers" -> edits -> edits.addBalancer(value, in);
      case "add balancers/x/members" -> edits -> edits.addMember(path[1], value, in);
      case "add rules" -> edits -> edits.addRule(value, in);
      case "remove balancers/x" -> edits -> edits.removeBalancer(path[1]);
      case "remove balancers/x/members/x" -> edits -> edits.removeMember(path[1], path[3]);
      case "remove rules/x" -> edits -> edits.removeRule(path[1]);
      case "remove changes/x" -> edits -> edits.revert(path[1]);
      default -> {
        reader.refuse(at, SHAPES);
        yield edits -> {};
      }
    };
  }

  /** The path with {@code x} in place of each id. */
  private static String shape(String[] path) {
    return path[0]
        + "/x".repeat(Math.min(1, path.length - 1))
        + (path.length > 2 ? "/" + path[2] : "")
        + "/x".repeat(Math.max(0, path.length - 3));
  }

  private static JsonObject value(JsonObject change, String op, String at, FieldReader reader) {
    JsonValue given = change.get("value");
    if (op.equals("remove")) {
      if (given != null && given != JsonValue.NULL) {
        reader.refuse(at + ".value", "must be left out: what is removed has none.");
      }
    } else if (given instanceof JsonObject value) {
      return value;
    } else {
      reader.refuse(at + ".value", "is required, and must be an object.");
    }
    return JsonValue.EMPTY_JSON_OBJECT;
  }
}
