package io.torii.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.http.Headers;
import io.torii.rule.Site;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeadSizeTest {

  private static final Site SITE = Site.of("ProxyPass / http://m/");

  private static int length(String head) {
    return head.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1).length;
  }

  @Test
  void countsARequestAsItStoodOnTheWire() {
    assertThat(
            HeadSize.ofRequest(
                SITE.visit("/a%20b?c=d")
                    .method("POST")
                    .host("www.example.com:8080")
                    .header("X-A", "")
                    .header("x-b", "\u00e4")
                    .request()))
        .isEqualTo(
            length(
                """
                POST /a%20b?c=d HTTP/1.1
                Host: www.example.com:8080
                X-A:\s
                x-b: \u00e4

                """));
    assertThat(HeadSize.ofRequest(SITE.visit("/").protocol("HTTP/1.0").host(null).request()))
        .isEqualTo(length("GET / HTTP/1.0\n\n"));
  }

  /** Without the reason phrase: the container writes it, or not. */
  @Test
  void countsAResponse() {
    Headers headers = new Headers();
    assertThat(HeadSize.ofResponse(headers)).isEqualTo(length("HTTP/1.1 200\n\n"));
    headers.add("Content-Length", "5");
    headers.add("Set-Cookie", "a=b");
    assertThat(HeadSize.ofResponse(headers))
        .isEqualTo(length("HTTP/1.1 200\nContent-Length: 5\nSet-Cookie: a=b\n\n"));
  }
}
