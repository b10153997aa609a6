package io.torii.manager;

import io.torii.admin.ChangeText;
import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import io.torii.config.MemberStatus;
import io.torii.config.ProxyConfig;
import io.torii.config.change.Author;
import io.torii.config.change.Differences;
import io.torii.config.change.Edit;
import io.torii.directive.Nearest;
import io.torii.manager.Problem.FieldError;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes edits of what the API is asked for. Everything that is wrong with the fields is collected,
 * and thrown at the {@linkplain #differences end}.
 */
final class EditBuilder {

  private static final String MAIN = "main/";

  private final ProxyConfig config;
  private final Author author;
  private final List<FieldError> errors = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private Differences differences;

  /**
   * A builder.
   *
   * @param config what is in use
   * @param differences what differs from the configuration until now
   */
  EditBuilder(ProxyConfig config, Differences differences, Author author) {
    this.config = config;
    this.differences = differences;
    this.author = author;
  }

  /**
   * The differences with all edits.
   *
   * @throws jakarta.ws.rs.WebApplicationException 422 if something is wrong with a field
   */
  Differences differences() {
    if (!errors.isEmpty()) {
      throw Problem.of(errors);
    }
    return differences;
  }

  /** The edits as a clause for people. */
  String text() {
    return texts.isEmpty() ? "nothing" : String.join(", ", texts);
  }

  /**
   * The balancer with an id.
   *
   * @throws jakarta.ws.rs.WebApplicationException 404 if there is none, 409 if it is the target of
   *     a plain ProxyPass
   */
  static BalancerConfig balancer(ProxyConfig config, String id) {
    BalancerConfig balancer = Finder.balancer(config, id);
    if (balancer.plain()) {
      throw Problem.of(
          409,
          balancer.name()
              + " is the target of a plain ProxyPass ("
              + balancer.origin()
              + "): make it the member of a balancer:// to change it here.");
    }
    return balancer;
  }

  void patchBalancer(String balancerId, JsonObject fields, String path) {
    BalancerConfig balancer = balancer(config, balancerId);
    fields.forEach((name, value) -> balancerField(balancer.key(), name, value, path));
  }

  private void balancerField(String key, String name, JsonValue value, String path) {
    Optional<Field<BalancerConfig>> field = find(BalancerFields.ALL, name, path);
    if (field.isPresent()) {
      text(field.get(), value, path)
          .ifPresent(
              text -> set(new Edit.SetBalancer(key, field.get().parameter(), text), value, name));
    }
  }

  void patchMember(String balancerId, String memberId, JsonObject fields, String path) {
    BalancerConfig balancer = balancer(config, balancerId);
    MemberConfig member = Finder.member(balancer, memberId);
    fields.forEach(
        (name, value) -> memberField(balancer.key(), member.url().toString(), name, value, path));
  }

  private void memberField(
      String balancer, String member, String name, JsonValue value, String path) {
    Optional<Field<MemberConfig>> field = find(MemberFields.ALL, name, path);
    if (field.isEmpty()) {
      return;
    }
    Optional<String> text = text(field.get(), value, path);
    if (text.isEmpty()) {
      return;
    }
    String parameter = field.get().parameter();
    Edit edit =
        field.get().kind() == Field.Kind.FLAG
            ? new Edit.SetFlag(
                balancer,
                member,
                MemberStatus.of(parameter.charAt(0)).orElseThrow(),
                value == JsonValue.TRUE)
            : new Edit.SetMember(balancer, member, parameter, text.get());
    set(edit, value, name);
  }

  private void set(Edit edit, JsonValue value, String name) {
    if (value == JsonValue.NULL) {
      differences = differences.reverted(edit.place());
      texts.add(name + " as configured");
    } else {
      make(edit);
    }
  }

  /** An edit as it is. */
  void make(Edit edit) {
    differences = differences.with(edit, author);
    texts.add(ChangeText.of(edit));
  }

  /** Adds the member that the field {@code url} names, with the settings that the others give. */
  String addMember(String balancerId, JsonObject fields, String path) {
    return addMember(
        balancer(config, balancerId).key(), required(fields, "url", path), fields, path);
  }

  private String addMember(String key, String url, JsonObject fields, String path) {
    make(new Edit.AddMember(key, url));
    fields.forEach(
        (name, value) -> {
          if (!name.equals("url") && value != JsonValue.NULL) {
            memberField(key, url, name, value, path);
          }
        });
    return url;
  }

  void removeMember(String balancerId, String memberId) {
    BalancerConfig balancer = balancer(config, balancerId);
    make(new Edit.RemoveMember(balancer.key(), Finder.member(balancer, memberId).url().toString()));
  }

  /** Adds the balancer that the field {@code name} names. */
  String addBalancer(JsonObject fields, String path) {
    String name = required(fields, "name", path).toLowerCase(Locale.ROOT);
    if (!name.isEmpty() && !name.matches("[a-z0-9._-]{1,63}")) {
      errors.add(new FieldError(path + "name", "must be up to 63 letters, digits, dots, _ and -."));
    }
    String key = MAIN + name;
    make(new Edit.AddBalancer(key));
    fields.forEach(
        (field, value) -> {
          if (field.equals("members")) {
            members(key, value, path);
          } else if (!field.equals("name") && value != JsonValue.NULL) {
            balancerField(key, field, value, path);
          }
        });
    return name;
  }

  private void members(String key, JsonValue value, String path) {
    if (value.getValueType() != JsonValue.ValueType.ARRAY) {
      errors.add(new FieldError(path + "members", "must be an array of objects with a url."));
      return;
    }
    int index = 0;
    for (JsonValue entry : value.asJsonArray()) {
      String at = path + "members[" + index++ + "].";
      if (entry instanceof JsonObject member) {
        addMember(key, required(member, "url", at), member, at);
      } else {
        errors.add(new FieldError(at, "must be an object with a url."));
      }
    }
  }

  void removeBalancer(String balancerId) {
    BalancerConfig balancer = balancer(config, balancerId);
    String id = Ids.of(balancer, config.balancers().values());
    RuleView.all(config).stream()
        .filter(rule -> id.equals(rule.balancer()))
        .findFirst()
        .ifPresent(
            rule -> {
              throw Problem.of(
                  409,
                  "A rule sends requests to it: ProxyPass %s %s (%s). Remove that first."
                      .formatted(rule.path(), rule.target(), rule.origin()));
            });
    make(new Edit.RemoveBalancer(balancer.key()));
  }

  /** Adds {@code ProxyPass path target parameters} in front of the others. */
  String addRule(JsonObject fields, String path) {
    Set<String> known = Set.of("path", "target", "parameters");
    for (String name : fields.keySet()) {
      if (!known.contains(name)) {
        errors.add(unknown(name, known, path));
      }
    }
    String arguments =
        (quoted(required(fields, "path", path))
                + " "
                + quoted(required(fields, "target", path))
                + " "
                + fields.getString("parameters", ""))
            .strip();
    make(new Edit.AddRule(arguments));
    return arguments;
  }

  /** Removes a rule, or what has added it. */
  void removeRule(RuleView rule) {
    Optional<String> added =
        differences.all().stream()
            .filter(
                d ->
                    d.edit() instanceof Edit.AddRule && d.origin().toString().equals(rule.origin()))
            .map(d -> d.id())
            .findFirst();
    if (added.isPresent()) {
      differences = differences.without(added.get());
      texts.add("ProxyPass " + rule.path() + " removed");
    } else {
      make(new Edit.RemoveRule(rule.host(), rule.text()));
    }
  }

  /** Has the place of a difference as the configuration has it. */
  void revert(String id) {
    differences
        .find(id)
        .ifPresentOrElse(
            difference -> {
              differences = differences.without(id);
              texts.add("reverted: " + ChangeText.of(difference.edit()));
            },
            () -> {
              throw Problem.of(404, "There is no change " + id + ".");
            });
  }

  void revertAll() {
    differences = differences.cleared();
    texts.add("everything reverted to the configuration");
  }

  private static String quoted(String word) {
    return word.chars().anyMatch(c -> c == ' ' || c == '"' || c == '\'')
        ? '"' + word.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
        : word;
  }

  private String required(JsonObject fields, String name, String path) {
    if (fields.get(name) instanceof JsonString text
        && !text.getString().isBlank()
        && text.getString().chars().noneMatch(Character::isISOControl)) {
      return text.getString();
    }
    errors.add(new FieldError(path + name, "is required, and must be a text."));
    return "";
  }

  private <C> Optional<Field<C>> find(List<Field<C>> fields, String name, String path) {
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

  private Optional<String> text(Field<?> field, JsonValue value, String path) {
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
