package io.torii.exchange;

import io.torii.http.Headers;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import io.torii.rule.Router;
import io.torii.rule.Trail;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * ErrorDocument with a path: a request of our own, a GET for that path to the same virtual host,
 * whose body becomes that of the failed one. The rules are asked for it as for any other.
 */
public final class ErrorDocuments {

  /** What is about the failed request's body, or makes its answer a partial or conditional one. */
  private static final Set<String> LEFT_OUT =
      Set.of(
          "content-length",
          "content-type",
          "content-encoding",
          "transfer-encoding",
          "trailer",
          "expect",
          "range",
          "if-range",
          "if-match",
          "if-none-match",
          "if-modified-since",
          "if-unmodified-since");

  private final Router router;

  public ErrorDocuments(Router router) {
    this.router = router;
  }

  /**
   * The exchange in which the document is fetched. Its variables tell of the failed request: {@code
   * REDIRECT_URL}, {@code REDIRECT_STATUS}, {@code REDIRECT_QUERY_STRING}, and {@code REDIRECT_} in
   * front of each variable that was set, as in httpd.
   */
  Exchange exchange(Exchange failed, Exchange.Wanted wanted) {
    Request request = request(failed.request(), wanted.path());
    Map<String, String> env = request.env();
    failed.request().env().forEach((name, value) -> env.put("REDIRECT_" + name, value));
    env.put("REDIRECT_STATUS", Integer.toString(wanted.page().status()));
    env.put("REDIRECT_URL", failed.request().path());
    env.put("REDIRECT_REQUEST_METHOD", failed.request().method());
    String query = failed.request().query();
    if (query != null) {
      env.put("REDIRECT_QUERY_STRING", query);
    }
    Decision decision = router.decide(request, Trail.NONE);
    return failed.document(request, decision, new DocumentClient(failed, wanted));
  }

  private static Request request(Request failed, String target) {
    Headers headers = failed.headers().copy();
    headers.removeIf(field -> LEFT_OUT.contains(field.name().toLowerCase(Locale.ROOT)));
    int question = target.indexOf('?');
    Request request =
        new Request(
            failed.id(),
            failed.received(),
            failed.connection(),
            failed.method().equals("HEAD") ? "HEAD" : "GET",
            target,
            question < 0 ? target : target.substring(0, question),
            question < 0 ? null : target.substring(question + 1),
            failed.protocol(),
            headers,
            failed.host());
    request.client(failed.client());
    return request;
  }
}
