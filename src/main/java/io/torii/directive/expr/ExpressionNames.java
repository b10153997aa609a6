package io.torii.directive.expr;

import io.torii.directive.Nearest;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The variables, functions and tests that expressions may use. */
public final class ExpressionNames {

  /** Variables by name; besides these, {@code SSL_*} of mod_ssl are accepted by their prefix. */
  public static final Set<String> VARIABLES =
      Set.of(
          "HTTP_ACCEPT",
          "HTTP_COOKIE",
          "HTTP_FORWARDED",
          "HTTP_HOST",
          "HTTP_PROXY_CONNECTION",
          "HTTP_REFERER",
          "HTTP_USER_AGENT",
          "REQUEST_METHOD",
          "REQUEST_SCHEME",
          "REQUEST_URI",
          "DOCUMENT_URI",
          "REMOTE_ADDR",
          "REMOTE_PORT",
          "REMOTE_HOST",
          "REMOTE_USER",
          "REMOTE_IDENT",
          "SERVER_NAME",
          "SERVER_PORT",
          "SERVER_ADMIN",
          "SERVER_PROTOCOL",
          "SERVER_ADDR",
          "SERVER_SOFTWARE",
          "AUTH_TYPE",
          "THE_REQUEST",
          "API_VERSION",
          "QUERY_STRING",
          "IS_SUBREQ",
          "HTTPS",
          "IPV6",
          "REQUEST_STATUS",
          "REQUEST_LOG_ID",
          "CONN_LOG_ID",
          "CONN_REMOTE_ADDR",
          "CONTEXT_PREFIX",
          "CONTENT_TYPE",
          "HANDLER",
          "TIME_YEAR",
          "TIME_MON",
          "TIME_DAY",
          "TIME_HOUR",
          "TIME_MIN",
          "TIME_SEC",
          "TIME_WDAY",
          "TIME",
          "HC_BODY");

  public static final Set<String> FUNCTIONS =
      Set.of(
          "req",
          "http",
          "req_novary",
          "resp",
          "reqenv",
          "osenv",
          "note",
          "env",
          "tolower",
          "toupper",
          "escape",
          "unescape",
          "base64",
          "unbase64",
          "md5",
          "sha1",
          "hc");

  /** Tests of one word. */
  static final Set<String> UNARY = Set.of("-n", "-z", "-T", "-R");

  /** Tests of one word that would look at files or make further requests. */
  static final Set<String> REFUSED =
      Set.of("-d", "-e", "-f", "-s", "-L", "-h", "-F", "-U", "-A", "-x");

  static final Set<String> BINARY = Set.of("-ipmatch", "-strmatch", "-strcmatch", "-fnmatch");

  private ExpressionNames() {}

  static boolean knowsVariable(String name) {
    return VARIABLES.contains(name) || name.startsWith("SSL_");
  }

  static Optional<String> nearestVariable(String name) {
    return Nearest.to(name, new TreeSet<>(VARIABLES));
  }

  static Optional<String> nearestFunction(String name) {
    return Nearest.to(name, new TreeSet<>(FUNCTIONS));
  }
}
