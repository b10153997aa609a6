package io.torii.manager;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The balancer-manager's page: complete in itself, without script, image or style sheet. */
final class BalancerPage {

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--line:#8884;--soft:#777;--up:#16794c;--out:#b3261e;--hold:#8a5a00}
      @media (prefers-color-scheme:dark){:root{--soft:#999;--up:#5fd39a;--out:#ff8a80;--hold:#ffc766}}
      body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:76rem;padding:0 1rem}
      h1{font-size:1.4rem}h2{font-size:1.1rem;margin:2rem 0 0;overflow-wrap:anywhere}
      p{margin:.2rem 0 .6rem;color:var(--soft)}
      .wide{overflow-x:auto}table{border-collapse:collapse;width:100%}
      th,td{padding:.35rem .7rem;text-align:left;border-bottom:1px solid var(--line);white-space:nowrap}
      th{font-weight:600;font-size:.85rem}.n{text-align:right;font-variant-numeric:tabular-nums}
      .up{color:var(--up)}.out{color:var(--out)}.hold{color:var(--hold)}
      .why td{white-space:normal;color:var(--soft);padding-top:0}
      """;

  private static final String HEADINGS =
      "<thead><tr><th>Member</th><th>Status</th><th>Route</th><th>Redirect</th>"
          + "<th class=\"n\">Weight</th><th class=\"n\">Set</th><th class=\"n\">Elected</th>"
          + "<th class=\"n\">Busy</th><th class=\"n\">Sent</th><th class=\"n\">Received</th></tr></thead>";

  private static final int COLUMNS = 10;

  private final String prefix;

  /**
   * @param prefix the manager's path, without a trailing slash
   */
  BalancerPage(String prefix) {
    this.prefix = prefix;
  }

  String render(List<BalancerView> balancers) {
    Html html = new Html();
    html.markup("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .markup("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .markup("<title>Load Balancer Manager</title><style>\n")
        .markup(STYLE)
        .markup("</style></head>\n<body><h1>Load Balancer Manager</h1>\n<p>The same as data: ");
    link(html, "/api/balancers").markup(" \u00b7 ");
    link(html, "/api/openapi.yaml").markup(" \u00b7 ");
    link(html, "/metrics").markup("</p>\n");
    if (balancers.isEmpty()) {
      html.markup("<p>No balancer and no ProxyPass target is configured.</p>\n");
    }
    balancers.forEach(balancer -> balancer(html, balancer));
    return html.markup("</body></html>\n").toString();
  }

  private Html link(Html html, String path) {
    return html.markup("<a href=\"")
        .text(prefix + path)
        .markup("\">")
        .text(path.substring(1))
        .markup("</a>");
  }

  private static void balancer(Html html, BalancerView balancer) {
    html.markup("<section><h2>")
        .text(balancer.plain() ? balancer.name() : "balancer://" + balancer.name())
        .markup("</h2>\n<p>")
        .text(facts(balancer))
        .markup("</p>\n<div class=\"wide\"><table>")
        .markup(HEADINGS)
        .markup("<tbody>\n");
    balancer.members().forEach(member -> member(html, member));
    html.markup("</tbody></table></div></section>\n");
  }

  private static String facts(BalancerView balancer) {
    StringBuilder facts = new StringBuilder();
    if (balancer.host() != null) {
      facts.append("host ").append(balancer.host()).append(" \u00b7 ");
    }
    facts.append(balancer.plain() ? "plain target" : "method " + balancer.method());
    BalancerView.Stickiness sticky = balancer.stickiness();
    if (sticky != null) {
      facts.append(" \u00b7 sessions by ").append(sticky.cookie());
      if (!sticky.parameter().equals(sticky.cookie())) {
        facts.append(" or ").append(sticky.parameter());
      }
    }
    facts.append(" \u00b7 further attempts ").append(balancer.maxAttempts());
    if (balancer.noFailover()) {
      facts.append(" \u00b7 no failover of sessions");
    }
    return facts.append(" \u00b7 ").append(balancer.declaredAt()).toString();
  }

  private static void member(Html html, MemberView member) {
    html.markup("<tr>")
        .cell(member.url())
        .markup("<td class=\"" + state(member) + "\">")
        .text(member.status())
        .markup("</td>")
        .cell(member.route())
        .cell(member.redirect())
        .number(member.weight())
        .number(member.lbset())
        .number(member.elected())
        .number(member.busy())
        .number(bytes(member.bytesOut()))
        .number(bytes(member.bytesIn()))
        .markup("</tr>\n");
    note(html, check(member.check()));
    if (member.lastError() != null) {
      note(html, "Last error " + member.lastErrorAt() + ": " + member.lastError());
    }
  }

  private static void note(Html html, @Nullable String text) {
    if (text != null) {
      html.markup("<tr class=\"why\"><td colspan=\"" + COLUMNS + "\">")
          .text(text)
          .markup("</td></tr>\n");
    }
  }

  private static @Nullable String check(MemberView.@Nullable Check check) {
    if (check == null) {
      return null;
    }
    return "Checked by "
        + check.method()
        + (check.uri() == null ? "" : " " + check.uri())
        + " every "
        + check.interval()
        + " s: "
        + check.passes()
        + " of "
        + check.passesNeeded()
        + " passes, "
        + check.fails()
        + " of "
        + check.failsNeeded()
        + " fails, last "
        + (check.lastCheck() == null ? "never" : check.lastCheck());
  }

  private static String state(MemberView member) {
    if (!member.usable()) {
      return "out";
    }
    return member.takesNewTraffic() ? "up" : "hold";
  }

  /** As httpd's page abbreviates: 0, 980, 1.4K, 12M. */
  static String bytes(long bytes) {
    String units = "KMGTPE";
    double value = bytes;
    int unit = -1;
    while (value >= 1024 && unit < units.length() - 1) {
      value /= 1024;
      unit++;
    }
    if (unit < 0) {
      return Long.toString(bytes);
    }
    return String.format(Locale.ROOT, value < 10 ? "%.1f%s" : "%.0f%s", value, units.charAt(unit));
  }
}
