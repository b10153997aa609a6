package io.torii.config.properties;

import java.util.List;
import java.util.Locale;

/**
 * One property of the product, or one family of them.
 *
 * @param name with {@code NAME} and {@code PARAMETER} where the user chooses
 * @param type how its value is written
 * @param fallback what holds without it; empty for nothing
 * @param meaning one sentence
 */
public record Property(String name, String type, String fallback, String meaning) {

  public static final Property CONF =
      new Property(
          "torii.conf", "paths and globs, comma-separated", "", "The directive files to read.");

  public static final Property LISTEN =
      new Property(
          "torii.listen",
          "addresses, comma-separated, each as Listen takes it",
          "",
          "Where to listen, instead of what the files say. Standalone only.");

  public static final Property PORTS =
      new Property(
          "torii.ports",
          "pairs such as 8080:80,8443:443",
          "",
          "Which port of the virtual hosts a container's port stands for.");

  public static final Property PROXY_PASS =
      new Property(
          "torii.proxy-pass.NAME",
          "the arguments of a ProxyPass",
          "",
          "A rule for all hosts, in front of the files' own; the longest path first, with its"
              + " ProxyPassReverse.");

  public static final Property MEMBERS =
      new Property(
          "torii.balancer.NAME.members",
          "members, comma-separated, each as BalancerMember takes it",
          "",
          "The members of a balancer, instead of the files' own.");

  public static final Property PARAMETER =
      new Property(
          "torii.balancer.NAME.PARAMETER",
          "as ProxySet takes it",
          "",
          "One parameter of a balancer, over the files' own.");

  public static final Property MANAGER_PATH =
      new Property(
          "torii.manager.path",
          "a path",
          "/balancer-manager",
          "Where the manager is when there is no directive file.");

  public static final Property CHANGES_FILE =
      new Property(
          "torii.manager.changes-file",
          "a path",
          "",
          "Where what the manager changes outlives the process; with BalancerPersist On and without"
              + " this, torii-changes.json in ServerRoot.");

  public static final Property AUDIT_LOG =
      new Property(
          "torii.manager.audit-log",
          "a path",
          "",
          "A file that gets a line of JSON for each change; the process's log has them anyway.");

  public static final Property OPERATORS =
      new Property(
          "torii.manager.operators",
          "names of users, and role:NAME, comma-separated",
          "",
          "Who may change something; all others whom Require lets in may only look. Without it,"
              + " everybody may.");

  public static final Property TOKENS =
      new Property(
          "torii.manager.tokens",
          "NAME:ROLE:DIGEST, comma-separated",
          "",
          "Bearer tokens that programs show to the manager: ROLE is operator or reader, DIGEST the"
              + " SHA-256 of the token in hexadecimal digits.");

  public static final Property READY_WITHOUT_MEMBERS =
      new Property(
          "torii.health.ready-without-members",
          "true or false",
          "true",
          "Whether the node stays ready while a balancer has no member to send requests to.");

  public static final Property METRICS =
      new Property(
          "torii.metrics",
          "true or false",
          "true",
          "Whether requests are counted and timed for Prometheus and the manager, from the start on.");

  public static final Property REQUEST_ID =
      new Property(
          "torii.request-id",
          "true or false",
          "false",
          "Whether a client's X-Request-ID (up to 128 visible ASCII characters) is the request's id, a new one where there"
              + " is none, and members and clients are told the id.");

  public static final Property PROXY_STATUS =
      new Property(
          "torii.proxy-status",
          "true, false or next-hop",
          "false",
          "Whether clients are told in Proxy-Status (RFC 9209) what went wrong between us and a member, and the member's"
              + " status; next-hop also names the member.");

  public static final Property THREADS =
      new Property(
          "torii.threads",
          "a number",
          "2000",
          "Most platform threads for requests, 48 for each processor at first, the others once these wait, and as far as the"
              + " heap has room; on Java 21 and newer virtual threads take the place of the others. Standalone only.");

  public static final Property DRAIN_DELAY =
      new Property(
          "torii.drain.delay",
          "seconds",
          "0",
          "How long a stopping process still takes requests, its readiness down. Standalone only.");

  public static final Property DRAIN_TIMEOUT =
      new Property(
          "torii.drain.timeout",
          "seconds",
          "30",
          "How long a stopping process waits for requests in flight, whose answers say Connection: close. Standalone only.");

  private static final List<Property> ALL =
      List.of(
          CONF,
          LISTEN,
          PORTS,
          PROXY_PASS,
          MEMBERS,
          PARAMETER,
          MANAGER_PATH,
          CHANGES_FILE,
          AUDIT_LOG,
          OPERATORS,
          TOKENS,
          READY_WITHOUT_MEMBERS,
          METRICS,
          REQUEST_ID,
          PROXY_STATUS,
          THREADS,
          DRAIN_DELAY,
          DRAIN_TIMEOUT);

  /** All of them, in the order of the README's table. */
  public static List<Property> all() {
    return ALL;
  }

  /** The variable that stands for a property: MicroProfile Config's mapping in upper case. */
  static String variable(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  /** True if a property of that very name is this one. */
  boolean isCalled(String property) {
    return isSingle() && name.equals(property);
  }

  /** True if an environment variable stands for this one. */
  boolean isSpelled(String variable) {
    return isSingle() && variable(name).equals(variable);
  }

  /** True if this is one property, not a family. */
  boolean isSingle() {
    return name.equals(name.toLowerCase(Locale.ROOT));
  }
}
