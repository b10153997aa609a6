package io.torii.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.StickyConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionRoutesTest {

  private final SessionRoutes jsessionid = new SessionRoutes(Make.JSESSIONID);

  private static String text(Optional<SessionRoute> route) {
    return route.map(r -> r.name() + " " + r.route()).orElse("none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/app;jsessionid=y.n2                  | jsessionid n2",
        "/app?jsessionid=y.n2                  | jsessionid n2",
        "/app?a=b&jsessionid=y.n2&c=d          | jsessionid n2",
        "/app;jsessionid=y.n2?c=d              | jsessionid n2",
        "/app;jsessionid=y.n2/more             | jsessionid n2/more",
        "/app;jsessionid=y.n2;v=1              | jsessionid n2;v=1",
        "/app?jsessionid=&jsessionid=y.n2      | jsessionid n2",
        "/app?xjsessionid=y.n2                 | none",
        "/app?xjsessionid=y.n1&jsessionid=y.n2 | jsessionid n2",
        "/app?JSESSIONID=y.n2                  | none",
        "/app?jsessionid                       | none",
        "/app?jsessionid=                      | none",
        "/app?jsessionid=y                     | none",
        "/app?jsessionid=y.                    | none",
        "/app?jsessionid=abc.def.n1            | jsessionid def.n1",
        "jsessionid=y.n2                       | jsessionid n2"
      })
  void parameter(String target, String expected) {
    assertThat(text(jsessionid.find(target, List.of()))).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "JSESSIONID=x.n1                       | JSESSIONID n1",
        "a=b; JSESSIONID=x.n1; c=d             | JSESSIONID n1",
        "a=b,JSESSIONID=x.n1,c=d               | JSESSIONID n1",
        "JSESSIONID = x.n1                     | JSESSIONID n1",
        "JSESSIONID =x.n1                      | JSESSIONID n1",
        "XJSESSIONID=x.n1                      | none",
        "XJSESSIONID=x.n1; JSESSIONID=x.n2     | JSESSIONID n2",
        "JSESSIONIDX=x.n1; JSESSIONID=x.n2     | JSESSIONID n2",
        "JSESSIONID=x.n1; JSESSIONID=x.n2      | JSESSIONID n1",
        "JSESSIONID=; JSESSIONID=x.n2          | JSESSIONID n2",
        "jsessionid=x.n1                       | none",
        "JSESSIONID=abc                        | none",
        "JSESSIONID=.1                         | JSESSIONID 1",
        "JSESSIONID                            | none"
      })
  void cookie(String field, String expected) {
    assertThat(text(jsessionid.find("/", List.of(field)))).isEqualTo(expected);
  }

  @Test
  void theUrlWinsOverTheCookie() {
    assertThat(text(jsessionid.find("/;jsessionid=y.n2", List.of("JSESSIONID=x.n1"))))
        .isEqualTo("jsessionid n2");
    assertThat(text(jsessionid.find("/;jsessionid=y", List.of("JSESSIONID=x.n1"))))
        .as("even without a route")
        .isEqualTo("none");
  }

  @Test
  void everyCookieFieldIsLookedAt() {
    assertThat(text(jsessionid.find("/", List.of("a=b", "JSESSIONID=x.n1"))))
        .isEqualTo("JSESSIONID n1");
  }

  @Test
  void withoutSeparatorTheValueIsTheRoute() {
    SessionRoutes routes =
        new SessionRoutes(new StickyConfig("ROUTE", "ROUTE", Optional.empty(), false));
    assertThat(text(routes.find("/", List.of("ROUTE=a.b")))).isEqualTo("ROUTE a.b");
    assertThat(text(routes.find("/?ROUTE=c", List.of()))).isEqualTo("ROUTE c");
  }

  @Test
  void anotherSeparatorAndSemicolons() {
    SessionRoutes routes = new SessionRoutes(new StickyConfig("S", "s", Optional.of('!'), true));
    assertThat(text(routes.find("/;s=x.1!n2;v=1", List.of()))).isEqualTo("s n2");
    assertThat(text(routes.find("/", List.of("S=x.1!n3")))).isEqualTo("S n3");
  }
}
