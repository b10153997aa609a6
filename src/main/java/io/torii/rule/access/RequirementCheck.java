package io.torii.rule.access;

import io.torii.config.AuthConfig;
import io.torii.config.IpNetwork;
import io.torii.config.Requirement;
import io.torii.http.AddressText;
import io.torii.rule.Request;
import io.torii.rule.Trail;
import io.torii.rule.condition.ExpressionEvaluator;
import io.torii.rule.condition.Notices;
import io.torii.rule.condition.RequestContext;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decides a tree of requirements for one request, with the logic of mod_authz_core. */
final class RequirementCheck {

  private final Request request;
  private final AuthConfig auth;
  private final Parts parts;
  private final Trail trail;

  /** What all checks share. */
  record Parts(
      ConfirmedNames names, Groups groups, ExpressionEvaluator expressions, Notices notices) {}

  RequirementCheck(Request request, AuthConfig auth, Parts parts, Trail trail) {
    this.request = request;
    this.auth = auth;
    this.parts = parts;
    this.trail = trail;
  }

  /**
   * The verdict.
   *
   * @throws io.torii.rule.condition.EvaluationException if an expression has no value
   */
  Verdict of(Requirement requirement) {
    if (requirement instanceof Requirement.Any r) {
      return any(r.operands());
    } else if (requirement instanceof Requirement.Every r) {
      return every(r.operands());
    } else if (requirement instanceof Requirement.None r) {
      return negated(any(r.operands()));
    } else if (requirement instanceof Requirement.Not r) {
      return negated(of(r.operand()));
    }
    Verdict verdict = single(requirement);
    if (trail.listens()) {
      trail.add("access", RequirementText.of(requirement) + ": " + text(verdict));
    }
    return verdict;
  }

  /** RequireAny: one that grants is enough. */
  private Verdict any(List<Requirement> operands) {
    Verdict result = Verdict.NEUTRAL;
    for (Requirement operand : operands) {
      Verdict verdict = of(operand);
      if (verdict == Verdict.GRANTED) {
        return verdict;
      }
      if (result == Verdict.NEUTRAL
          || (verdict == Verdict.DENIED_NO_USER && result == Verdict.DENIED)) {
        result = verdict;
      }
    }
    return result;
  }

  /** RequireAll: one that denies is enough, and one that is neutral does not count. */
  private Verdict every(List<Requirement> operands) {
    Verdict result = Verdict.NEUTRAL;
    for (Requirement operand : operands) {
      Verdict verdict = of(operand);
      if (verdict == Verdict.DENIED) {
        return verdict;
      }
      if (result == Verdict.NEUTRAL || verdict == Verdict.DENIED_NO_USER) {
        result = verdict == Verdict.NEUTRAL ? result : verdict;
      }
    }
    return result;
  }

  /** Something negated can refuse but never grant. */
  private static Verdict negated(Verdict verdict) {
    return verdict == Verdict.GRANTED ? Verdict.DENIED : Verdict.NEUTRAL;
  }

  private Verdict single(Requirement requirement) {
    if (requirement instanceof Requirement.All r) {
      return granted(r.granted());
    } else if (requirement instanceof Requirement.Ip r) {
      return granted(within(r.networks(), request.client()));
    } else if (requirement instanceof Requirement.Local) {
      return granted(local());
    } else if (requirement instanceof Requirement.Host r) {
      return host(r.names());
    } else if (requirement instanceof Requirement.Env r) {
      return granted(r.variables().stream().anyMatch(request.env()::containsKey));
    } else if (requirement instanceof Requirement.Method r) {
      return granted(method(r.methods()));
    } else if (requirement instanceof Requirement.Expr r) {
      return expression(r);
    }
    return ofUser(requirement);
  }

  private Verdict ofUser(Requirement requirement) {
    String user = request.user();
    if (user == null) {
      return Verdict.DENIED_NO_USER;
    } else if (requirement instanceof Requirement.ValidUser) {
      return Verdict.GRANTED;
    } else if (requirement instanceof Requirement.User r) {
      return granted(r.names().contains(user));
    } else if (requirement instanceof Requirement.Group r) {
      Set<String> groups = parts.groups().of(auth, user);
      return granted(r.names().stream().anyMatch(groups::contains));
    }
    return Verdict.DENIED;
  }

  private static boolean within(List<IpNetwork> networks, InetAddress client) {
    for (IpNetwork network : networks) {
      if (network.contains(client)) {
        return true;
      }
    }
    return false;
  }

  private boolean local() {
    InetAddress client = request.client();
    return client.isLoopbackAddress() || client.equals(request.connection().local().getAddress());
  }

  private Verdict host(List<String> names) {
    Optional<String> found = parts.names().of(request.client());
    if (found.isEmpty()) {
      parts
          .notices()
          .warn(
              "AH01753",
              "access check of '"
                  + String.join(" ", names)
                  + "' to "
                  + request.path()
                  + " failed, reason: unable to get the remote host name of "
                  + AddressText.of(request.client()));
      return Verdict.DENIED;
    }
    return granted(names.stream().anyMatch(name -> inDomain(name, found.get())));
  }

  /** The whole name or a suffix on a label boundary, without regard to case. */
  private static boolean inDomain(String domain, String host) {
    int rest = host.length() - domain.length();
    if (rest < 0 || !host.regionMatches(true, rest, domain, 0, domain.length())) {
      return false;
    }
    return rest == 0 || domain.startsWith(".") || host.charAt(rest - 1) == '.';
  }

  /** HEAD counts as GET, as in httpd. */
  private boolean method(Set<String> methods) {
    String method = request.method();
    return methods.contains(method)
        || (method.equals("HEAD") && methods.contains("GET"))
        || (method.equals("GET") && methods.contains("HEAD"));
  }

  private Verdict expression(Requirement.Expr requirement) {
    if (parts.expressions().evaluate(requirement.expression(), new RequestContext(request))) {
      return Verdict.GRANTED;
    }
    return UserMention.in(requirement.expression()) ? Verdict.DENIED_NO_USER : Verdict.DENIED;
  }

  private static Verdict granted(boolean granted) {
    return granted ? Verdict.GRANTED : Verdict.DENIED;
  }

  private static String text(Verdict verdict) {
    return switch (verdict) {
      case GRANTED -> "granted";
      case DENIED -> "denied";
      case DENIED_NO_USER -> "denied (no authenticated user yet)";
      case NEUTRAL -> "neutral";
    };
  }
}
