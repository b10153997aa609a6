package io.torii.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The guide's listings, as they are, become the model that they describe. */
class GuideModelTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1-reverse-proxy",
        "2-load-balancer",
        "3-sticky-session",
        "4-ssl-reverse-proxy",
        "5-https-redirect",
        "6-troubleshooting"
      })
  void hasNoProblems(String name) {
    assertThat(load(name).problems()).isEmpty();
  }

  @Test
  void balancesOverThreeMembers() {
    BalancerConfig balancer = balancer(load("2-load-balancer"), "*:80 www.example.com/mycluster");

    assertThat(balancer.members())
        .extracting(m -> m.url().toString())
        .containsExactly("http://192.168.1.10", "http://192.168.1.11", "http://192.168.1.12");
    assertThat(balancer.members()).extracting(MemberConfig::weight).containsOnly(100);
    assertThat(balancer.method()).isEqualTo("byrequests");
    assertThat(balancer.maxAttempts()).isEqualTo(2);
  }

  @Test
  void sticksToRoutesAndServesTheManager() {
    Loaded loaded = load("3-sticky-session");
    BalancerConfig balancer = balancer(loaded, "*:80 www.example.com/mycluster");
    VirtualHost host = loaded.config().orElseThrow().hosts().get(0);

    assertThat(balancer.sticky())
        .contains(new StickyConfig("JSESSIONID", "jsessionid", Optional.of('.'), false));
    assertThat(balancer.members())
        .extracting(MemberConfig::route)
        .containsExactly("app1", "app2", "app3");
    assertThat(host.rules()).singleElement().matches(ProxyRule::noCanon);
    assertThat(host.managerPath()).contains("/balancer-manager");
    assertThat(host.locations().get(0).settings().require())
        .isEqualTo(new Requirement.Ip(List.of(IpNetworkParser.parse("192.168.1.0/24"))));
  }

  @Test
  void redirectsEverything() {
    VirtualHost host = load("5-https-redirect").config().orElseThrow().hosts().get(0);

    assertThat(host.settings().redirects())
        .extracting(r -> r.status() + " " + r.prefix() + " " + r.target())
        .containsExactly("301 / https://www.example.com/");
  }

  private static BalancerConfig balancer(Loaded loaded, String key) {
    return Objects.requireNonNull(loaded.config().orElseThrow().balancers().get(key));
  }

  /** In a container, where the certificates of listing 4 are not opened. */
  private static Loaded load(String name) {
    return ConfigLoader.load(
        new LoadRequest(
            List.of("src/test/resources/guide/" + name + ".conf"),
            Set.of(),
            Map.of("APACHE_LOG_DIR", "/tmp"),
            Optional.empty(),
            true));
  }
}
