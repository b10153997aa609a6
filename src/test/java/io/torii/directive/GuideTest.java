package io.torii.directive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The configurations of the guide. */
class GuideTest {

  private static final Path FOLDER = Path.of("src/test/resources/guide");

  private final Configurations configurations =
      new Configurations(FOLDER).environment(Map.of("APACHE_LOG_DIR", "/var/log/apache2"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1-reverse-proxy.conf",
        "2-load-balancer.conf",
        "3-sticky-session.conf",
        "4-ssl-reverse-proxy.conf",
        "5-https-redirect.conf",
        "6-troubleshooting.conf"
      })
  void everyListingParses(String name) {
    Parsed parsed = configurations.parse(FOLDER.resolve(name));
    assertThat(configurations.problems.all()).isEmpty();
    assertThat(parsed.nodes()).isNotEmpty();
  }

  @Test
  void aListingBecomesATree() {
    Parsed parsed = configurations.parse(FOLDER.resolve("3-sticky-session.conf"));
    assertThat(Configurations.tree(parsed))
        .isEqualTo(
            "1 VirtualHost [*:80] {"
                + "2 ServerAdmin [admin@example.com]; "
                + "3 ServerName [www.example.com]; "
                + "5 Proxy [balancer://mycluster] {"
                + "6 BalancerMember [http://192.168.1.10][route=app1]; "
                + "7 BalancerMember [http://192.168.1.11][route=app2]; "
                + "8 BalancerMember [http://192.168.1.12][route=app3]; "
                + "9 ProxySet [lbmethod=byrequests][stickysession=JSESSIONID|jsessionid]}; "
                + "12 ProxyPass [/][balancer://mycluster/][nocanon]; "
                + "13 ProxyPassReverse [/][balancer://mycluster/]; "
                + "15 Location [/balancer-manager] {"
                + "16 SetHandler [balancer-manager]; "
                + "17 Require [ip][192.168.1.0/24]}; "
                + "20 ErrorLog [/var/log/apache2/error.log]; "
                + "21 CustomLog [/var/log/apache2/access.log][combined]}");
  }

  @Test
  void anUndefinedVariableIsNamedWithItsRemedy() {
    Configurations bare = new Configurations(FOLDER);
    bare.parse(FOLDER.resolve("1-reverse-proxy.conf"));
    String remedy =
        "Variable ${APACHE_LOG_DIR} is not defined: set it in the environment, or in a file envvars"
            + " beside the main file as \"export APACHE_LOG_DIR=…\"";
    assertThat(bare.messages())
        .isEqualTo(
            List.of("1-reverse-proxy.conf:9: " + remedy, "1-reverse-proxy.conf:10: " + remedy));
  }

  @Test
  void theVariablesOfDebiansLayoutStandInTheFolderAbove(@TempDir Path etc) throws IOException {
    Path sites = Files.createDirectory(etc.resolve("sites-enabled"));
    Files.writeString(etc.resolve("envvars"), "export APACHE_LOG_DIR=/var/log/x\n");
    Files.writeString(sites.resolve("s.conf"), "ErrorLog ${APACHE_LOG_DIR}/error.log\n");
    Configurations debian = new Configurations(sites);
    debian.parse(sites.resolve("s.conf"));
    assertThat(debian.messages()).isEmpty();
  }
}
