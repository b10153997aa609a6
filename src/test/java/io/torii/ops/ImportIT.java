package io.torii.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.torii.testkit.Apps;
import io.torii.testkit.OnceInABuild;
import io.torii.testkit.Reply;
import io.torii.testkit.TestTls;
import io.torii.testkit.TlsClient;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's own tree, as it is installed and with the guide's five sites enabled. */
@OnceInABuild
class ImportIT {

  private static final Pattern LISTED =
      Pattern.compile("(?m)^ {2}\\s*(\\d+) {2}(\\S+)\\s+([a-z0-9]+)$");
  private static final Pattern COUNT =
      Pattern.compile("(?m)^ {2}\\s*(\\d+) {2}([a-z0-9]+)\\s{2,}\\S.*$");
  private static final Pattern ALL = Pattern.compile("(?m)^ {2}\\s*(\\d+) {2}in all$");

  @TempDir Path place;
  private final Apps apps = Apps.start();
  private final int port = ToriiProcess.freePort();
  private final int tlsPort = ToriiProcess.freePort();
  private DebianTree tree;

  @BeforeEach
  void copy() throws IOException {
    assumeTrue(
        DebianTree.installed(),
        "nothing to import: apt-get install apache2 brings the tree that these tests need");
    tree = DebianTree.copy(place, port, tlsPort);
  }

  @AfterEach
  void stop() throws IOException {
    apps.close();
  }

  private void enableTheGuidesSites() throws IOException {
    tree.enableModules();
    TestTls certificate = TestTls.forName("site4.example.com");
    for (String name : List.of("apache-selfsigned.crt", "apache-selfsigned.key")) {
      Files.copy(certificate.certificateAndKeyFile(place), place.resolve(name));
    }
    List<String> listings =
        List.of(
            "1-reverse-proxy.conf",
            "2-load-balancer.conf",
            "3-sticky-session.conf",
            "4-ssl-reverse-proxy.conf",
            "5-https-redirect.conf");
    for (String listing : listings) {
      String name = "site" + listing.charAt(0) + ".example.com";
      tree.site(listing, tree.guide(listing, name, apps.addresses()));
    }
  }

  private ToriiProcess torii() {
    return ToriiProcess.start("-f", tree.main().toString()).awaitPort(port);
  }

  private Reply get(String host, String path) throws IOException {
    return Reply.to(port, "127.0.0.1", "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, host));
  }

  @Test
  void asInstalled() throws IOException {
    try (ToriiProcess torii = torii()) {
      Reply icon = get("localhost", "/icons/blank.gif");
      assertThat(icon.status()).isEqualTo(200);
      assertThat(icon.head()).contains("Content-Type: image/gif");
      assertThat(icon.body()).startsWith("GIF8");
      assertThat(get("localhost", "/icons/").status()).isEqualTo(403);
      Reply status = get("localhost", "/server-status?auto");
      assertThat(status.status()).isEqualTo(200);
      assertThat(status.body()).contains("\nTotal Accesses: ", "\nBusyWorkers: 1\n");
      Reply nothing = get("localhost", "/index.html");
      assertThat(nothing.status()).isEqualTo(404);
      assertThat(nothing.body()).contains("no rule takes this path");
      assertThat(torii.err())
          .contains("not: --account lists them")
          .doesNotContain("Exception", "\tat ");
    }
  }

  @Test
  void withTheGuidesSites() throws IOException {
    enableTheGuidesSites();
    try (ToriiProcess torii = torii().awaitPort(tlsPort)) {
      assertThat(get("site1.example.com", "/x").body()).isEqualTo("app1");
      assertThat(List.of(balanced(), balanced(), balanced()))
          .containsExactlyInAnyOrder("app1", "app2", "app3");
      assertThat(get("site3.example.com", "/x;jsessionid=a.app3").body()).isEqualTo("app3");
      assertThat(get("site3.example.com", "/balancer-manager/api/balancers").body())
          .contains("\"name\":\"mycluster\"");
      try (TlsClient client = TlsClient.to(tlsPort).named("site4.example.com").connect()) {
        assertThat(client.get("site4.example.com", "/")).contains("app");
      }
      Reply moved = get("site5.example.com", "/a");
      assertThat(moved.status()).isEqualTo(301);
      assertThat(moved.head()).contains("Location: https://www.example.com/a");
      assertThat(get("site3.example.com", "/server-status?auto").body())
          .contains("ProxyBalancer[0]Name: balancer://mycluster", "Worker[0]Elected: ");
      assertThat(torii.err()).doesNotContain("Exception", "\tat ");
    }
    assertThat(Files.readString(place.resolve("log/access.log"), StandardCharsets.UTF_8))
        .contains("\"GET /x HTTP/1.1\" 200 ");
  }

  private String balanced() throws IOException {
    return get("site2.example.com", "/").body();
  }

  @Test
  void serveCertbotsTokenBesideAProxy() throws IOException {
    tree.enableModules();
    Path webroot = Files.createDirectories(place.resolve("www/.well-known/acme-challenge"));
    tree.site(
        "certbot.conf",
        """
        <VirtualHost *:%d>
            ServerName acme.example.com
            Alias /.well-known/acme-challenge/ "%s/"
            <Directory "%2$s">
                Require all granted
            </Directory>
            ProxyPass /.well-known/acme-challenge/ !
            ProxyPass / http://%s/
        </VirtualHost>
        """
            .formatted(port, webroot, apps.addresses().get(0)));
    try (ToriiProcess torii = torii()) {
      // as certbot's webroot plugin does: written while the server runs
      String token = "LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0";
      String authorization = token + ".9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI";
      Files.writeString(webroot.resolve(token), authorization);
      Reply answer = get("acme.example.com", "/.well-known/acme-challenge/" + token);
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.body()).isEqualTo(authorization);
      Reply other = get("acme.example.com", "/.well-known/acme-challenge/other");
      assertThat(other.status()).isEqualTo(404);
      assertThat(get("acme.example.com", "/else").body()).isEqualTo("app1");
      assertThat(torii.err()).doesNotContain("Exception", "\tat ");
    }
  }

  @Test
  void accountsForEveryDirective() throws IOException {
    enableTheGuidesSites();
    ToriiProcess torii = ToriiProcess.start("--account", "-f", tree.main().toString());
    assertThat(torii.awaitEnd()).as(torii.err()).isZero();
    String[] parts = torii.out().split("All directives:\n", 2);
    long listed = LISTED.matcher(parts[0]).results().count();
    long performed = count(parts[1], "performed");
    assertThat(parts[0]).contains(tree.main() + "\n", "  User ", "  service");
    assertThat(count(parts[1], "types")).isGreaterThan(100);
    assertThat(performed + listed).isEqualTo(tree.directives());
    Matcher all = ALL.matcher(parts[1]);
    assertThat(all.find()).isTrue();
    assertThat(all.group(1)).isEqualTo(Integer.toString(tree.directives()));
  }

  @Test
  void accountsForEveryDirectiveOfABrokenTree() throws IOException {
    enableTheGuidesSites();
    tree.site(
        "broken.conf",
        """
        <VirtualHost *:%d>
            ServerName broken.example.com
            <Location /a>
                <LimitExcept GET>
                    Require valid-user
                    <RequireAny>
                        Require all denied
                    </RequireAny>
                </LimitExcept>
                <IfModule mod_access_compat.c>
                    Order deny,allow
                    Deny from all
                </IfModule>
                <IfModule mod_dav.c>
                    DAV On
                </IfModule>
            </Location>
            <Nonsense>
                Timeout 5
            </Nonsense>
            ProxyPass / ftp://127.0.0.1/
        </VirtualHost>
        """
            .formatted(port));
    ToriiProcess torii = ToriiProcess.start("--account", "-f", tree.main().toString());
    assertThat(torii.awaitEnd()).isEqualTo(1);
    String[] parts = torii.out().split("All directives:\n", 2);
    long listed = LISTED.matcher(parts[0]).results().count();
    assertThat(count(parts[1], "performed") + listed).isEqualTo(tree.directives());
    // <LimitExcept> with four lines in it, two of mod_access_compat, <Nonsense> with one, ProxyPass
    assertThat(count(parts[1], "refused")).isEqualTo(9);
    assertThat(torii.err()).contains("broken.conf:12: Deny from all is httpd 2.2's: write ");
  }

  /** What decides about access and stands in the IfModule of a module that httpd loads. */
  @Test
  void whatHttpdReadsInAnIfModuleIsReadHere() throws IOException {
    tree.site(
        "secret.conf",
        """
        <IfModule mod_access_compat.c>
            <Location /secret>
                Deny from all
            </Location>
        </IfModule>
        """);
    ToriiProcess torii = ToriiProcess.start("-f", tree.main().toString());
    assertThat(torii.awaitEnd()).isEqualTo(1);
    assertThat(torii.err())
        .contains("secret.conf:3: Deny from all is httpd 2.2's: write \"Require all denied\".");
  }

  @Test
  void takesTheNamesThatEnvvarsDefines() throws IOException {
    Path envvars = tree.folder().resolve("envvars");
    Files.writeString(
        envvars,
        Files.readString(envvars) + "export APACHE_ARGUMENTS='-D CLOSED'\n",
        StandardCharsets.UTF_8);
    tree.site(
        "closed.conf",
        """
        <IfDefine CLOSED>
            <Location /icons>
                Require all denied
            </Location>
        </IfDefine>
        """);
    try (ToriiProcess torii = torii()) {
      assertThat(get("localhost", "/icons/blank.gif").status()).isEqualTo(403);
      assertThat(torii.err()).doesNotContain("Exception", "\tat ");
    }
  }

  private static long count(String summary, String word) {
    return COUNT
        .matcher(summary)
        .results()
        .filter(m -> m.group(2).equals(word))
        .mapToLong(m -> Long.parseLong(m.group(1)))
        .sum();
  }

  @Test
  void whatDecidesAboutAccessAndIsNotUnderstoodStopsTheStart() throws IOException {
    tree.site(
        "ldap.conf",
        """
        <Directory /srv/www>
            Require ldap-group cn=admins
        </Directory>
        RewriteMap users txt:/etc/users
        """);
    ToriiProcess torii = ToriiProcess.start("-f", tree.main().toString());
    assertThat(torii.awaitEnd()).isEqualTo(1);
    Path file = tree.folder().resolve("sites-enabled/ldap.conf");
    assertThat(torii.err())
        .contains(file + ":2: Require ", file + ":4: RewriteMap is not understood: write");
  }
}
