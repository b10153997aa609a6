package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.torii.testkit.Http2Client;
import io.torii.testkit.RawClient;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@link HostileRequests} in the frames of HTTP/2, whose fields have a length and may hold anything
 * that splits a head of HTTP/1 (RFC 9113 §8.2.1, §8.3.1).
 */
abstract class Http2HostileSuite extends HostileRequests {

  /** Where HTTP/2 needs TLS. */
  private static final String NONE = "only with TLS";

  private static final Duration PATIENCE = Duration.ofSeconds(15);

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

    String outcome = outcome(Http2Fields.of(hostileCase));

    assertThat(outcome).isIn(List.of(expected.split(" or ", -1)));
    check(hostileCase);
  }

  /** A status, {@code reset} for the stream, or {@code closed} for the connection. */
  private String outcome(Http2Fields request) throws IOException {
    try (RawClient client = RawClient.to(port())) {
      Http2Client.Answer answer =
          client.patience(PATIENCE).http2().ask(request.fields(), request.data(), List.of());
      if (answer.head().contains(HostileMember.MARK.toLowerCase(Locale.ROOT))) {
        return Limit.PASSES;
      }
      return answer.head().get(0).substring(":status: ".length())
          + (answer.body().contains("<small>Request ") ? " (Torii)" : "");
    } catch (Http2Client.ResetException e) {
      return "reset";
    } catch (SocketTimeoutException e) {
      throw e;
    } catch (IOException e) {
      return "closed";
    }
  }
}
