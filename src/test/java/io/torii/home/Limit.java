package io.torii.home;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the containers do to a request before the product sees it, or in its place: the one place
 * where their differences are written down. {@link LimitsSuite} sends each request and compares;
 * README.md has the table.
 *
 * <p>The product runs with {@code AllowEncodedSlashes NoDecode} and {@code nocanon}, so that the
 * member gets the bytes that arrive. An outcome is {@code passes}, if the member gets the target as
 * it was sent; else the status, and {@code (Torii)} behind it if the page is the product's.
 */
public enum Limit {
  ENCODED_SLASH("`%2F` in a path", "GET /a%2Fb", "passes", "passes", "400", "400", "passes"),
  ENCODED_BACKSLASH("`%5C` in a path", "GET /a%5Cb", "passes", "400", "400", "400", "passes"),
  BACKSLASH("`\\` in a path", "GET /a\\b", "400", "400", "400", "400", "400 (Torii)"),
  NUL("`%00` in a path", "GET /x%00y", "404 (Torii)", "400", "400", "400", "400 (Torii)"),
  BAD_ESCAPE("`%zz` in a path", "GET /a%zzb", "400", "200", "400", "400", "400 (Torii)"),
  HIGH_BYTE("a byte above 127 in a path", "GET /\u00e9", "400", "400", "400", "400", "400 (Torii)"),
  BAD_ESCAPE_IN_QUERY("`?a=%zz`", "GET /x?a=%zz", "400", "passes", "passes", "passes", "passes"),
  BAR_IN_QUERY("`?a=|`", "GET /x?a=|", "400", "passes", "400", "400", "passes"),
  BRACES_IN_QUERY("`?a={b}`", "GET /x?a={b}", "400", "passes", "400", "400", "passes"),
  PARAMETER("`;a=b` in a path", "GET /a;a=b/c", "passes", "passes", "passes", "passes", "passes"),
  SESSION_IN_PATH(
      "`;jsessionid=x.r` in a path",
      "GET /a;jsessionid=x.r",
      "passes",
      "passes",
      "passes",
      "passes",
      "passes"),
  SESSION_BEFORE_PARAMETER(
      "`/a;jsessionid=x.r;b=c/d`",
      "GET /a;jsessionid=x.r;b=c/d",
      "passes",
      "passes as `/a;b=c/d;jsessionid=x.r`",
      "passes",
      "passes",
      "passes"),
  ABOVE_ROOT("`/../x`", "GET /../x", "400 (Torii)", "400", "400", "400", "400 (Torii)"),
  ENCODED_DOTS(
      "`/a/%2e%2e/b`", "GET /a/%2e%2e/b", "passes", "passes", "passes", "passes", "passes"),
  TWO_SLASHES(
      "`//a//b`",
      "GET //a//b",
      "passes as `/a/b`",
      "passes as `/a/b`",
      "passes as `/a/b`",
      "passes as `/a/b`",
      "passes as `/a/b`"),
  WEB_INF("`/WEB-INF/x`", "GET /WEB-INF/x", "404", "404", "404", "404", "404 (Torii)"),
  HEALTH("`/health`", "GET /health", "passes", "passes", "passes", "passes", "passes"),
  METRICS("`/metrics`", "GET /metrics", "passes", "passes", "passes", "passes", "passes"),
  TRACE("`TRACE`", "TRACE /x", "405", "405", "405", "405", "passes"),
  OPTIONS_STAR("`OPTIONS *`", "OPTIONS *", "200", "200 (Torii)", "200", "200", "200"),
  GET_WITH_BODY(
      "`GET` with a body",
      "GET /x~Content-Length: 3~~abc",
      "passes",
      "400",
      "passes",
      "passes",
      "passes"),
  UNKNOWN_METHOD("an unknown method", "FROB /x", "passes", "passes", "passes", "passes", "passes"),
  CONNECT("`CONNECT`", "CONNECT w:443", "500", "400", "501", "501", "501 (Torii)"),
  TWO_HOSTS(
      "two `Host` fields", "GET /x~Host: v", "400", "400 (Torii)", "400", "400", "400 (Torii)"),
  OTHER_AUTHORITY(
      "`http://v/x` with `Host: w`",
      "GET http://v/x",
      "400",
      "passes",
      "400",
      "400",
      "400 (Torii)"),
  TWO_LENGTHS(
      "two different `Content-Length`",
      "POST /x~Content-Length: 1~Content-Length: 2",
      "400",
      "400",
      "400",
      "400",
      "400 (Torii)"),
  LENGTH_AND_CHUNKED(
      "`Content-Length` and `Transfer-Encoding: chunked`",
      "POST /x~Content-Length: 5~Transfer-Encoding: chunked~~0~~",
      "400",
      "passes",
      "passes",
      "passes",
      "passes"),
  UNKNOWN_CODING(
      "`Transfer-Encoding: gzip`",
      "POST /x~Transfer-Encoding: gzip",
      "501 (Torii)",
      "501 (Torii)",
      "501",
      "501",
      "501 (Torii)"),
  BLANK_BEFORE_COLON(
      "a field name with a blank behind it",
      "GET /x~Foo : b",
      "passes",
      "400",
      "400",
      "400",
      "400 (Torii)"),
  FOLDED_FIELD(
      "a folded field", "GET /x~Foo: a~ b", "passes", "passes", "passes", "passes", "passes"),
  EXPECT(
      "`Expect: 100-continue`",
      "POST /x~Expect: 100-continue~Content-Length: 3",
      "100, then passes",
      "100, then passes",
      "100, then passes",
      "100, then passes",
      "100, then passes"),
  EXPECT_REFUSED(
      "`Expect: 100-continue`, 401 of the member",
      "POST /refuses~Expect: 100-continue~Content-Length: 3",
      "401",
      "100, then 401",
      "100, then 401",
      "100, then 401",
      "401"),
  LARGE_UPLOAD(
      "`Content-Length` above 10 MiB",
      "POST /x~Expect: 100-continue~Content-Length: 10485761",
      "400",
      "100, then passes",
      "100, then passes",
      "100, then passes",
      "100, then passes"),
  HTTP_2(
      "`Upgrade: h2c`",
      "GET /x~Connection: Upgrade, HTTP2-Settings~Upgrade: h2c~HTTP2-Settings: AAMAAABkAAQAAP__",
      "101",
      "101",
      "passes",
      "passes",
      "passes");

  /** The member gets what was sent. */
  static final String PASSES = "passes";

  private final String title;
  private final String request;
  private final String wildFly;
  private final String payara;
  private final String tomcat11;
  private final String tomcat10;
  private final String standalone;

  /**
   * A row of the table.
   *
   * @param request its method and target, and further lines behind a tilde each
   */
  Limit(
      String title,
      String request,
      String wildFly,
      String payara,
      String tomcat11,
      String tomcat10,
      String standalone) {
    this.title = title;
    this.request = request;
    this.wildFly = wildFly;
    this.payara = payara;
    this.tomcat11 = tomcat11;
    this.tomcat10 = tomcat10;
    this.standalone = standalone;
  }

  /** The target of the request line in origin form. */
  String target() {
    return request.split("[ ~]", -1)[1].replace("http://v", "");
  }

  /** The whole head, and the body if it is short. */
  String head() {
    String[] lines = request.split("~", 2);
    String more = lines.length == 1 ? "" : (lines[1] + "~").replace("~", "\r\n");
    String close = more.contains("Connection: ") ? "" : "Connection: close\r\n";
    String end = more.contains("\r\n\r\n") ? "" : "\r\n";
    return lines[0] + " HTTP/1.1\r\nHost: w\r\n" + close + more + end;
  }

  /** What follows when the head is accepted. */
  String body() {
    return switch (this) {
      case LARGE_UPLOAD -> "x".repeat((10 << 20) + 1);
      case EXPECT, EXPECT_REFUSED -> "abc";
      default -> "";
    };
  }

  /** What is to be seen there. */
  String outcome(Container container) {
    return switch (container) {
      case WILDFLY -> wildFly;
      case PAYARA -> payara;
      case TOMCAT_11 -> tomcat11;
      case TOMCAT_10 -> tomcat10;
      case STANDALONE -> standalone;
    };
  }

  /** The table as README.md has it. */
  public static String table() {
    List<Container> containers = List.of(Container.values());
    return row("request", containers.stream().map(Container::title))
        + "|---".repeat(containers.size() + 1)
        + "|\n"
        + Arrays.stream(values())
            .map(limit -> row(limit.title, containers.stream().map(limit::outcome)))
            .collect(Collectors.joining());
  }

  private static String row(String first, Stream<String> cells) {
    return Stream.concat(Stream.of(first.replace("|", "\\|")), cells)
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
