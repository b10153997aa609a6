package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Reply;
import io.torii.testkit.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Files of Alias, and the status page. */
// Heads are written with their line ends, which a text block would hide.
@SuppressWarnings("StringConcatToTextBlock")
abstract class FilesSuite extends HomeSuite {

  private static final int LONG = 300_000;

  @Override
  protected Map<String, String> configuration() throws IOException {
    Path folder = Folders.create("files");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(folder.resolve("open/.well-known/acme-challenge"));
    Files.writeString(folder.resolve("open/.well-known/acme-challenge/token"), "token.key");
    Files.writeString(folder.resolve("open/long.txt"), "x".repeat(LONG));
    Files.writeString(folder.resolve("secret"), "secret");
    return directives(
        """
        <Directory />
          Require all denied
        </Directory>
        <VirtualHost *>
          ServerName www.example.com
          ProxyPass /.well-known/acme-challenge/ !
          ProxyPass /files !
          ProxyPass /own balancer://own
          ProxyPass / %s/
          Alias /.well-known/acme-challenge/ "%s/open/.well-known/acme-challenge/"
          Alias /files "%2$s/open"
          <Directory "%2$s/open">
            Require all granted
          </Directory>
          <Location /status>
            SetHandler server-status
            Require local
          </Location>
          ProxyStatus On
          <Proxy balancer://own>
            BalancerMember http://127.0.0.1:9/own
          </Proxy>
        </VirtualHost>
        <VirtualHost *>
          ServerName other.example.com
          ProxyPass / balancer://other
          <Proxy balancer://other>
            BalancerMember http://127.0.0.1:9/other
          </Proxy>
        </VirtualHost>
        """
            .formatted(member(Script.ok("member")).url(), folder));
  }

  private Reply ask(String method, String target, String... fields) throws IOException {
    String more = fields.length == 0 ? "" : String.join("\r\n", fields) + "\r\n";
    return Reply.to(
        port(),
        "127.0.0.1",
        method + " " + target + " HTTP/1.1\r\nHost: www.example.com\r\n" + more + "\r\n");
  }

  private static String field(Reply reply, String name) {
    return reply.fields().stream()
        .filter(f -> f.regionMatches(true, 0, name + ": ", 0, name.length() + 2))
        .map(f -> f.substring(name.length() + 2))
        .findFirst()
        .orElse("");
  }

  @Test
  void aTokenIsServed() throws IOException {
    Reply token = ask("GET", "/.well-known/acme-challenge/token");
    assertThat(token.status()).isEqualTo(200);
    assertThat(token.body()).isEqualTo("token.key");
    assertThat(ask("GET", "/.well-known/other").body()).isEqualTo("member");
  }

  @Test
  void aLongFileIsWhole() throws IOException {
    Reply file = ask("GET", "/files/long.txt");
    assertThat(file.status()).isEqualTo(200);
    assertThat(file.framing()).isEqualTo("length");
    assertThat(file.body()).isEqualTo("x".repeat(LONG));
    assertThat(field(file, "Content-Type")).startsWith("text/plain");
    Reply head = ask("HEAD", "/files/long.txt");
    assertThat(head.status()).isEqualTo(200);
    assertThat(field(head, "Content-Length")).isEqualTo(Integer.toString(LONG));
  }

  @Test
  void anUnchangedFileIsNotSentAgain() throws IOException {
    String tag = field(ask("GET", "/files/long.txt"), "ETag");
    assertThat(ask("GET", "/files/long.txt", "If-None-Match: " + tag).status()).isEqualTo(304);
  }

  @Test
  void nothingElseIsReachable() throws IOException {
    assertThat(ask("POST", "/files/long.txt", "Content-Length: 0").status()).isEqualTo(405);
    assertThat(ask("GET", "/files/").status()).isEqualTo(403);
    assertThat(ask("GET", "/files/no-such").status()).isEqualTo(404);
    for (String path :
        new String[] {
          "/files/..%2fsecret", "/files/%2e%2e/secret", "/files/..%5csecret", "/files/..;/secret"
        }) {
      assertThat(ask("GET", path).body()).as(path).doesNotContain("secret");
    }
  }

  @Test
  void theStatusPageCounts() throws IOException {
    Reply lines = ask("GET", "/status?auto");
    assertThat(lines.status()).isEqualTo(200);
    assertThat(lines.body())
        .contains("\nTotal Accesses: ", "\nBusyWorkers: ")
        .contains("Name: balancer://own\n", "Name: http://127.0.0.1:9/own\n")
        .doesNotContain("/other");
    assertThat(ask("GET", "/status").body()).contains("<h1>Server status of www.example.com</h1>");
  }
}
