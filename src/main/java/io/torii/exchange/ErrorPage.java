package io.torii.exchange;

import io.torii.http.Headers;
import io.torii.http.HtmlText;
import io.torii.http.Status;
import io.torii.rule.Request;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Our own answers: small HTML, or JSON (RFC 9457) for clients that ask for it. Each names the
 * request's id, under which the error log has the details.
 *
 * @param status the status it goes with
 * @param code the AH code, or empty
 * @param reason one sentence for everybody
 * @param remedy one sentence for the administrator, or empty
 */
public record ErrorPage(int status, String code, String reason, String remedy) {

  /**
   * The page's bytes; their type is put into {@code headers}.
   *
   * @param signature what ServerSignature adds, as HTML; may be empty
   */
  byte[] render(Request request, Headers headers, String signature) {
    String text;
    if (wantsJson(request)) {
      headers.set("Content-Type", "application/problem+json");
      text = json(request);
    } else {
      headers.set("Content-Type", "text/html; charset=utf-8");
      text = html(request, signature);
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String json(Request request) {
    JsonObjectBuilder page =
        Json.createObjectBuilder()
            .add("title", Status.reason(status))
            .add("status", status)
            .add("detail", reason)
            .add("requestId", request.id());
    if (!code.isEmpty()) {
      page.add("code", code);
    }
    if (!remedy.isEmpty()) {
      page.add("remedy", remedy);
    }
    return page.build().toString();
  }

  private String html(Request request, String signature) {
    String title = status + " " + Status.reason(status);
    StringBuilder page =
        new StringBuilder(512)
            .append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
            .append(title)
            .append("</title></head>\n<body><h1>")
            .append(title)
            .append("</h1>\n<p>")
            .append(HtmlText.escape(reason))
            .append("</p>\n");
    if (!remedy.isEmpty()) {
      page.append("<p>").append(HtmlText.escape(remedy)).append("</p>\n");
    }
    page.append("<hr><p><small>Request ").append(HtmlText.escape(request.id()));
    if (!code.isEmpty()) {
      page.append(", ").append(code);
    }
    page.append("</small></p>");
    if (!signature.isEmpty()) {
      page.append("<address>").append(signature).append("</address>");
    }
    return page.append("</body></html>\n").toString();
  }

  /** JSON only if it is named and HTML is not: a browser names both and prefers HTML. */
  private static boolean wantsJson(Request request) {
    String accept = request.headers().get("Accept");
    if (accept == null) {
      return false;
    }
    String lower = accept.toLowerCase(Locale.ROOT);
    return (lower.contains("application/json") || lower.contains("+json"))
        && !lower.contains("text/html");
  }
}
