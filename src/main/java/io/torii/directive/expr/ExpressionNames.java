package io.torii.directive.expr;

import io.torii.directive.Nearest;
import java.util.Optional;
import java.util.Set;

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
          "HTTP2",
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

  /** Functions of one argument, all of which may be written in either case. */
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

  /** Variables of httpd about files on disk, of which a proxy serves none. */
  static final Set<String> FILE_VARIABLES =
      Set.of(
          "REQUEST_FILENAME",
          "SCRIPT_FILENAME",
          "PATH_INFO",
          "DOCUMENT_ROOT",
          "CONTEXT_DOCUMENT_ROOT",
          "SCRIPT_USER",
          "SCRIPT_GROUP",
          "LAST_MODIFIED");

  /** Functions of httpd that read files or ask an LDAP library. */
  static final Set<String> REFUSED_FUNCTIONS = Set.of("file", "filesize", "ldap");

  /** Tests of one word; their case counts. */
  static final Set<String> UNARY = Set.of("-n", "-z", "-T", "-R");

  /** Tests of one word that would look at files or make further requests. */
  static final Set<String> REFUSED =
      Set.of("-d", "-e", "-f", "-s", "-L", "-h", "-F", "-U", "-A", "-x");

  /** Tests of two words; their case does not count. */
  static final Set<String> BINARY = Set.of("-ipmatch", "-strmatch", "-strcmatch", "-fnmatch");

  private ExpressionNames() {}

  /** Of a name in upper case. */
  static boolean knowsVariable(String name) {
    return VARIABLES.contains(name) || name.startsWith("SSL_");
  }

  static Optional<String> nearestVariable(String name) {
    return Nearest.to(name, VARIABLES);
  }

  static Optional<String> nearestFunction(String name) {
    return Nearest.to(name, FUNCTIONS);
  }
}
