package io.torii.manager;

import io.torii.balancer.Balancer;
import io.torii.balancer.LastError;
import io.torii.balancer.Member;
import io.torii.balancer.MemberSettings;
import io.torii.config.HealthCheckConfig;
import io.torii.health.CheckCounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A member as the API and the page show it.
 *
 * @param id its name in the API's paths
 * @param etag for If-Match; changes with its settings
 * @param route the id that session ids end in; null if none
 * @param redirect the route to use while it is unusable; null if none
 * @param weight loadfactor as it is written: 1, 2.5
 * @param lbset its priority group
 * @param status what balancer-manager shows: {@code Init Ok}, {@code Init Dis Err}
 * @param statusLetters one letter for each flag that is set, empty if none is: {@code DE}
 * @param usable neither disabled, stopped, in error nor failed by a check
 * @param takesNewTraffic usable, and not draining
 * @param stateSince since when its status is what it is
 * @param elected how often it was chosen
 * @param errors attempts that failed, by no fault of the client, and answers of 5xx
 * @param busy requests that it serves now
 * @param bytesIn bytes read from it
 * @param bytesOut bytes sent to it
 * @param lbstatus its place in the order of turns: the higher, the sooner
 * @param retries how often its error state has ended since a connection was last made
 * @param lastError what last went wrong, however long ago; null if nothing did
 * @param lastErrorAt when that was
 * @param errorSince when it last failed, until a connection is made; null if it has not
 * @param sessions about how many different ones have come to it in the last five minutes
 * @param latency null if it has not been asked of late, or if nothing is measured
 * @param pool its connections; null if nobody knows
 * @param certificate null without TLS, or if it was never asked
 * @param check its active check; null if it has none
 * @param settings everything that can be changed
 * @param drain its drain; null if none is under way
 * @param changes the ids of its differences from the configuration
 * @param declaredAt file and line, the property, or the change
 */
public record MemberView(
    String id,
    String etag,
    String url,
    @Nullable String route,
    @Nullable String redirect,
    BigDecimal weight,
    int lbset,
    String status,
    String statusLetters,
    List<String> flags,
    boolean usable,
    boolean takesNewTraffic,
    Instant stateSince,
    long elected,
    long errors,
    int busy,
    long bytesIn,
    long bytesOut,
    long lbstatus,
    int retries,
    @Nullable String lastError,
    @Nullable Instant lastErrorAt,
    @Nullable Instant errorSince,
    long sessions,
    @Nullable LatencyView latency,
    MemberFigures.@Nullable PoolView pool,
    @Nullable CertificateView certificate,
    @Nullable Check check,
    Map<String, @Nullable Object> settings,
    @Nullable DrainView drain,
    List<String> changes,
    String declaredAt) {

  /**
   * An active check.
   *
   * @param interval seconds from the end of one check to the start of the next
   * @param uri the path it asks for; null for a bare connection or the member's own path
   * @param expression the ProxyHCExpr an answer must satisfy; null if its status decides
   * @param passes successes in a row since it went out; {@code passesNeeded} bring it back
   * @param fails failures in a row since it came in; {@code failsNeeded} take it out
   * @param lastCheck when the last check ended; null if there was none yet
   * @param history the last results, oldest first
   */
  public record Check(
      String method,
      double interval,
      @Nullable String uri,
      @Nullable String expression,
      int passes,
      int passesNeeded,
      int fails,
      int failsNeeded,
      @Nullable Instant lastCheck,
      List<CheckResult> history) {

    static Check of(HealthCheckConfig config, Optional<CheckCounts> counts) {
      return new Check(
          config.method().name(),
          config.interval().toNanos() / 1e9,
          MemberFields.orNull(config.uri()),
          config.expression().map(HealthCheckConfig.NamedExpression::name).orElse(null),
          counts.map(CheckCounts::passes).orElse(0),
          config.passes(),
          counts.map(CheckCounts::fails).orElse(0),
          config.fails(),
          counts.flatMap(CheckCounts::lastCheck).orElse(null),
          counts.map(CheckCounts::history).orElse(List.of()).stream()
              .map(result -> new CheckResult(result.at(), result.passed(), result.text()))
              .toList());
    }
  }

  /**
   * What came of a check.
   *
   * @param text why it failed; empty if it passed
   */
  public record CheckResult(Instant at, boolean ok, String text) {}

  static MemberView of(Balancer balancer, Member member, Overview overview) {
    Optional<CheckCounts> counts = overview.gate().checks(member);
    String url = member.url().toString();
    MemberSettings settings = member.settings();
    Optional<LastError> error = member.lastError();
    return new MemberView(
        Ids.of(member.url()),
        Settings.etag(member.config()),
        url,
        MemberFields.orNull(settings.route()),
        MemberFields.orNull(settings.redirect()),
        MemberFields.weight(settings.weight()),
        settings.lbset(),
        member.statusWords().strip(),
        member.statusLetters(),
        member.status().stream().map(flag -> flag.name().toLowerCase(Locale.ROOT)).toList(),
        member.usable(),
        member.takesNewTraffic(),
        member.changes().since(),
        member.elected(),
        member.traffic().errors(),
        member.busy(),
        member.traffic().read(),
        member.traffic().transferred(),
        member.lbstatus(),
        member.retries(),
        error.map(LastError::text).orElse(null),
        error.map(LastError::at).orElse(null),
        member.errorTime().orElse(null),
        member.sessions().count(),
        overview.figures().latency(member).map(LatencyView::of).orElse(null),
        overview.figures().pool(member).orElse(null),
        overview
            .figures()
            .certificate(member)
            .map(certificate -> CertificateView.of(certificate, Instant.now()))
            .orElse(null),
        member.config().check().map(check -> Check.of(check, counts)).orElse(null),
        Settings.of(member.config()),
        overview
            .drains()
            .apply(balancer.key(), url)
            .map(drain -> DrainView.of(drain, member))
            .orElse(null),
        overview.changes(
            edit -> edit.balancer().equals(balancer.key()) && edit.member().equals(url)),
        member.config().origin().toString());
  }
}
