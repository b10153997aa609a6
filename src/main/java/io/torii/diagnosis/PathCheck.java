package io.torii.diagnosis;

import io.torii.config.ProxyRule.Match;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule that asks the member for a path that it does not have, though it has the other one. That
 * may be meant so: an application of which nothing is at its root looks the same. So it is no
 * error, and nothing is said once requests have found something by the rule.
 */
final class PathCheck implements Check.OfMember {

  @Override
  public String name() {
    return "path";
  }

  @Override
  public String finds() {
    return "a rule whose path the member does not know: a prefix too many, or one missing";
  }

  @Override
  public List<Finding> look(Visit visit, Visitor visitor) {
    if (visit.answered().isEmpty()) {
      return List.of();
    }
    Approach first = visit.approach();
    List<Finding> found = new ArrayList<>();
    for (Approach next : Approach.to(first.balancer(), first.member(), visitor.config())) {
      Visit there = next.equals(first) ? visit : visitor.visit(next);
      there
          .answered()
          .filter(a -> a.response().status() == 404 && !visitor.found(next))
          .ifPresent(a -> found.add(missing(there, a, visitor)));
    }
    return found;
  }

  private Finding missing(Visit visit, Visit.Answered answered, Visitor visitor) {
    Approach asked = visit.approach();
    Passing passing = asked.passing();
    String evidence = Visit.text(asked, answered);
    if (passing != null && passing.rule().match() instanceof Match.Prefix prefix) {
      String target = passing.targetPath();
      boolean bare = target.isEmpty() || target.equals("/");
      Approach other = asked.at(bare ? prefix.path() : "");
      Visit elsewhere = other.path().equals(asked.path()) ? visit : visitor.visit(other);
      int status = elsewhere.answered().map(a -> a.response().status()).orElse(0);
      if (status >= 200 && status < 400) {
        String seen = evidence + "; " + Visit.text(other, elsewhere.answered().orElseThrow());
        return perhaps(visit, passing, prefix.path(), bare, seen);
      }
    }
    return finding(
        Severity.INFO,
        visit.subject(),
        "The member has nothing at "
            + asked.path()
            + (passing == null ? "." : ", where " + passing.text() + " leads."),
        "If something should be there, look whether the application is deployed, and under which"
            + " path.",
        evidence);
  }

  private Finding perhaps(
      Visit visit, Passing passing, String prefix, boolean bare, String evidence) {
    String base = visit.approach().balancer().config().base();
    String to = bare ? base + prefix : base + (prefix.endsWith("/") ? "/" : "");
    return finding(
        Severity.WARNING,
        visit.subject(),
        passing.text()
            + (bare ? " leaves out " : " keeps ")
            + prefix
            + " on the way, but the member has something at "
            + (bare ? "that path" : "/")
            + ", and nothing where the rule leads.",
        "If requests below "
            + prefix
            + " are answered 404, write ProxyPass "
            + prefix
            + " "
            + to
            + ", and the same in ProxyPassReverse; if they are answered well, all is well.",
        evidence);
  }
}
