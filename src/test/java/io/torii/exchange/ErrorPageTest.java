package io.torii.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.http.Headers;
import io.torii.rule.Site;
import io.torii.rule.Visit;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorPageTest {

  private static final Site SITE = Site.of("ProxyPass / http://m/");

  private final Headers headers = new Headers();

  private String render(ErrorPage page, Visit visit) {
    return new String(page.render(visit.request(), headers, ""), StandardCharsets.UTF_8);
  }

  private JsonObject json(ErrorPage page) {
    String text = render(page, SITE.visit("/").header("Accept", "application/json"));
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  @Test
  void aBrowserGetsAPage() {
    assertThat(render(new ErrorPage(503, "AH01170", "Nobody is there.", "Ask."), SITE.visit("/")))
        .isEqualTo(
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>503 Service Unavailable</title></head>
            <body><h1>503 Service Unavailable</h1>
            <p>Nobody is there.</p>
            <p>Ask.</p>
            <hr><p><small>Request id-1, AH01170</small></p></body></html>
            """);
    assertThat(headers.get("Content-Type")).isEqualTo("text/html; charset=utf-8");
  }

  @Test
  void whatThereIsNotIsNotShown() {
    assertThat(render(new ErrorPage(404, "", "Gone.", ""), SITE.visit("/")))
        .contains("<p>Gone.</p>\n<hr><p><small>Request id-1</small>");
    assertThat(json(new ErrorPage(404, "", "Gone.", "")).keySet())
        .containsExactly("title", "status", "detail", "requestId");
  }

  @Test
  void aProgramGetsProblemDetails() {
    JsonObject page = json(new ErrorPage(503, "AH01170", "Nobody is there.", "Ask."));
    assertThat(headers.get("Content-Type")).isEqualTo("application/problem+json");
    assertThat(page.toString())
        .isEqualTo(
            "{\"title\":\"Service Unavailable\",\"status\":503,\"detail\":\"Nobody is there.\","
                + "\"requestId\":\"id-1\",\"code\":\"AH01170\",\"remedy\":\"Ask.\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json,                    json",
    "Application/JSON; q=0.9,             json",
    "application/problem+json,            json",
    "'application/vnd.api+json, */*',     json",
    "'text/html, application/json',       html",
    "'application/json, text/html;q=0.1', html",
    "*/*,                                 html",
    "text/plain,                          html",
    "'',                                  html"
  })
  void theClientSaysWhichItWants(String accept, String form) {
    render(new ErrorPage(404, "", "x", ""), SITE.visit("/").header("Accept", accept));
    assertThat(headers.get("Content-Type")).contains(form);
  }

  /** The reason may quote what a client sent. */
  @Test
  void textIsHarmlessInBothForms() {
    String evil = "<script>alert(\"x\" + '&')</script>\n\u00e4\\";
    String html = render(new ErrorPage(400, "", evil, evil), SITE.visit("/"));
    assertThat(html)
        .doesNotContain("<script", "\"x\"")
        .contains("&lt;script&gt;alert(&quot;x&quot; + &#39;&amp;&#39;)&lt;/script&gt;\n\u00e4\\");
    JsonObject json = json(new ErrorPage(400, "", evil, evil));
    assertThat(json.getString("detail")).isEqualTo(evil);
    assertThat(json.getString("remedy")).isEqualTo(evil);
  }

  @Test
  void aStatusWithoutANameIsShownAsANumber() {
    assertThat(render(new ErrorPage(599, "", "x", ""), SITE.visit("/")))
        .contains("<title>599 Status 599</title>");
  }
}
