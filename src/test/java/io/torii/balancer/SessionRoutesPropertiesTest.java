package io.torii.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.StickyConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** A route is found wherever it stands, and nowhere else. */
class SessionRoutesPropertiesTest {

  private static final SessionRoutes ROUTES =
      new SessionRoutes(new StickyConfig("SID", "sid", Optional.of('.'), true));

  @Provide
  Arbitrary<String> tokens() {
    return Arbitraries.strings().withChars("abSID_-").ofMinLength(1).ofMaxLength(8);
  }

  /** Cookies whose names have the right one in them. */
  @Provide
  Arbitrary<String> others() {
    return Arbitraries.of(
        "a=b.c",
        "XSID=b.c",
        "SIDX=b.c",
        "sid=b.c",
        "SID",
        "a=SID.b",
        "SID=",
        "=",
        "",
        "a=\"SID=\"");
  }

  @Provide
  Arbitrary<String> parameters() {
    return Arbitraries.of("a=b.c", "xsid=b.c", "sidx=b.c", "SID=b.c", "sid", "sid=", "a=sid.b", "");
  }

  private static <T> List<T> with(List<T> others, int at, T one) {
    List<T> all = new ArrayList<>(others);
    all.add(Math.min(at, others.size()), one);
    return all;
  }

  @Property(tries = 500)
  void theCookieIsFoundAmongOthers(
      @ForAll @Size(max = 5) List<@From("others") String> others,
      @ForAll @IntRange(max = 5) int at,
      @ForAll("tokens") String id,
      @ForAll("tokens") String route,
      @ForAll boolean severalFields) {
    List<String> all = with(others, at, "SID=" + id + "." + route);
    List<String> fields = severalFields ? all : List.of(String.join("; ", all));
    assertThat(ROUTES.find("/", fields))
        .hasValue(new SessionRoute("SID", route, (id + "." + route).hashCode()));
  }

  @Property(tries = 500)
  void theParameterIsFoundAmongOthersAndHidesTheCookie(
      @ForAll @Size(max = 5) List<@From("parameters") String> others,
      @ForAll @IntRange(max = 5) int at,
      @ForAll("tokens") String id,
      @ForAll("tokens") String route,
      @ForAll boolean query) {
    List<String> all = with(others, at, "sid=" + id + "." + route);
    String target =
        query ? "/x?" + String.join("&", all) : "/x;" + String.join(";", all) + "?y=z.a";
    assertThat(ROUTES.find(target, List.of("SID=q.other")))
        .hasValue(new SessionRoute("sid", route, (id + "." + route).hashCode()));
  }

  @Property(tries = 300)
  void whereNoneIsNoneIsFound(
      @ForAll @Size(max = 5) List<@From("parameters") String> parameters,
      @ForAll @Size(max = 5) List<@From("others") String> cookies) {
    String target = "/x;" + String.join(";", parameters) + "?" + String.join("&", parameters);
    assertThat(ROUTES.find(target, cookies)).isEmpty();
  }
}
