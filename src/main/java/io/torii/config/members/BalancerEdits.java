package io.torii.config.members;

import io.torii.config.InvalidValueException;
import io.torii.config.MemberStatus;
import io.torii.config.MemberUrl;
import io.torii.config.change.Difference;
import io.torii.config.change.Edit;
import io.torii.config.change.Overlay;
import io.torii.directive.Origin;
import io.torii.directive.Problems;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The balancers of an assembly as operators' edits change them. */
final class BalancerEdits implements Overlay.Layer {

  private static final String THERE = "there";

  private final BalancerAssembly assembly;

  BalancerEdits(BalancerAssembly assembly) {
    this.assembly = assembly;
  }

  @Override
  public Optional<String> written(Edit edit) {
    if (edit instanceof Edit.AddBalancer add) {
      return Optional.of(declared(add.balancer()).isPresent() ? THERE : "");
    }
    Optional<BalancerDraft> balancer = declared(edit.balancer());
    if (edit instanceof Edit.SetBalancer set) {
      Parameter<?> parameter = BalancerParameters.TABLE.find(set.parameter());
      return balancer.map(draft -> parameter == null ? "" : draft.values.text(parameter));
    }
    if (edit instanceof Edit.RemoveBalancer) {
      return balancer.map(draft -> THERE);
    }
    return balancer.flatMap(draft -> inMember(members(edit.balancer(), draft), edit));
  }

  private static Optional<String> inMember(Map<MemberUrl, MemberDraft> members, Edit edit) {
    MemberDraft member = find(members, edit.member());
    if (edit instanceof Edit.AddMember) {
      return Optional.of(member == null ? "" : THERE);
    }
    if (member == null) {
      return Optional.empty();
    }
    if (edit instanceof Edit.SetMember set) {
      Parameter<?> parameter = WorkerParameters.TABLE.find(set.parameter());
      return Optional.of(parameter == null ? "" : member.values().text(parameter));
    }
    if (edit instanceof Edit.SetFlag set) {
      Set<MemberStatus> flags =
          member.values().get(WorkerParameters.STATUS).map(c -> c.apply(Set.of())).orElse(Set.of());
      return Optional.of(flags.contains(set.flag()) ? "on" : "");
    }
    return Optional.of(THERE);
  }

  @Override
  public void apply(Difference difference, Problems problems) {
    Edit edit = difference.edit();
    Origin origin = difference.origin();
    if (edit instanceof Edit.AddBalancer add) {
      addBalancer(add, origin, problems);
      return;
    }
    BalancerDraft draft = declared(edit.balancer()).orElseThrow();
    Scope scope = scope(edit.balancer()).orElseThrow();
    ParameterReader reader = new ParameterReader(problems, scope.checks());
    if (edit instanceof Edit.SetBalancer set) {
      set(BalancerParameters.TABLE, set.parameter(), set.value(), reader, origin, draft.values);
    } else if (edit instanceof Edit.RemoveBalancer) {
      removeBalancer(scope, draft, origin, problems);
    } else {
      member(edit, scope, members(edit.balancer(), draft), reader, origin, problems);
    }
  }

  private static void member(
      Edit edit,
      Scope scope,
      Map<MemberUrl, MemberDraft> members,
      ParameterReader reader,
      Origin origin,
      Problems problems) {
    MemberDraft member = find(members, edit.member());
    if (edit instanceof Edit.AddMember add) {
      if (member != null) {
        problems.error(origin, add.member() + " is a member already.");
      } else {
        url(add.member(), origin, problems)
            .ifPresent(
                url ->
                    members.put(
                        url,
                        new MemberDraft(url, new ParameterValues(), Optional.empty(), origin)));
      }
    } else if (member != null && edit instanceof Edit.RemoveMember) {
      members.remove(member.url());
    } else if (member != null) {
      ParameterValues values = member.values().copy();
      if (edit instanceof Edit.SetFlag set) {
        String sign = set.on() ? "+" : "-";
        ParameterValues flag = new ParameterValues();
        reader.read(WorkerParameters.TABLE, "status", sign + set.flag().letter(), origin, flag);
        values.add(flag);
      } else if (edit instanceof Edit.SetMember set) {
        set(WorkerParameters.TABLE, set.parameter(), set.value(), reader, origin, values);
      }
      members.put(
          member.url(),
          new MemberDraft(
              member.url(), values, scope.checks().check(values, origin), member.origin()));
    }
  }

  /** An empty value is none: the parameter is what it is where nobody writes it. */
  private static void set(
      ParameterTable table,
      String name,
      String value,
      ParameterReader reader,
      Origin origin,
      ParameterValues values) {
    Parameter<?> parameter = table.find(name);
    if (value.isEmpty() && parameter != null) {
      values.remove(parameter);
      return;
    }
    ParameterValues read = new ParameterValues();
    reader.read(table, name, value, origin, read);
    values.replace(read);
  }

  private void addBalancer(Edit.AddBalancer add, Origin origin, Problems problems) {
    String name = add.balancer().substring(BalancerAssembly.MAIN.length() + 1);
    if (declared(add.balancer()).isPresent()) {
      problems.error(origin, BalancerUrl.of(name) + " is there already.");
      return;
    }
    try {
      assembly.main().balancers.declare(BalancerUrl.parse(BalancerUrl.of(name)).name(), origin);
    } catch (InvalidValueException e) {
      problems.error(origin, String.valueOf(e.getMessage()));
    }
  }

  private static void removeBalancer(
      Scope scope, BalancerDraft draft, Origin origin, Problems problems) {
    if (!draft.uses.isEmpty()) {
      problems.error(
          origin,
          BalancerUrl.of(draft.name)
              + " is still in use: "
              + draft.uses.get(0)
              + " sends requests to it, remove that rule first.");
      return;
    }
    scope.balancers.remove(draft.name);
  }

  /** Where the members of a balancer stand: a virtual host may have those of the main server. */
  private Map<MemberUrl, MemberDraft> members(String key, BalancerDraft draft) {
    if (draft.members.isEmpty() && !key.startsWith(BalancerAssembly.MAIN + "/")) {
      return assembly.main().balancers.find(draft.name).orElse(draft).members;
    }
    return draft.members;
  }

  private Optional<BalancerDraft> declared(String key) {
    return scope(key).flatMap(scope -> scope.balancers.find(name(key))).filter(d -> d.declared);
  }

  private Optional<Scope> scope(String key) {
    int slash = key.lastIndexOf('/');
    return slash < 0 ? Optional.empty() : assembly.scope(key.substring(0, slash));
  }

  private static String name(String key) {
    return key.substring(key.lastIndexOf('/') + 1);
  }

  private static @Nullable MemberDraft find(Map<MemberUrl, MemberDraft> members, String url) {
    return members.values().stream()
        .filter(draft -> draft.url().toString().equals(url))
        .findFirst()
        .orElse(null);
  }

  private static Optional<MemberUrl> url(String text, Origin origin, Problems problems) {
    try {
      return Optional.of(MemberUrlParser.parse(text));
    } catch (InvalidValueException e) {
      problems.error(origin, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
