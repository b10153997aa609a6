package io.torii.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the files for TLS in each server name is there, and they agree with each other. */
class ServerFilesTest {

  private static final Path DEPLOY = Path.of("deploy");

  private static String text(String file) throws IOException {
    return Files.readString(DEPLOY.resolve(file));
  }

  private static Set<String> found(String pattern, String text) {
    Set<String> found = new TreeSet<>();
    Pattern.compile(pattern).matcher(text).results().forEach(m -> found.add(m.group(1)));
    return found;
  }

  /** Those in the first column of the table, those that are linked, and those in commands. */
  @ParameterizedTest
  @ValueSource(strings = {"wildfly", "payara", "tomcat"})
  void whatAReadmeNamesIsThere(String server) throws IOException {
    Path folder = DEPLOY.resolve(server);
    String text = Files.readString(folder.resolve("README.md"));
    Set<String> files = found("(?m)^\\| `([^`]+)` \\|", text);
    files.addAll(found("]\\(([^)]+)\\)", text));
    assertThat(files).hasSizeGreaterThan(1).allMatch(file -> Files.exists(folder.resolve(file)));
    assertThat(found("(deploy/[\\w./-]+)", text)).allMatch(file -> Files.exists(Path.of(file)));
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all.map(file -> file.getFileName().toString()))
          .filteredOn(file -> !file.equals("README.md"))
          .isSubsetOf(files);
    }
  }

  @Test
  void tomcatsFilesAreWellFormedAndGetWhatTheyNeed() throws Exception {
    String connectors = text("tomcat/server-connectors.xml");
    String context = text("tomcat/ROOT.xml");
    for (String xml : List.of("<Service>" + connectors + "</Service>", context)) {
      DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
    assertThat(found("\\$\\{([a-z.]+):-", connectors + context))
        .isEqualTo(found("-D([a-z.]+)=", text("tomcat/setenv.sh")));
  }

  /** The sites of the directive file, and no others. */
  @Test
  void allServersHaveTheSameCertificates() throws IOException {
    Set<String> sites = found("SSLCertificateFile \\$\\{TLS}/(.+)\\.crt", text("tls/site.conf"));
    assertThat(sites).hasSize(2);
    assertThat(found("certificateFile=\"[^\"]*/(.+)\\.crt\"", text("tomcat/server-connectors.xml")))
        .isEqualTo(sites);
    String cli = text("wildfly/tls.cli");
    assertThat(found("key-manager=([a-z.]+):add\\(", cli)).isEqualTo(sites);
    assertThat(found("key-store=([a-z.]+\\.com):add\\(", cli)).isEqualTo(sites);
    assertThat(sites).containsAll(found("/([a-z.]+\\.com)\\.p12", text("payara/tls.asadmin")));
  }

  @Test
  void theImageIsOfTheWildFlyThatIsProvisioned() throws IOException {
    Set<String> provisioned =
        found("wildfly-galleon-pack:([\\w.]+)\"", text("wildfly/provisioning.xml"));
    assertThat(provisioned).hasSize(1);
    assertThat(found("wildfly/wildfly:([\\w.]+)-jdk", text("container/Dockerfile.wildfly")))
        .isEqualTo(provisioned);
    assertThat(found("<wildfly.version>(.+)</", Files.readString(Path.of("pom.xml"))))
        .isEqualTo(provisioned);
  }

  /** The head of the hook is its manual. */
  @Test
  void eachSettingOfTheHookIsUsed() throws IOException {
    String hook = text("tls/certbot-deploy-hook");
    Set<String> settings = found("(?m)^# ([A-Z][A-Z_0-9]+) ", hook);
    assertThat(settings).contains("DESTINATION", "PKCS12", "TOMCAT", "WILDFLY", "PAYARA");
    assertThat(settings)
        .allMatch(name -> hook.matches("(?s).*\\$(\\{" + name + "[:-]|" + name + "\\b).*"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tls/certbot-deploy-hook",
        "tls/truststore.sh",
        "tls/self-signed.sh",
        "tomcat/setenv.sh"
      })
  void theShellTakesTheScript(String script) throws Exception {
    assumeTrue(Command.isThere("sh"), "a POSIX shell comes with every Unix");
    assertThat(Command.run("sh", "-n", DEPLOY.resolve(script).toString()))
        .isEqualTo(new Command(0, ""));
  }
}
