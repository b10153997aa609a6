package io.torii.exchange;

import io.torii.balancer.Balancer;
import io.torii.balancer.Explanation;
import io.torii.balancer.Member;
import io.torii.balancer.SelectionRequest;
import io.torii.config.HeaderRule;
import io.torii.config.ServerName;
import io.torii.config.VirtualHost;
import io.torii.directive.Origin;
import io.torii.http.AddressText;
import io.torii.http.Connection;
import io.torii.http.Headers;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import io.torii.rule.Router;
import io.torii.rule.Trail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says what would become of a request and why, without sending anything. */
public final class Explainer {

  static final String BALANCER = "balancer";
  private static final String ANSWER = "answer";

  private final Function<Connection, String> listener;
  private final Router router;
  private final ProxyEngine.Pools pools;
  private final Preparation preparation;

  /**
   * Explains what these would do.
   *
   * @param listener says who takes a connection
   */
  public Explainer(
      Function<Connection, String> listener,
      Router router,
      ProxyEngine.Pools pools,
      Preparation preparation) {
    this.listener = listener;
    this.router = router;
    this.pools = pools;
    this.preparation = preparation;
  }

  /** Explains one request. */
  public Explained explain(Question question) {
    List<Explained.Step> steps = new ArrayList<>();
    Trail trail = (step, finding) -> steps.add(new Explained.Step(step, finding));
    Connection connection = question.connection();
    trail.add("listener", listener.apply(connection));
    trail.add(
        "client",
        AddressText.of(connection.peer().getAddress())
            + (question.assumed() ? ", as no other is named" : ""));
    String target = question.target();
    int query = target.indexOf('?');
    Request request =
        new Request(
            "explain",
            Instant.now(),
            connection,
            question.method(),
            target,
            query < 0 ? target : target.substring(0, query),
            query < 0 ? null : target.substring(query + 1),
            "HTTP/1.1",
            question.headers(),
            router.host(connection, target, "HTTP/1.1", question.headers()));
    VirtualHost host = request.host();
    trail.add(
        "virtual host",
        host.name().map(ServerName::host).orElse("the main server") + " (" + host.origin() + ")");
    Decision decision = router.decide(request, trail);
    Exchange exchange = new Exchange(request, decision, new Nobody(), System::nanoTime, 0);
    if (decision instanceof Decision.Answer answer) {
      if (steps.stream().noneMatch(step -> step.step().equals(ANSWER))) {
        trail.add(ANSWER, answer.status() + ": " + answer.reason());
      }
    } else if (decision instanceof Decision.Redirect redirect) {
      trail.add(ANSWER, redirect.status() + " to " + redirect.location());
    } else if (decision instanceof Decision.Manager manager) {
      trail.add(ANSWER, "the balancer-manager at " + manager.prefix());
    } else if (decision instanceof Decision.File file) {
      trail.add(ANSWER, "the file " + file.name() + ", if it is there and may be read");
    } else if (decision instanceof Decision.Status) {
      trail.add(ANSWER, "the status page");
    } else {
      return forward(exchange, trail, steps);
    }
    return new Explained(steps, null, null);
  }

  private Explained forward(Exchange exchange, Trail trail, List<Explained.Step> steps) {
    Decision.@Nullable Answer refusal = Preconditions.check(exchange);
    if (refusal != null) {
      trail.add(ANSWER, refusal.status() + " " + refusal.reason());
      return new Explained(steps, null, null);
    }
    Decision decision = exchange.decision();
    String target =
        decision instanceof Decision.Forward forward
            ? forward.target()
            : ((Decision.ForwardTo) decision).target();
    Balancer balancer = pools.of(decision);
    List<String> cookies = exchange.request().headers().all("Cookie");
    Explanation explanation = balancer.explain(new SelectionRequest(target, cookies, Set.of()));
    trail.add(BALANCER, balancer.url());
    trail.add("member", explanation.why());
    Explained.Choice choice = new Explained.Choice(balancer, explanation);
    @Nullable Member member = explanation.member().orElse(null);
    return new Explained(steps, choice, member == null ? null : sent(exchange, member, target));
  }

  private Explained.Sent sent(Exchange exchange, Member member, String target) {
    Map<String, Origin> written = new HashMap<>();
    Consumer<HeaderRule> noted =
        rule -> written.put(rule.name().toLowerCase(Locale.ROOT), rule.origin());
    MemberRequest out = preparation.head(exchange, noted).to(member, target, null);
    Headers headers = new Headers();
    out.headers().forEach(field -> headers.add(field.name(), field.value()));
    if (out.upgrade() != null) {
      headers.add("Connection", "Upgrade");
    } else if (out.headers().contains("TE")) {
      headers.add("Connection", "TE");
    }
    return new Explained.Sent(out.method(), out.target(), headers, written);
  }
}
