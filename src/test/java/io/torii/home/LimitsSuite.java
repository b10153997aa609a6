package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.RawClient;
import io.torii.testkit.Seen;
import io.torii.testkit.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The container does with each request of {@link Limit} what is written there. */
abstract class LimitsSuite extends HomeSuite {

  private final Backend member = member(LimitsSuite::serve);

  @Override
  protected Map<String, String> configuration() throws IOException {
    return directives("AllowEncodedSlashes NoDecode\nProxyPass / " + member.url() + "/ nocanon\n");
  }

  /** Asks for each body but the one that it refuses unseen. */
  private static void serve(Wire wire) throws IOException {
    for (Optional<Seen> head = wire.head(); head.isPresent(); head = wire.head()) {
      if (head.get().target().equals(Limit.EXPECT_REFUSED.target())) {
        wire.answer(401, "");
        return;
      }
      if (head.get().header("Expect").isPresent()) {
        wire.send("HTTP/1.1 100 Continue\r\n\r\n");
      }
      wire.body(head.get());
      wire.answer(200, "member");
    }
  }

  @ParameterizedTest
  @EnumSource
  void doesWhatTheTableSays(Limit limit) throws IOException {
    assertThat(outcome(limit)).isEqualTo(limit.outcome(home().container()));
  }

  private String outcome(Limit limit) throws IOException {
    int before = member.requests().size();
    try (RawClient client = RawClient.to(port())) {
      String head = client.send(limit.head()).until("\r\n\r\n");
      if (head.startsWith("HTTP/1.1 100")) {
        head = client.send(limit.body()).until("\r\n\r\n");
        return "100, then " + outcome(limit, client, head, before);
      }
      return outcome(limit, client, head, before);
    }
  }

  private String outcome(Limit limit, RawClient client, String head, int before)
      throws IOException {
    if (head.isEmpty()) {
      return "closed";
    }
    String status = head.substring(9, 12);
    Optional<String> seen =
        member.requests().stream().skip(before).findFirst().map(request -> request.target());
    if (seen.isPresent() && status.equals("200")) {
      return seen.get().equals(limit.target()) ? Limit.PASSES : "passes as `" + seen.get() + "`";
    }
    return status + (page(client, head).contains("<small>Request ") ? " (Torii)" : "");
  }

  /** The product always says how long its page is. */
  private static String page(RawClient client, String head) throws IOException {
    String length = new Seen(head, "", 0).header("Content-Length").orElse("0");
    return new String(
        client.in().readNBytes(Integer.parseInt(length)), StandardCharsets.ISO_8859_1);
  }
}
