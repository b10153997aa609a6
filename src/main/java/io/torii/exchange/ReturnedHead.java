package io.torii.exchange;

import io.torii.config.ServerSettings.Via;
import io.torii.http.Headers;
import io.torii.http.HttpDate;
import io.torii.rule.Request;
import io.torii.rule.ReverseMapping;
import io.torii.rule.header.HeaderRules;
import java.util.List;

/**
 * The head of a response on its way from member to client: what is left out, rewritten and added.
 */
public final class ReturnedHead {

  private static final List<String> DATES = List.of("Date", "Expires", "Last-Modified");

  private final ReverseMapping reverse;
  private final HeaderRules headerRules;
  private final SelfName self;
  private final Disclosure disclosure;

  public ReturnedHead(
      ReverseMapping reverse, HeaderRules headerRules, SelfName self, Disclosure disclosure) {
    this.reverse = reverse;
    this.headerRules = headerRules;
    this.self = self;
    this.disclosure = disclosure;
  }

  /** The fields that the client gets for a member's response; the member's own are not changed. */
  Headers of(Exchange exchange, MemberResponse response) {
    Request request = exchange.request();
    Headers headers = response.headers().copy();
    HopByHop.stripResponse(headers);
    for (String name : DATES) {
      headers.edit(name, HttpDate::normalize);
    }
    reverse.apply(request, exchange.settings(), headers);
    via(headers, request);
    if (headers.get("Server") == null) {
      headers.add("Server", self.product(request.host().server().tokens()));
    }
    disclosure.toClient(exchange, headers);
    headerRules.onResponse(
        exchange.settings(), request, exchange.facts(response.status(), headers), headers);
    return headers;
  }

  /** One more Via line, behind the member's own (RFC 9110 §7.6.3); ProxyVia Block adds none. */
  private void via(Headers headers, Request request) {
    Via via = request.host().server().via();
    if (via == Via.ON || via == Via.FULL) {
      headers.add("Via", self.via(request, via));
    }
  }
}
