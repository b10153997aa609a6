package io.torii.diagnosis;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every check that there is, in the order in which findings of one severity are told. */
public final class Checks {

  /** The one that speaks for a member as a whole. */
  static final AnswerCheck ANSWER = new AnswerCheck();

  private static final LocationCheck LOCATION = new LocationCheck();

  static final List<Check.OfMember> MEMBERS =
      List.of(
          new NameCheck(),
          new ConnectionCheck(),
          new ConnectTimeoutCheck(),
          new TlsCheck(),
          new CertificateNameCheck(),
          new CertificateTrustCheck(),
          new CertificateDatesCheck(),
          new CertificateExpiryCheck(),
          ANSWER,
          new SlownessCheck(),
          new PathCheck(),
          new ClockCheck(),
          LOCATION);

  static final List<Check.OfConfiguration> CONFIGURATION =
      List.of(
          new ListenerCertificateCheck(),
          new DuplicateRouteCheck(),
          new MissingRouteCheck(),
          new RouteCookieCheck(),
          new ShadowedRuleCheck());

  static final List<Check.OfTraffic> TRAFFIC =
      List.of(
          LOCATION,
          new CookieScopeCheck(),
          new ForwardedCheck(),
          new SessionCookieCheck(),
          new LostSessionsCheck(),
          new DistributionCheck(),
          new TimeoutCheck(),
          new PoolCheck());

  private Checks() {}

  /** All of them, each once. */
  public static List<Check> all() {
    return Stream.of(MEMBERS, CONFIGURATION, TRAFFIC)
        .<Check>flatMap(List::stream)
        .distinct()
        .toList();
  }

  /** The names of those that need a proxy that serves requests, in words. */
  public static String ofTraffic() {
    return TRAFFIC.stream().map(Check::name).collect(Collectors.joining(", "));
  }
}
