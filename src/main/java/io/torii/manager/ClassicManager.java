package io.torii.manager;

import io.torii.balancer.Balancer;
import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import io.torii.config.MemberStatus;
import io.torii.config.ProxyConfig;
import io.torii.config.change.Edit;
import io.torii.health.GateState;
import io.torii.rule.OwnName;
import io.torii.rule.Request;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.WebApplicationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What programs know of httpd's balancer-manager: {@code ?xml=1}, and the forms of its page. A
 * change goes the way of every other one: it is checked, written down and audited.
 */
@ApplicationScoped
public class ClassicManager {

  private static final Logger LOG = LoggerFactory.getLogger(ClassicManager.class);

  @Inject GateState gate;
  @Inject Operations operations;
  @Inject Changing changing;
  @Inject Roles roles;
  @Inject ClassicNonces nonces;

  /** For CDI, which makes it without arguments. */
  public ClassicManager() {}

  /**
   * Does what the parameters say. Without a Referer of our own they say nothing (AH10187), nor do
   * they under a name that is not ours where nobody is logged in; without the balancer's nonce they
   * change nothing.
   *
   * @param mayChange whether it is a POST
   * @return the balancers in XML if that is wanted; empty for the page
   * @throws WebApplicationException 403 if somebody may not change anything, 400 if a member cannot
   *     be added (AH10164) or the change cannot be made
   */
  Optional<String> answer(HttpServletRequest in, ClassicParameters parameters, boolean mayChange) {
    Request request = Actor.request(in);
    if (parameters.isEmpty() || request == null) {
      return Optional.empty();
    }
    if (!ClassicSite.isOwn(in, request)) {
      LOG.error(
          "AH10187: ignoring params in balancer-manager cross-site access: send a Referer of this"
              + " host.");
      return Optional.empty();
    }
    Optional<String> foreign = OwnName.refusal(request);
    if (mayChange && foreign.isPresent()) {
      LOG.error(
          "AH10187: ignoring params in balancer-manager cross-site access: {}", foreign.get());
      return Optional.empty();
    }
    if (mayChange) {
      change(in, request, parameters);
    }
    return parameters.has("xml")
        ? Optional.of(xml(request, foreign.isEmpty() && roles.isOperator(in)))
        : Optional.empty();
  }

  private void change(HttpServletRequest in, Request request, ClassicParameters form) {
    // So that the last free slot is given away once.
    operations
        .administration()
        .exclusively(
            () -> {
              ClassicSite.balancer(config(), request, form)
                  .filter(balancer -> nonces.matches(balancer, form.get("nonce")))
                  .ifPresent(balancer -> change(in, balancer, form));
              return null;
            });
  }

  private void change(HttpServletRequest in, BalancerConfig balancer, ClassicParameters form) {
    Optional<MemberConfig> member = form.get("w").flatMap(url -> ClassicSite.member(balancer, url));
    List<Edit> edits = new ArrayList<>();
    member.ifPresent(m -> edits.addAll(ClassicForm.member(form, balancer, m)));
    edits.addAll(ClassicForm.balancer(form, balancer));
    Optional<String> added =
        form.get("b_wyes").filter("1"::equals).flatMap(yes -> form.get("b_nwrkr"));
    if (edits.isEmpty() && added.isEmpty()) {
      return;
    }
    roles.demandOperator(in);
    added.ifPresent(url -> edits.addAll(addition(balancer, url)));
    String about = added.or(() -> member.map(m -> m.url().toString())).orElse("");
    try {
      changing.change(
          in,
          new Changing.Wanted(
              balancer.url(),
              about,
              "*",
              now -> "",
              false,
              builder -> edits.forEach(builder::make)));
    } catch (WebApplicationException e) {
      boolean cannotBe = e.getResponse().getStatus() == Problem.UNPROCESSABLE;
      throw added.isEmpty() || !cannotBe
          ? e
          : refused(balancer, added.get(), "it cannot be a member");
    }
  }

  private List<Edit> addition(BalancerConfig balancer, String url) {
    if (ClassicSite.member(balancer, url).isPresent()) {
      throw refused(balancer, url, "it is a member already");
    }
    if (added(balancer) >= balancer.growth()) {
      throw refused(balancer, url, "growth=" + balancer.growth() + " leaves no room for it");
    }
    String member =
        ClassicSite.canonical(url)
            .orElseThrow(() -> refused(balancer, url, "it is no URL of a member"));
    return List.of(
        new Edit.AddMember(balancer.key(), member),
        new Edit.SetFlag(balancer.key(), member, MemberStatus.DISABLED, true));
  }

  private long added(BalancerConfig balancer) {
    return operations.administration().differences().all().stream()
        .filter(d -> d.edit() instanceof Edit.AddMember)
        .filter(d -> d.edit().balancer().equals(balancer.key()))
        .count();
  }

  private static WebApplicationException refused(
      BalancerConfig balancer, String url, String reason) {
    LOG.error("AH10164: {}: failed to add worker {}: {}", balancer.url(), url, reason);
    return Problem.of(400, "AH10164: failed to add worker " + url + ": " + reason + ".");
  }

  private String xml(Request request, boolean mayChange) {
    List<String> keys =
        ClassicSite.balancers(config(), request).stream().map(BalancerConfig::key).toList();
    List<Balancer> live = gate.balancers().stream().filter(b -> keys.contains(b.key())).toList();
    return ClassicXml.of(live, balancer -> mayChange ? nonces.of(balancer) : "");
  }

  private ProxyConfig config() {
    return Changing.config(operations.administration().running().loaded());
  }
}
