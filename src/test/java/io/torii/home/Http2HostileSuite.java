package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@link HostileRequests} in the frames of HTTP/2, whose fields have a length and may hold anything
 * that splits a head of HTTP/1 (RFC 9113 §8.2.1, §8.3.1).
 */
abstract class Http2HostileSuite extends HostileRequests {

  /** Where HTTP/2 needs TLS. */
  private static final String NONE = "only with TLS";

  static List<HostileCase> cases() {
    List<HostileCase> cases = HostileCase.of("http2");
    assertThat(cases).hasSizeGreaterThanOrEqualTo(50);
    return cases;
  }

  @Override
  List<HostileCase> all() {
    return cases();
  }

  @Override
  String protocols() {
    return "Protocols h2c http/1.1";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void whatReachesTheMemberIsUnambiguous(HostileCase hostileCase) throws IOException {
    String expected = hostileCase.outcome(home().container());
    assumeTrue(!expected.equals(NONE), "HTTP/2 in clear text is not spoken here");

    String outcome = Http2HostileClient.ask(port(), Http2Fields.of(hostileCase));

    assertThat(outcome).isIn(List.of(expected.split(" or ", -1)));
    check(hostileCase);
  }
}
