package io.torii.ops;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.torii.testkit.Backend;
import io.torii.testkit.Reply;
import io.torii.testkit.Script;
import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The product as a process, with a manager for named users at {@code /balancer-manager} and one
 * without any Require at {@code /open} and one for this machine at {@code /near}: olga and the
 * token of ci are operators, rita and the token of eye are readers.
 */
final class ManagerSite implements AutoCloseable {

  static final String OLGA = "Basic " + base64("olga:Olga-Password-1");
  static final String RITA = "Basic " + base64("rita:Rita-Password-2");
  static final String CI = "Bearer Ci-Token-3";
  static final String EYE = "Bearer Eye-Token-4";

  private static final String API = "/balancer-manager/api/";

  /** What there is to look at. */
  static final List<String> READABLE =
      List.of(
          "/balancer-manager",
          "/balancer-manager/",
          "/balancer-manager/metrics",
          "/balancer-manager/health/ready",
          API + "server",
          API + "listeners",
          API + "hosts",
          API + "rules",
          API + "balancers",
          API + "balancers/mycluster",
          API + "balancers/mycluster/members",
          API + "events",
          API + "changes",
          API + "explain?url=http://127.0.0.1/x",
          API + "openapi.yaml");

  private final int port = ToriiProcess.freePort();
  private final Path folder;
  private final Backend app;
  private final ToriiProcess torii;

  ManagerSite(Path folder) throws IOException {
    this.folder = folder;
    app = Backend.start(Script.each((request, wire) -> wire.answer(200, "app")));
    Files.writeString(
        folder.resolve("users"), user("olga", "Olga-Password-1") + user("rita", "Rita-Password-2"));
    Path conf =
        Files.writeString(
            folder.resolve("site.conf"),
            """
            Listen 127.0.0.1:%d
            ServerName gate.example
            ErrorLog "%2$s/error.log"
            <Proxy balancer://mycluster>
                BalancerMember %3$s route=app1
                ProxySet growth=1 nonce=5e9a-nonce
            </Proxy>
            ProxyPass / balancer://mycluster/
            RequestHeader set Authorization "Basic Backend-Password-5"
            RequestHeader set X-Api-Key Backend-Key-6
            <Location /balancer-manager>
                SetHandler balancer-manager
                AuthType Basic
                AuthName manager
                AuthUserFile "%2$s/users"
                Require valid-user
            </Location>
            <Location /open>
                SetHandler balancer-manager
            </Location>
            <Location /near>
                SetHandler balancer-manager
                Require local
            </Location>
            <Location /tokens>
                SetHandler balancer-manager
                Require valid-user
            </Location>
            """
                .formatted(port, folder, app.url()));
    torii =
        ToriiProcess.start(
            "-f",
            conf.toString(),
            "-D",
            "torii.manager.operators=olga",
            "-D",
            "torii.manager.tokens=ci:operator:%s, eye:reader:%s"
                .formatted(sha256("Ci-Token-3"), sha256("Eye-Token-4")),
            "-D",
            "torii.manager.audit-log=" + folder.resolve("audit.log"),
            "-D",
            "torii.manager.changes-file=" + folder.resolve("changes.json"));
    torii.awaitPort(port);
  }

  /** Everything that must be shown nowhere. */
  static List<String> secrets() {
    return List.of(
        "Olga-Password-1",
        "Rita-Password-2",
        "Ci-Token-3",
        "Eye-Token-4",
        "Backend-Password-5",
        "Backend-Key-6",
        OLGA.substring(6),
        RITA.substring(6),
        sha256("Ci-Token-3"),
        sha256("Eye-Token-4"),
        sha1("Olga-Password-1"),
        sha1("Rita-Password-2"));
  }

  private static String user(String name, String password) {
    return name + ":{SHA}" + sha1(password) + "\n";
  }

  private static String sha1(String text) {
    return Base64.getEncoder().encodeToString(digest("SHA-1", text));
  }

  private static String sha256(String text) {
    return HexFormat.of().formatHex(digest("SHA-256", text));
  }

  private static byte[] digest(String algorithm, String text) {
    try {
      return MessageDigest.getInstance(algorithm).digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  int port() {
    return port;
  }

  String member() {
    return app.url();
  }

  /** The member's id in the API's paths. */
  String memberPath() {
    return "/balancer-manager/api/balancers/mycluster/members/" + app.url().replace("://", ":");
  }

  /** Each operation that changes something: method, path, body. */
  List<String[]> changes() {
    String balancer = API + "balancers/mycluster";
    String member = memberPath();
    return List.of(
        new String[] {"PATCH", balancer, "{\"method\":\"bytraffic\"}"},
        new String[] {"PATCH", balancer + "?dryRun=true", "{}"},
        new String[] {"PATCH", member, "{\"route\":\"stolen\"}"},
        new String[] {"POST", balancer + "/members", "{\"url\":\"http://127.0.0.1:9\"}"},
        new String[] {"DELETE", member + "?deadline=0", ""},
        new String[] {"POST", member + "/clear-error", ""},
        new String[] {"PUT", member + "/drain", "{}"},
        new String[] {"DELETE", member + "/drain", ""},
        new String[] {"POST", API + "balancers", "{\"name\":\"other\"}"},
        new String[] {"DELETE", balancer, ""},
        new String[] {"POST", API + "rules", "{\"path\":\"/a\",\"target\":\"http://127.0.0.1:9\"}"},
        new String[] {"DELETE", API + "rules/x", ""},
        new String[] {"POST", API + "changes", "{\"changes\":[]}"},
        new String[] {"DELETE", API + "changes", ""},
        new String[] {"DELETE", API + "changes/c1", ""});
  }

  /** What one of the files has, or nothing. */
  String file(String name) throws IOException {
    Path file = folder.resolve(name);
    return Files.exists(file) ? Files.readString(file) : "";
  }

  String output() {
    return torii.out() + torii.err();
  }

  /**
   * Sends a request from 127.0.0.1.
   *
   * @param fields lines such as {@code Origin: http://x}; Host is ours unless it is among them
   */
  Reply ask(String method, String path, String body, String... fields) throws IOException {
    return askFrom("127.0.0.1", method, path, body, fields);
  }

  Reply askFrom(String from, String method, String path, String body, String... fields)
      throws IOException {
    StringBuilder request =
        new StringBuilder("%s %s HTTP/1.1\r\nConnection: close\r\n".formatted(method, path));
    String lines = String.join("\r\n", fields);
    if (!("\r\n" + lines).contains("\r\nHost:")) {
      request.append("Host: 127.0.0.1:").append(port).append("\r\n");
    }
    if (!lines.isEmpty()) {
      request.append(lines).append("\r\n");
    }
    if (!body.isEmpty()) {
      request.append("Content-Length: ").append(body.getBytes(ISO_8859_1).length).append("\r\n");
    }
    return Reply.to(port, from, request.append("\r\n").append(body).toString());
  }

  @Override
  public void close() throws IOException {
    torii.close();
    app.close();
  }
}
