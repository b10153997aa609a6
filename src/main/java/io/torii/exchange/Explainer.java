package io.torii.exchange;

import io.torii.balancer.Balancer;
import io.torii.balancer.Explanation;
import io.torii.balancer.Member;
import io.torii.balancer.SelectionRequest;
import io.torii.config.ServerName;
import io.torii.config.VirtualHost;
import io.torii.http.Connection;
import io.torii.http.Headers;
import io.torii.rule.Decision;
import io.torii.rule.Request;
import io.torii.rule.Router;
import io.torii.rule.Trail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says what would become of a request and why, without sending anything. */
public final class Explainer {

  private final Router router;
  private final ProxyEngine.Pools pools;
  private final Preparation preparation;

  public Explainer(Router router, ProxyEngine.Pools pools, Preparation preparation) {
    this.router = router;
    this.pools = pools;
    this.preparation = preparation;
  }

  /**
   * Explains one request, a finding a line.
   *
   * @param target path and query as they would stand in the request line
   * @param headers the client's, Host among them
   */
  public List<String> explain(
      Connection connection, String method, String target, Headers headers) {
    List<String> lines = new ArrayList<>();
    Trail trail = (step, finding) -> lines.add(String.format("%-13s %s", step + ":", finding));
    int question = target.indexOf('?');
    Request request =
        new Request(
            "explain",
            Instant.now(),
            connection,
            method,
            target,
            question < 0 ? target : target.substring(0, question),
            question < 0 ? null : target.substring(question + 1),
            "HTTP/1.1",
            headers,
            router.host(connection, target, "HTTP/1.1", headers));
    VirtualHost host = request.host();
    trail.add(
        "virtual host",
        host.name().map(ServerName::host).orElse("the main server") + " (" + host.origin() + ")");
    Decision decision = router.decide(request, trail);
    Exchange exchange = new Exchange(request, decision, new Nobody(), System::nanoTime, 0);
    if (decision instanceof Decision.Answer answer) {
      if (lines.stream().noneMatch(line -> line.startsWith("answer:"))) {
        trail.add("answer", answer.status() + ": " + answer.reason());
      }
    } else if (decision instanceof Decision.Redirect redirect) {
      trail.add("answer", redirect.status() + " to " + redirect.location());
    } else if (decision instanceof Decision.Manager manager) {
      trail.add("answer", "the balancer-manager at " + manager.prefix());
    } else if (decision instanceof Decision.File file) {
      trail.add("answer", "the file " + file.name() + ", if it is there and may be read");
    } else if (decision instanceof Decision.Status) {
      trail.add("answer", "the status page");
    } else {
      forward(exchange, trail, lines);
    }
    return lines;
  }

  private void forward(Exchange exchange, Trail trail, List<String> lines) {
    Decision.@Nullable Answer refusal = Preconditions.check(exchange);
    if (refusal != null) {
      trail.add("answer", refusal.status() + " " + refusal.reason());
      return;
    }
    Decision decision = exchange.decision();
    String target =
        decision instanceof Decision.Forward forward
            ? forward.target()
            : ((Decision.ForwardTo) decision).target();
    Balancer balancer = pools.of(decision);
    List<String> cookies = exchange.request().headers().all("Cookie");
    Explanation explanation = balancer.explain(new SelectionRequest(target, cookies, Set.of()));
    trail.add("balancer", balancer.url());
    explanation
        .members()
        .forEach(note -> lines.add("    " + note.member().url() + " " + note.clause()));
    trail.add("member", explanation.why());
    @Nullable Member member = explanation.member().orElse(null);
    if (member == null) {
      return;
    }
    MemberRequest out = preparation.head(exchange).to(member, target, null);
    lines.add("");
    lines.add(out.method() + " " + out.target() + " HTTP/1.1");
    out.headers().forEach(field -> lines.add(field.name() + ": " + field.value()));
    if (out.upgrade() != null) {
      lines.add("Connection: Upgrade");
    } else if (out.headers().contains("TE")) {
      lines.add("Connection: TE");
    }
  }
}
