package io.torii.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.InvalidValueException;
import io.torii.config.format.FormatParser;
import io.torii.exchange.Completed;
import io.torii.http.Headers;
import io.torii.rule.Request;
import io.torii.rule.Site;
import io.torii.rule.Visit;
import io.torii.rule.condition.Requests;
import java.time.Duration;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every directive of mod_log_config and mod_logio. The lines were compared with httpd 2.4. */
class AccessLineTest {

  private static final Site SITE = Site.of("ServerName www.example.com");

  private static String line(String format, Completed completed) {
    try {
      return new AccessLine(FormatParser.logFormat(format), new LogTime(ZoneId.of("Europe/Berlin")))
          .of(completed);
    } catch (InvalidValueException e) {
      throw new IllegalArgumentException(format, e);
    }
  }

  private static String line(String format, Visit visit) {
    return line(format, new Done(visit.request()).make());
  }

  /** A request of which every directive has something to tell. */
  private static Completed rich() {
    Request request =
        SITE.visit("/p/a%20b?q=%22\"")
            .method("POST")
            .host("Other.Example.COM:99")
            .from("192.0.2.7")
            .on("192.0.2.80", 8080)
            .header("User-Agent", "tester")
            .header("X-A", "one")
            .header("x-a", "two")
            .header("Cookie", "a=1; B=x=y; em=; sp = v ")
            .request();
    request.client(Requests.address("2001:db8::1"));
    request.path("/p/a b");
    request.user("joe");
    request.env().put("route", "n1");
    request.notes().put("note", "n");
    Headers trailersIn = new Headers();
    trailersIn.add("X-Sum", "1");
    trailersIn.add("x-sum", "2");
    Headers trailersOut = new Headers();
    trailersOut.add("grpc-status", "0");
    return new Done(request)
        .status(404, 200)
        .answered("Content-Type", "text/plain")
        .answered("Set-Cookie", "a=1")
        .answered("Set-Cookie", "b=2")
        .body(1234)
        .bytes(100, 1400)
        .trailers(trailersIn, trailersOut)
        .took(Duration.ofNanos(1_500_000), Duration.ofNanos(2_345_678_901L))
        .by("proxy-server")
        .errorLogged()
        .make();
  }

  @ParameterizedTest
  @CsvSource({
    "%a,                 2001:db8::1",
    "%{c}a,              192.0.2.7",
    "%A,                 192.0.2.80",
    "%h,                 2001:db8::1",
    "%{c}h,              192.0.2.7",
    "%b,                 1234",
    "%B,                 1234",
    "%{a}C,              1",
    "%{b}C,              x=y",
    "%{sp}C,             v",
    "%{em}C,             -",
    "%{nope}C,           -",
    "%D,                 2345678",
    "%T,                 2",
    "%{s}T,              2",
    "%{ms}T,             2345",
    "%{us}T,             2345678",
    "%^FB,               1500",
    "%{route}e,          n1",
    "%{nope}e,           -",
    "%f,                 /p/a b",
    "%H,                 HTTP/1.1",
    "%{User-Agent}i,     tester",
    "%{X-a}i,            'one, two'",
    "%{nope}i,           -",
    "%k,                 0",
    "%l,                 -",
    "%L,                 id-1",
    "%m,                 POST",
    "%{note}n,           n",
    "%{nope}n,           -",
    "%{content-type}o,   text/plain",
    "%{Set-Cookie}o,     'a=1, b=2'",
    "%{nope}o,           -",
    "%{x-sum}^ti,        '1, 2'",
    "%{nope}^ti,         -",
    "%{grpc-status}^to,  0",
    "%{x-sum}^to,        -",
    "%p,                 80",
    "%{canonical}p,      80",
    "%{local}p,          8080",
    "%{remote}p,         4711",
    "%q,                 '?q=%22\\\"'",
    "%r,                 'POST /p/a%20b?q=%22\\\" HTTP/1.1'",
    "%R,                 proxy-server",
    "%s,                 404",
    "%<s,                404",
    "%>s,                200",
    "%u,                 joe",
    "%U,                 /p/a b",
    "%v,                 www.example.com",
    "%V,                 other.example.com",
    "%X,                 +",
    "%I,                 100",
    "%O,                 1400",
    "%S,                 1500",
    "%{X}^ti,            -",
    "%{X}^to,            -",
    "%{SSL_PROTOCOL}x,   -",
    "%%,                 %",
    "%t,                 [02/Jan/2026:04:04:05 +0100]",
    "%{sec}t,            1767323045",
    "%{end:sec}t,        1767323048"
  })
  void writesADirective(String format, String text) {
    assertThat(line(format, rich())).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "%b,   -",
    "%B,   0",
    "%q,   ''",
    "%R,   -",
    "%u,   -",
    "%L,   -",
    "%D,   0",
    "%T,   0",
    "%^FB, 0",
    "%I,   0",
    "%{Host}i, www.example.com",
    "%{a}C,    -"
  })
  void whatIsNotThereIsADashOrNothing(String format, String text) {
    assertThat(line(format, SITE.visit("/"))).isEqualTo(text);
  }

  @Test
  void saysWhetherTheConnectionGoesOn() {
    Request request = SITE.visit("/").request();
    assertThat(line("%X", new Done(request).make())).isEqualTo("+");
    assertThat(line("%X", new Done(request).closed().make())).isEqualTo("-");
    assertThat(line("%X", new Done(request).closed().aborted().make())).isEqualTo("X");
    assertThat(line("%X", new Done(request).aborted().make())).isEqualTo("X");
  }

  @Test
  void namesProcessAndThread() {
    Completed done = new Done(SITE.visit("/").request()).make();
    String pid = Long.toString(ProcessHandle.current().pid());
    long thread = Thread.currentThread().getId();
    assertThat(line("%P %{pid}P", done)).isEqualTo(pid + " " + pid);
    assertThat(line("%{tid}P %{hextid}P", done)).isEqualTo(thread + " " + Long.toHexString(thread));
  }

  @ParameterizedTest
  @CsvSource({
    "200, %200{X}i,       v",
    "404, %200{X}i,       -",
    "400, '%400,501{X}i', v",
    "501, '%400,501{X}i', v",
    "500, '%400,501{X}i', -",
    "200, '%!200,304{X}i', -",
    "304, '%!200,304{X}i', -",
    "500, '%!200,304{X}i', v",
    "404, %404s,          404",
    "404, %!404s,         -",
    "200, %!404>s,        200",
    "200, %{X}200i,       v",
    "404, %{X}200i,       -"
  })
  void aStatusDecidesWhetherAValueIsShown(int status, String format, String text) {
    Request request = SITE.visit("/").header("X", "v").request();
    assertThat(line(format, new Done(request).status(status, status).make())).isEqualTo(text);
  }

  @Test
  void theConditionLooksAtTheLastStatusAndSAtTheFirst() {
    Completed done = new Done(SITE.visit("/").request()).status(404, 302).make();
    assertThat(line("%302s %404s %302>s %404>s", done)).isEqualTo("404 - 302 -");
  }

  @ParameterizedTest
  @CsvSource({
    "www.example.com,      other.example.com:99, www.example.com, other.example.com, 80",
    "www.example.com:77,   other.example.com:99, www.example.com, other.example.com, 77",
    "www.example.com,      '[::1]:88',           www.example.com, ::1,               80",
    "www.example.com,      'bad host',           www.example.com, www.example.com,   80"
  })
  void tellsTheServersNameFromTheOneAskedFor(
      String serverName, String host, String server, String asked, String port) {
    Site site = Site.of("ServerName " + serverName);
    Visit visit = site.visit("/").host(host).on("192.0.2.80", 8080);
    assertThat(line("%v %V %p", visit)).isEqualTo(server + " " + asked + " " + port);
    Site canonical = Site.of("UseCanonicalName On", "ServerName " + serverName);
    assertThat(line("%V %p", canonical.visit("/").host(host))).isEqualTo(server + " " + port);
  }

  @Test
  void aSecureServersPortIs443() {
    assertThat(line("%p %{local}p", SITE.visit("/").secure().on("192.0.2.80", 8443)))
        .isEqualTo("443 8443");
  }

  @Test
  void withoutANameThereIsADash() {
    Site nameless = Site.of("Listen 80");
    assertThat(line("%v %V", nameless.visit("/"))).isEqualTo("- www.example.com");
    assertThat(line("%v %V", nameless.visit("/").protocol("HTTP/1.0").host(null))).isEqualTo("- -");
  }

  @Test
  void tlsVariablesAreTold() {
    assertThat(
            line(
                "%{SSL_PROTOCOL}x %{SSL_CIPHER_USEKEYSIZE}x %{SSL_NOPE}x",
                SITE.visit("/").secure()))
        .isEqualTo("TLSv1.3 128 -");
  }

  @Test
  void anEmptyUserIsTwoQuotes() {
    Request request = SITE.visit("/").request();
    request.user("");
    assertThat(line("%u", new Done(request).make())).isEqualTo("\"\"");
  }

  @Test
  void theFirstCookieWithAValueCountsInAnyField() {
    Visit visit = SITE.visit("/").header("Cookie", "=x; two=; two=2").header("Cookie", "three=3");
    assertThat(line("%{two}C %{TWO}C %{three}C", visit)).isEqualTo("2 2 3");
  }

  @Test
  void textFromOutsideIsEscapedEverywhere() {
    String evil = "a\"b\\c\td\ne\rf\bg\u000bh\u0007i\u007fj\u00e4\u65e5";
    String harmless = "a\\\"b\\\\c\\td\\ne\\rf\\bg\\vh\\x07i\\x7fj\\xe4\\x65\\xe5";
    Request request =
        SITE.visit("/").method(evil).header("X", evil).header("Cookie", "c=" + evil).request();
    request.path(evil);
    request.user(evil);
    request.env().put("v", evil);
    request.notes().put("n", evil);
    Completed done = new Done(request).answered("X", evil).make();
    for (String format :
        new String[] {"%{X}i", "%{X}o", "%{c}C", "%m", "%U", "%f", "%u", "%{v}e", "%{n}n"}) {
      assertThat(line(format, done)).as(format).isEqualTo(harmless);
    }
    assertThat(line("%r", done)).isEqualTo(harmless + " / HTTP/1.1");
  }

  @Test
  void theTextOfTheFormatIsWrittenAsItIs() {
    assertThat(line("\\t\"%m\" \\\"%%\\\\ \\n", SITE.visit("/"))).isEqualTo("\t\"GET\" \"%\\ \n");
  }

  @Test
  void commonAndCombined() {
    String combined = "%h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\"";
    assertThat(line(combined, rich()))
        .isEqualTo(
            "2001:db8::1 - joe [02/Jan/2026:04:04:05 +0100]"
                + " \"POST /p/a%20b?q=%22\\\" HTTP/1.1\" 200 1234 \"-\" \"tester\"");
  }
}
