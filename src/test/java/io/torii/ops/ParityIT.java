package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.torii.home.Matrix;
import io.torii.testkit.Apache;
import io.torii.testkit.OnceInABuild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same file and the same requests to Debian's apache2 and to Torii. A case that differs on
 * purpose says why, and fails as soon as it does not differ any more.
 */
@OnceInABuild
class ParityIT {

  @TempDir Path folder;
  private static final AtomicInteger COMPARED = new AtomicInteger();
  private static final AtomicInteger ON_PURPOSE = new AtomicInteger();

  @BeforeAll
  static void httpdIsThere() {
    assumeTrue(
        Apache.program().isPresent(),
        "nothing to compare with: apt-get install apache2 brings the httpd that these tests need");
  }

  @AfterAll
  static void count() throws IOException {
    Matrix.add(
        "Parity", "%d requests, %d differ on purpose".formatted(COMPARED.get(), ON_PURPOSE.get()));
  }

  @TestFactory
  Stream<DynamicTest> theGuidesReverseProxy() throws IOException {
    return guide("guide1", "1-reverse-proxy.conf");
  }

  @TestFactory
  Stream<DynamicTest> theGuidesLoadBalancer() throws IOException {
    return guide("guide2", "2-load-balancer.conf");
  }

  @TestFactory
  Stream<DynamicTest> theGuidesStickySessions() throws IOException {
    return guide("guide3", "3-sticky-session.conf");
  }

  @TestFactory
  Stream<DynamicTest> theGuidesRedirect() throws IOException {
    return guide("guide5", "5-https-redirect.conf");
  }

  @TestFactory
  Stream<DynamicTest> theSameMemberIsChosen() throws IOException {
    return cases("balancing");
  }

  @TestFactory
  Stream<DynamicTest> pathsAreMappedAlike() throws IOException {
    return cases("mapping");
  }

  @TestFactory
  Stream<DynamicTest> whatMembersSayOfThemselvesIsMappedAlike() throws IOException {
    return cases("reverse");
  }

  @TestFactory
  Stream<DynamicTest> fieldsAreChangedAlike() throws IOException {
    return cases("headers");
  }

  @TestFactory
  Stream<DynamicTest> theSamePassThrough() throws IOException {
    return cases("access");
  }

  @TestFactory
  Stream<DynamicTest> redirectsAndErrorPagesAreAlike() throws IOException {
    return cases("redirects");
  }

  @TestFactory
  Stream<DynamicTest> pathsAreRewrittenAlike() throws IOException {
    return cases("rewrite");
  }

  @TestFactory
  Stream<DynamicTest> filesAreServedAlike() throws IOException {
    return cases("alias");
  }

  @TestFactory
  Stream<DynamicTest> membersAreToldTheSame() throws IOException {
    return cases("forwarding");
  }

  @TestFactory
  Stream<DynamicTest> theSameProtocolsAreSwitchedTo() throws IOException {
    return cases("upgrade");
  }

  @TestFactory
  Stream<DynamicTest> theSameVirtualHostTakesARequest() throws IOException {
    return cases("hosts");
  }

  @TestFactory
  Stream<DynamicTest> theSameVirtualHostOfAnAddressTakesARequest() throws IOException {
    return cases("addresses");
  }

  @TestFactory
  Stream<DynamicTest> theSameIsLogged() throws IOException {
    return cases("logs");
  }

  @Test
  void httpdDoesNotTellMembersSchemeAndPort() throws IOException {
    ParityCase plain = ParityCase.read("mapping").get(0);
    try (Both both = new Both(folder, site("mapping"))) {
      assertThat(both.askTorii(plain).added())
          .containsOnly(
              Map.entry("X-Forwarded-Port", Integer.toString(both.toriiPort())),
              Map.entry("X-Forwarded-Proto", "http"));
      assertThat(both.askApache(plain).added()).isEmpty();
    }
  }

  private Stream<DynamicTest> guide(String table, String listing) throws IOException {
    return cases(table, (in, port, members) -> Guide.listing(listing, in, port, members));
  }

  private Stream<DynamicTest> cases(String area) throws IOException {
    return cases(area, site(area));
  }

  private static Both.Site site(String area) {
    return (in, port, members) -> Path.of("src/test/resources/parity", area + ".conf");
  }

  private Stream<DynamicTest> cases(String area, Both.Site site) throws IOException {
    Both both = new Both(folder, site, area.equals("logs"));
    return ParityCase.read(area).stream()
        .map(c -> DynamicTest.dynamicTest(c.name(), () -> compare(both, c)))
        .onClose(both::close);
  }

  private static void compare(Both both, ParityCase parityCase) throws IOException {
    Observation httpd = both.askApache(parityCase);
    Observation torii = both.askTorii(parityCase);
    assertThat(torii.differencesFrom(httpd))
        .as("Torii: %s%nhttpd: %s%n%s", torii, httpd, parityCase.because())
        .isEqualTo(parityCase.differences());
    COMPARED.incrementAndGet();
    if (!parityCase.because().isEmpty()) {
      ON_PURPOSE.incrementAndGet();
    }
  }
}
