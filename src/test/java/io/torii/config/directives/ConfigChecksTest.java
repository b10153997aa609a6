package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConfigChecksTest {

  @Test
  void warnsOfAHostThatNobodyListensFor() {
    Conf conf =
        Conf.of(
            "Listen 8080",
            "Listen 127.0.0.1:8081",
            "<VirtualHost *:80>",
            "</VirtualHost>",
            "<VirtualHost 10.0.0.1:8081>",
            "</VirtualHost>",
            "<VirtualHost 127.0.0.1:8081>",
            "</VirtualHost>",
            "<VirtualHost 10.0.0.1>",
            "</VirtualHost>");

    assertThat(conf.warnings())
        .containsExactly(
            "t.conf:3: No Listen serves this <VirtualHost>: write \"Listen 80\", or remove the"
                + " host.",
            "t.conf:5: No Listen serves this <VirtualHost>: write \"Listen 8081\", or remove the"
                + " host.");
  }

  @Test
  void leavesListenersToTheContainer() {
    assertThat(Conf.inContainer("Listen 8080", "<VirtualHost *:80>", "</VirtualHost>").warnings())
        .isEmpty();
  }

  @Test
  void warnsOfAnHttpsListenerWithoutTls() {
    assertThat(Conf.of("Listen 443 https", "<VirtualHost *:443>", "</VirtualHost>").warnings())
        .containsExactly(
            "t.conf:2: Listen says https, but this <VirtualHost> speaks no TLS: write SSLEngine"
                + " On.");
  }

  @Test
  void warnsOfSessionsThatStickToNothing() {
    assertThat(
            Conf.of(
                    "<Proxy balancer://b>",
                    "  BalancerMember http://127.0.0.1:8081",
                    "  ProxySet stickysession=JSESSIONID",
                    "</Proxy>",
                    "ProxyPass / balancer://b/")
                .warnings())
        .containsExactly(
            "t.conf:1: balancer://b has a stickysession, but none of its members a route, so that"
                + " sessions stick to nothing: give each BalancerMember its route=.");
  }

  @Test
  void warnsOfRoutesThatTwoMembersHave() {
    assertThat(
            Conf.of(
                    "<Proxy balancer://b>",
                    "  BalancerMember http://127.0.0.1:8081 route=a",
                    "  BalancerMember http://127.0.0.1:8082 route=a",
                    "  BalancerMember http://127.0.0.1:8083 route=a status=+H",
                    "</Proxy>",
                    "ProxyPass / balancer://b/")
                .warnings())
        .containsExactly(
            "t.conf:3: http://127.0.0.1:8082 has the route a of http://127.0.0.1:8081, which then"
                + " gets all of its sessions: give each member a route of its own.");
  }

  @Test
  void warnsOfAReverseThatNamesNoBalancer() {
    assertThat(
            Conf.of(
                    "<Proxy balancer://cluster>",
                    "  BalancerMember http://127.0.0.1:8081",
                    "</Proxy>",
                    "ProxyPass / balancer://cluster/",
                    "ProxyPassReverse / balancer://clutser/")
                .warnings())
        .containsExactly(
            "t.conf:5: ProxyPassReverse names balancer://clutser, which there is not, so that it"
                + " changes nothing: did you mean balancer://cluster?");
  }

  @Test
  void warnsOfHttpsMembersOfAnEngineThatIsOff() {
    Conf conf =
        Conf.of(
            "SSLProxyEngine off",
            "ProxyPass /a https://127.0.0.1:8443/a",
            "ProxyPass /b http://127.0.0.1:8080/b",
            "<VirtualHost *:80>",
            "  SSLProxyEngine on",
            "  ProxyPass /c https://127.0.0.1:8444/c",
            "</VirtualHost>");

    assertThat(conf.warnings())
        .containsExactly(
            "t.conf:2: https://127.0.0.1:8443 is reached with TLS although SSLProxyEngine is Off,"
                + " where httpd answers 500 (AH01961): write SSLProxyEngine On.");
  }

  @Test
  void sortsProblemsBySeverityAndLine() {
    Conf conf =
        Conf.of("ProxyPas /", "<VirtualHost *:80>", "KeepAlive 5", "</VirtualHost>", "Timeout x");

    assertThat(conf.errors())
        .extracting(e -> e.substring(0, 8))
        .containsExactly("t.conf:1", "t.conf:3", "t.conf:5");
  }
}
