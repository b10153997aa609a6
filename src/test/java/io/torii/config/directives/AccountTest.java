package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What has become of each directive, in files that are broken too: none is left out. */
class AccountTest {

  @Test
  void whatStandsInARefusedSectionIsRefused() {
    Conf conf =
        Conf.of(
            "<Location /a>",
            "  <LimitExcept GET>",
            "    Require valid-user",
            "    <RequireAny>",
            "      Require all denied",
            "    </RequireAny>",
            "  </LimitExcept>",
            "</Location>");

    assertThat(conf.errors()).hasSize(1);
    assertThat(conf.account())
        .containsExactly(
            "Require refused",
            "Require refused",
            "<RequireAny> refused",
            "<LimitExcept> refused",
            "<Location> performed");
  }

  @Test
  void aSectionInTheWrongPlaceTakesItsContentWithIt() {
    assertThat(
            Conf.of(
                    "<Location /a>",
                    "  <VirtualHost *:80>",
                    "    ServerName a",
                    "  </VirtualHost>",
                    "</Location>",
                    "<Nonsense>",
                    "  Timeout 5",
                    "</Nonsense>")
                .account())
        .containsExactlyInAnyOrder(
            "ServerName refused",
            "<VirtualHost> refused",
            "<Location> performed",
            "Timeout refused",
            "<Nonsense> refused");
  }

  @Test
  void whatIsReadInARefusedSectionCountsOnce() {
    assertThat(
            Conf.of(
                    "<Location /a>",
                    "  <RequireAll>",
                    "    Require not ip 10.0.0.1",
                    "  </RequireAll>",
                    "</Location>")
                .account())
        .containsExactly("Require performed", "<RequireAll> refused", "<Location> performed");
  }

  @Test
  void whatHasAnErrorIsRefused() {
    assertThat(
            Conf.of(
                    "ProxyPass /a ftp://a",
                    "Define A B C",
                    "Include",
                    "\"\" x",
                    "<IfVersion nonsense>",
                    "</IfVersion>")
                .account())
        .containsExactly(
            "ProxyPass refused",
            "Define refused",
            "Include refused",
            " refused",
            "<IfVersion> refused");
  }

  @Test
  void whatIsNotThereIsListed() {
    Conf conf =
        Conf.of(
            "CustomLog \"|/bin/cat\" common",
            "ErrorLog syslog:local1",
            "BalancerPersist On",
            "BalancerGrowth 3",
            "ProxyPass /a http://10.0.0.1/ upgrade=websocket",
            "ProxyPass /b ws://10.0.0.1/",
            "ProxyPass /c http://10.0.0.1:81/ upgrade=NONE",
            "RewriteEngine On",
            "RewriteRule ^/d(/.*) wss://10.0.0.2$1 [P]",
            "<Proxy balancer://x>",
            "  BalancerMember ws://10.0.0.3",
            "</Proxy>",
            "ProxyPass /e balancer://x");

    assertThat(conf.errors()).isEmpty();
    assertThat(conf.account())
        .containsExactlyInAnyOrder(
            "CustomLog log",
            "ErrorLog log",
            "BalancerPersist performed",
            "BalancerGrowth needless",
            "ProxyPass performed",
            "ProxyPass performed",
            "ProxyPass performed",
            "RewriteEngine performed",
            "RewriteRule performed",
            "BalancerMember performed",
            "<Proxy> performed",
            "ProxyPass performed");
  }
}
