package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.Reply;
import io.torii.testkit.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Passwords, tokens and httpd's forms reach the manager behind each server's own front. */
abstract class WhoMaySuite extends HomeSuite {

  private static final String API = "/balancer-manager/api";
  private static final String CHANGES = API + "/changes";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String TOKEN = "Bearer password";

  /** Of "password", in hexadecimal digits. */
  private static final String DIGEST =
      "5e884898da28047151d0e56f8dc6292773603d0d6aabbdd62a11ef721d1542d8";

  private final Backend backend = member(Script.ok("m"));

  @Override
  protected Map<String, String> configuration() throws IOException {
    Path users =
        Files.writeString(
            folder().resolve("users"),
            """
            olga:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=
            rita:{SHA}W6ph5Mm5Pz8GgiULbPgzG37mj9g=
            """);
    Map<String, String> all =
        new HashMap<>(
            directives(
                """
                <Proxy balancer://b>
                  BalancerMember %s
                  ProxySet nonce=5e9a
                </Proxy>
                <Location /balancer-manager>
                  SetHandler balancer-manager
                  AuthType Basic
                  AuthName "manager"
                  AuthUserFile "%s"
                  Require valid-user
                </Location>
                ProxyPass / balancer://b/
                """
                    .formatted(backend.url(), users)));
    all.put("torii.manager.operators", "olga");
    all.put("torii.manager.tokens", "ci:operator:" + DIGEST);
    return all;
  }

  @AfterEach
  void restore() throws IOException {
    assertThat(ask("DELETE", CHANGES, "olga", "", "").status()).isEqualTo(204);
  }

  /** A request of somebody whose password is {@code password}; or with that authorization. */
  private Reply ask(String method, String path, String who, String type, String body)
      throws IOException {
    String authorization =
        who.contains(" ") ? who : "Basic " + base64(who + (who.contains(":") ? "" : ":password"));
    return Reply.to(
        port(),
        "127.0.0.1",
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + "Referer: http://localhost/balancer-manager\r\n"
            + (who.isEmpty() ? "" : "Authorization: " + authorization + "\r\n")
            + (type.isEmpty() ? "" : "Content-Type: " + type + "\r\n")
            + (method.equals("GET") || type.equals(FORM) ? "" : "If-Match: *\r\n")
            + (method.equals("GET") ? "" : "Content-Length: " + body.length() + "\r\n")
            + "\r\n"
            + body);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private Reply patch(String who) throws IOException {
    return ask(
        "PATCH", API + "/balancers/b", who, "application/json", "{\"method\":\"bybusyness\"}");
  }

  private String changes() throws IOException {
    return ask("GET", CHANGES, "rita", "", "").body();
  }

  @Test
  void whoIsNobodySeesNothing() throws IOException {
    for (String nobody : new String[] {"", "olga:wrong", "nobody", "Bearer nonsense"}) {
      assertThat(ask("GET", CHANGES, nobody, "", "").status()).as(nobody).isEqualTo(401);
      assertThat(ask("GET", "/balancer-manager", nobody, "", "").status()).isEqualTo(401);
      assertThat(patch(nobody).status()).as(nobody).isEqualTo(401);
    }
    assertThat(changes()).isEqualTo("[]");
  }

  @Test
  void readersReadAndOperatorsChange() throws IOException {
    assertThat(ask("GET", API + "/server", "rita", "", "").body()).contains("\"role\":\"reader\"");
    assertThat(patch("rita").status()).isEqualTo(403);
    assertThat(changes()).isEqualTo("[]");
    assertThat(patch("olga").status()).isEqualTo(200);
    assertThat(changes()).contains("\"by\":\"olga\"", "bybusyness");
  }

  @Test
  void aTokenIsAnOperator() throws IOException {
    assertThat(ask("GET", API + "/server", TOKEN, "", "").body()).contains("\"role\":\"operator\"");
    assertThat(patch(TOKEN).status()).isEqualTo(200);
    assertThat(changes()).contains("\"by\":\"ci\"");
  }

  @Test
  void aFormOfHttpdIsRead() throws IOException {
    String form = "b=b&nonce=5e9a&b_tmo=9&w=" + backend.url() + "&w_wr=r%2b1";
    assertThat(ask("POST", "/balancer-manager", "rita", FORM, form).status()).isEqualTo(403);
    assertThat(changes()).isEqualTo("[]");
    Reply done = ask("POST", "/balancer-manager", "olga", FORM, form);
    assertThat(done.status()).as(done.body()).isEqualTo(200);
    assertThat(changes()).contains("r+1");
    String xml = ask("GET", "/balancer-manager?xml=1", "olga", "", "").body();
    assertThat(xml).contains("<httpd:route>r+1</httpd:route>", "<httpd:nonce>5e9a</httpd:nonce>");
  }
}
