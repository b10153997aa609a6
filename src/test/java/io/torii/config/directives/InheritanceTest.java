package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.HeaderRule;
import io.torii.config.ProxyRule;
import io.torii.config.RedirectRule;
import io.torii.config.VirtualHost;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a virtual host has of the main server, whichever is written first. */
class InheritanceTest {

  private static final String[] BOTH = {
    "<VirtualHost *:80>",
    "  Timeout 5",
    "  ProxyPass /own http://127.0.0.1:8082/own",
    "  Header set X-A own",
    "  Redirect /r http://own/",
    "  <Location /own>",
    "  </Location>",
    "  <Proxy balancer://own>",
    "    BalancerMember http://127.0.0.1:8083",
    "  </Proxy>",
    "</VirtualHost>",
    "ServerAdmin main@example.com",
    "Timeout 7",
    "ProxyPass /main http://127.0.0.1:8081/main",
    "Header set X-A main",
    "Redirect /r http://main/",
    "<Location /main>",
    "</Location>",
    "<Proxy balancer://main>",
    "  BalancerMember http://127.0.0.1:8084",
    "</Proxy>"
  };

  @Test
  void putsTheMainServersListsFirst() {
    VirtualHost host = Conf.of(BOTH).host(0);

    assertThat(host.rules())
        .extracting(r -> r.prefix().orElseThrow())
        .containsExactly("/main", "/own");
    assertThat(host.settings().responseHeaders())
        .extracting((HeaderRule h) -> h.value().text())
        .containsExactly("main", "own");
    assertThat(host.locations())
        .extracting(l -> l.match().toString())
        .containsExactly("Prefix[text=/main]", "Prefix[text=/own]");
    assertThat(host.proxySections())
        .extracting(l -> l.match().toString())
        .containsExactly("Prefix[text=balancer://main]", "Prefix[text=balancer://own]");
  }

  /** mod_alias merges the other way round: httpd was seen to answer with the host's own. */
  @Test
  void putsTheHostsRedirectsFirst() {
    assertThat(Conf.of(BOTH).host(0).settings().redirects())
        .extracting(RedirectRule::target)
        .containsExactly("http://own/", "http://main/");
  }

  @Test
  void replacesSingleValues() {
    VirtualHost host = Conf.of(BOTH).host(0);

    assertThat(host.server().timeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(host.server().serverAdmin()).contains("main@example.com");
  }

  @Test
  void leavesTheMainServerAlone() {
    VirtualHost main = Conf.of(BOTH).main();

    assertThat(main.server().timeout()).isEqualTo(Duration.ofSeconds(7));
    assertThat(main.rules()).hasSize(1);
    assertThat(main.settings().redirects()).hasSize(1);
  }

  @Test
  void stopsAtProxyPassInheritOff() {
    Conf conf =
        Conf.of(
            "ProxyPass /main http://127.0.0.1:8081/main",
            "<VirtualHost *:80>",
            "  ProxyPassInherit Off",
            "  ProxyPass /own http://127.0.0.1:8082/own",
            "</VirtualHost>");

    assertThat(conf.host(0).rules())
        .extracting(r -> r.prefix().orElseThrow())
        .containsExactly("/own");
  }

  @Test
  void sharesTheMainServersBalancer() {
    Conf conf =
        Conf.of(
            "<Proxy balancer://b>",
            "  BalancerMember http://127.0.0.1:8081",
            "</Proxy>",
            "<VirtualHost *:80>",
            "  ProxyPass / balancer://b/",
            "</VirtualHost>");

    ProxyRule rule = conf.host(0).rules().get(0);
    assertThat(((ProxyRule.Target.Balanced) rule.target()).balancerKey()).isEqualTo("main/b");
  }
}
