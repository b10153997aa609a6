package io.torii.manager;

import io.torii.balancer.LastError;
import io.torii.balancer.Member;
import io.torii.balancer.MemberSettings;
import io.torii.config.HealthCheckConfig;
import io.torii.health.CheckCounts;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A member as the API and the page show it.
 *
 * @param route the id that session ids end in; null if none
 * @param redirect the route to use while it is unusable; null if none
 * @param weight loadfactor as it is written: 1, 2.5
 * @param lbset its priority group
 * @param status what balancer-manager shows: {@code Init Ok}, {@code Init Dis Err}
 * @param statusLetters one letter for each flag that is set, empty if none is: {@code DE}
 * @param usable neither disabled, stopped, in error nor failed by a check
 * @param takesNewTraffic usable, and not draining
 * @param elected how often it was chosen
 * @param busy requests that it serves now
 * @param bytesIn bytes read from it
 * @param bytesOut bytes sent to it
 * @param lbstatus its place in the order of turns: the higher, the sooner
 * @param retries how often its error state has ended since a connection was last made
 * @param lastError what last went wrong, however long ago; null if nothing did
 * @param lastErrorAt when that was
 * @param errorSince when it last failed, until a connection is made; null if it has not
 * @param check its active check; null if it has none
 */
public record MemberView(
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
    long elected,
    int busy,
    long bytesIn,
    long bytesOut,
    long lbstatus,
    int retries,
    @Nullable String lastError,
    @Nullable Instant lastErrorAt,
    @Nullable Instant errorSince,
    @Nullable Check check) {

  /**
   * An active check.
   *
   * @param interval seconds from the end of one check to the start of the next
   * @param uri the path it asks for; null for a bare connection or the member's own path
   * @param expression the ProxyHCExpr an answer must satisfy; null if its status decides
   * @param passes successes in a row since it went out; {@code passesNeeded} bring it back
   * @param fails failures in a row since it came in; {@code failsNeeded} take it out
   * @param lastCheck when the last check ended; null if there was none yet
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
      @Nullable Instant lastCheck) {

    static Check of(HealthCheckConfig config, Optional<CheckCounts> counts) {
      return new Check(
          config.method().name(),
          config.interval().toNanos() / 1e9,
          orNull(config.uri()),
          config.expression().map(HealthCheckConfig.NamedExpression::name).orElse(null),
          counts.map(CheckCounts::passes).orElse(0),
          config.passes(),
          counts.map(CheckCounts::fails).orElse(0),
          config.fails(),
          counts.flatMap(CheckCounts::lastCheck).orElse(null));
    }
  }

  static MemberView of(Member member, Optional<CheckCounts> counts) {
    MemberSettings settings = member.settings();
    Optional<LastError> error = member.lastError();
    return new MemberView(
        member.url().toString(),
        orNull(settings.route()),
        orNull(settings.redirect()),
        decimal(settings.weight()),
        settings.lbset(),
        member.statusWords().strip(),
        member.statusLetters(),
        member.status().stream().map(flag -> flag.name().toLowerCase(Locale.ROOT)).toList(),
        member.usable(),
        member.takesNewTraffic(),
        member.elected(),
        member.busy(),
        member.traffic().read(),
        member.traffic().transferred(),
        member.lbstatus(),
        member.retries(),
        error.map(LastError::text).orElse(null),
        error.map(LastError::at).orElse(null),
        member.errorTime().orElse(null),
        member.config().check().map(check -> Check.of(check, counts)).orElse(null));
  }

  /** Hundredths as they are written: 1, 2.5, 1.25. */
  private static BigDecimal decimal(int hundredths) {
    BigDecimal value = BigDecimal.valueOf(hundredths, 2).stripTrailingZeros();
    return value.scale() < 0 ? value.setScale(0) : value;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
