package io.torii.exchange;

import io.torii.config.HeaderRule;
import io.torii.config.RequestSettings;
import io.torii.http.Headers;
import io.torii.rule.Request;
import io.torii.rule.header.HeaderRules;
import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes the request that members will see, as far as it is the same for each of them. */
public final class Preparation {

  private final HeaderRules headerRules;
  private final SelfName self;
  private final Disclosure disclosure;

  public Preparation(HeaderRules headerRules, SelfName self, Disclosure disclosure) {
    this.headerRules = headerRules;
    this.self = self;
    this.disclosure = disclosure;
  }

  /**
   * The head. RequestHeader before our own fields, so that what it writes is treated as if the
   * client had sent it; but behind what the client's Connection takes out, or a client could take
   * out what RequestHeader has written for the member to trust. (httpd lets it.)
   */
  RequestHead head(Exchange exchange) {
    return head(exchange, rule -> {});
  }

  /**
   * As {@link #head(Exchange)}.
   *
   * @param writes is told of each RequestHeader that has a hand in the value of its field
   */
  RequestHead head(Exchange exchange, Consumer<HeaderRule> writes) {
    Request request = exchange.request();
    Headers headers = request.headers().copy();
    HopByHop.stripNamed(headers);
    disclosure.toMember(request, headers);
    headerRules.applyToRequest(exchange.settings().requestHeaders(), request, headers, writes);
    return RequestHead.of(exchange, headers, self);
  }

  /**
   * The body, null if the client sends none.
   *
   * @param held true if the client must not be told to send it before the member is asked
   * @throws IOException if the client fails
   */
  @Nullable ClientBody body(Exchange exchange, boolean held) throws IOException {
    Request request = exchange.request();
    long length = Preconditions.length(request);
    boolean chunked = request.headers().contains("Transfer-Encoding");
    if (length < 0 && !chunked && request.protocol().startsWith("HTTP/1")) {
      return null;
    }
    RequestSettings settings = exchange.settings();
    long limit = settings.bodyLimit() == null ? 0 : settings.bodyLimit();
    // In HTTP/2 a length does not rule out fields behind the body; to a member it does.
    boolean trailing = length >= 0 && !chunked && trails(request);
    ClientBody body =
        new ClientBody(
            exchange.client().input(),
            () -> Trailers.ofClient(exchange),
            trailing ? -1 : length,
            limit);
    if (held) {
      return body; // reading is what makes a server say 100
    }
    body.readAhead();
    // An HTTP/2 request says nothing of a body: no byte means that there is none.
    return length < 0 && !chunked && body.length() == 0 ? null : body;
  }

  private static boolean trails(Request request) {
    return request.protocol().startsWith("HTTP/2") && request.headers().contains("Trailer");
  }
}
