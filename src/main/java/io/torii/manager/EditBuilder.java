package io.torii.manager;

import io.torii.admin.ChangeText;
import io.torii.config.BalancerConfig;
import io.torii.config.Loaded;
import io.torii.config.MemberConfig;
import io.torii.config.MemberStatus;
import io.torii.config.ProxyConfig;
import io.torii.config.change.Author;
import io.torii.config.change.Difference;
import io.torii.config.change.Differences;
import io.torii.config.change.Edit;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.NotFoundException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Makes edits of what the API is asked for. Everything that is wrong with the fields is collected,
 * and thrown at the {@linkplain #differences end}.
 */
final class EditBuilder {

  private static final String MAIN = "main/";

  private final Draft draft;
  private final FieldReader reader = new FieldReader();

  /**
   * A builder.
   *
   * @param inUse what is in use, with its differences from the configuration until now
   */
  EditBuilder(Loaded inUse, Author author) {
    this.draft = new Draft(inUse, author);
  }

  /**
   * The differences with all edits.
   *
   * @throws jakarta.ws.rs.WebApplicationException 422 if something is wrong with a field
   */
  Differences differences() {
    reader.throwErrors();
    return draft.differences();
  }

  /** The edits as a clause for people. */
  String text() {
    return draft.text();
  }

  /**
   * Finds what an edit is about, as the edits before it have left it. Where it is missing, what is
   * wrong with those counts for more.
   */
  private <T> T find(Function<ProxyConfig, T> what) {
    try {
      return what.apply(draft.config());
    } catch (NotFoundException e) {
      reader.throwErrors();
      throw draft.broken().map(Changing::problem).orElse(e);
    }
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
    BalancerConfig balancer = find(now -> balancer(now, balancerId));
    fields.forEach((name, value) -> balancerField(balancer.key(), name, value, path));
  }

  private void balancerField(String key, String name, JsonValue value, String path) {
    Optional<Field<BalancerConfig>> field = reader.find(BalancerFields.ALL, name, path);
    if (field.isPresent()) {
      reader
          .text(field.get(), value, path)
          .ifPresent(
              text -> set(new Edit.SetBalancer(key, field.get().parameter(), text), value, name));
    }
  }

  void patchMember(String balancerId, String memberId, JsonObject fields, String path) {
    BalancerConfig balancer = find(now -> balancer(now, balancerId));
    MemberConfig member = find(now -> Finder.member(balancer, memberId));
    fields.forEach(
        (name, value) -> memberField(balancer.key(), member.url().toString(), name, value, path));
  }

  private void memberField(
      String balancer, String member, String name, JsonValue value, String path) {
    Optional<Field<MemberConfig>> field = reader.find(MemberFields.ALL, name, path);
    if (field.isEmpty()) {
      return;
    }
    Optional<String> text = reader.text(field.get(), value, path);
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
      draft.revert(edit, name + " as configured");
    } else {
      make(edit);
    }
  }

  /**
   * An edit as it is. No text of one may end a line where it is written down; that of a rule to be
   * removed is the configuration's own.
   */
  void make(Edit edit) {
    boolean own = edit instanceof Edit.RemoveRule;
    if (!own && edit.toString().chars().anyMatch(Character::isISOControl)) {
      reader.refuse(ChangeView.field(edit), FieldReader.CONTROL);
    } else {
      draft.make(edit, ChangeText.of(edit));
    }
  }

  /** Adds the member that the field {@code url} names, with the settings that the others give. */
  String addMember(String balancerId, JsonObject fields, String path) {
    return addMember(
        find(now -> balancer(now, balancerId)).key(),
        reader.required(fields, "url", path),
        fields,
        path);
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
    BalancerConfig balancer = find(now -> balancer(now, balancerId));
    make(
        new Edit.RemoveMember(
            balancer.key(), find(now -> Finder.member(balancer, memberId)).url().toString()));
  }

  /** Adds the balancer that the field {@code name} names. */
  String addBalancer(JsonObject fields, String path) {
    String name = reader.required(fields, "name", path).toLowerCase(Locale.ROOT);
    if (!name.isEmpty() && !name.matches("[a-z0-9._-]{1,63}")) {
      reader.refuse(path + "name", "must be up to 63 letters, digits, dots, _ and -.");
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
      reader.refuse(path + "members", "must be an array of objects with a url.");
      return;
    }
    int index = 0;
    for (JsonValue entry : value.asJsonArray()) {
      String at = path + "members[" + index++ + "].";
      if (entry instanceof JsonObject member) {
        addMember(key, reader.required(member, "url", at), member, at);
      } else {
        reader.refuse(at, "must be an object with a url.");
      }
    }
  }

  void removeBalancer(String balancerId) {
    BalancerConfig balancer = find(now -> balancer(now, balancerId));
    ProxyConfig config = draft.config();
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

  /** Adds {@code ProxyPass path target parameters} in front of the others of {@code host}. */
  void addRule(JsonObject fields, String path) {
    make(new NewRule(reader, path).read(fields, draft.config()));
  }

  /** Removes a rule, or what has added it. */
  void removeRule(String id) {
    RuleView rule = find(now -> RulesResource.find(now, id));
    Optional<String> added =
        draft.differences().all().stream()
            .filter(
                d ->
                    d.edit() instanceof Edit.AddRule && d.origin().toString().equals(rule.origin()))
            .map(Difference::id)
            .findFirst();
    if (added.isPresent()) {
      draft.forget(added.get(), "ProxyPass " + rule.path() + " removed");
    } else {
      make(new Edit.RemoveRule(rule.host(), rule.text()));
    }
  }

  /** Has the place of a difference as the configuration has it. */
  void revert(String id) {
    Difference difference =
        draft
            .differences()
            .find(id)
            .orElseThrow(() -> Problem.of(404, "There is no change " + id + "."));
    draft.forget(id, "reverted: " + ChangeText.of(difference.edit()));
  }

  void revertAll() {
    draft.forgetAll("everything reverted to the configuration");
  }
}
