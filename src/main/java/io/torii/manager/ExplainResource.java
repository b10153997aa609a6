package io.torii.manager;

import io.torii.balancer.Explanation;
import io.torii.balancer.Member;
import io.torii.config.InvalidValueException;
import io.torii.config.IpNetworkParser;
import io.torii.directive.Origin;
import io.torii.exchange.Explained;
import io.torii.exchange.Question;
import io.torii.http.Headers;
import io.torii.manager.Problem.FieldError;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What would become of a request now, and why; nothing is sent. */
@ApplicationScoped
@Path("api/explain")
@Produces(MediaType.APPLICATION_JSON)
public class ExplainResource {

  /** Names of fields whose values are for members alone, where the configuration writes them. */
  private static final Pattern SECRET =
      Pattern.compile("(?i).*(auth|cookie|cred|key|passw|secret|session|sign|token).*");

  @Inject Operations operations;
  @Inject Roles roles;

  /**
   * The way of a request.
   *
   * @param steps in order
   * @param balancer the URL of the balancer; null if no member is asked
   * @param members what each stands at, in the order of the configuration
   * @param member the URL of the chosen one; null if there is none
   * @param request what it would get; null if there is none
   */
  public record ExplainView(
      List<StepView> steps,
      @Nullable String balancer,
      List<CandidateView> members,
      @Nullable String member,
      @Nullable SentView request) {}

  /** One thing that is decided, and how. */
  public record StepView(String step, String finding) {}

  /**
   * A member as the choice sees it.
   *
   * @param clause why it is chosen, or why not
   * @param arithmetic what the method compares it by
   */
  public record CandidateView(
      String url,
      String clause,
      boolean chosen,
      String arithmetic,
      BigDecimal weight,
      int lbset,
      long lbstatus,
      int busy) {}

  /** A request line and its fields. */
  public record SentView(String method, String target, List<HeaderView> headers) {}

  /** A field. */
  public record HeaderView(String name, String value) {}

  /**
   * Explains a request.
   *
   * @param url http or https; without one, {@code /} of the main server's first port
   * @param headers {@code Name: value} each; only operators may have credentials looked at, or
   *     readers could guess here as often as they like
   * @param client the IP address that it comes from; without one, this machine
   */
  @GET
  public ExplainView explain(
      @Context HttpServletRequest in,
      @QueryParam("method") @DefaultValue("GET") String method,
      @QueryParam("url") @DefaultValue("http://localhost/") String url,
      @QueryParam("header") List<String> headers,
      @QueryParam("client") @Nullable String client) {
    if (headers.stream().anyMatch(ExplainResource::hasCredentials)) {
      roles.demandOperator(in);
    }
    if (client != null && IpNetworkParser.address(client).isEmpty()) {
      throw Problem.of(
          List.of(new FieldError("client", "must be an IP address such as 192.0.2.1.")));
    }
    try {
      Question question = Question.of(method, url, headers, client);
      return view(operations.administration().running().explainer().explain(question));
    } catch (InvalidValueException e) {
      throw Problem.of(List.of(new FieldError("url", String.valueOf(e.getMessage()))));
    }
  }

  private static boolean hasCredentials(String header) {
    return header.strip().regionMatches(true, 0, "Authorization", 0, "Authorization".length());
  }

  private static ExplainView view(Explained explained) {
    List<StepView> steps =
        explained.steps().stream().map(s -> new StepView(s.step(), s.finding())).toList();
    Explained.Choice choice = explained.choice();
    Explanation explanation = choice == null ? null : choice.explanation();
    Member member = explanation == null ? null : explanation.member().orElse(null);
    return new ExplainView(
        steps,
        choice == null ? null : choice.balancer().url(),
        explanation == null
            ? List.of()
            : explanation.members().stream().map(note -> candidate(note, member)).toList(),
        member == null ? null : member.url().toString(),
        sent(explained.sent()));
  }

  private static CandidateView candidate(Explanation.Note note, @Nullable Member chosen) {
    Member member = note.member();
    return new CandidateView(
        member.url().toString(),
        note.clause(),
        member == chosen,
        note.arithmetic(),
        MemberFields.weight(member.settings().weight()),
        member.settings().lbset(),
        member.lbstatus(),
        member.busy());
  }

  private static @Nullable SentView sent(Explained.@Nullable Sent sent) {
    if (sent == null) {
      return null;
    }
    List<HeaderView> headers = new ArrayList<>();
    for (Headers.Field field : sent.headers()) {
      headers.add(new HeaderView(field.name(), shown(sent, field)));
    }
    return new SentView(sent.method(), sent.target(), headers);
  }

  /** Not even where it is what was asked: whoever guesses right would know. */
  private static String shown(Explained.Sent sent, Headers.Field field) {
    Origin origin = sent.written().get(field.name().toLowerCase(Locale.ROOT));
    return origin != null && SECRET.matcher(field.name()).matches()
        ? "(set at " + origin + ")"
        : field.value();
  }
}
