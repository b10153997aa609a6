package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.websocket.Conformance;
import io.torii.testkit.websocket.EchoMember;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two implementations of WebSocket that are not ours do not notice who is between them. */
abstract class WebSocketSuite extends HomeSuite {

  private final EchoMember member = closing(EchoMember.start());

  @Override
  protected Map<String, String> configuration() {
    return Map.of("torii.proxy-pass.all", "/ " + member.uri());
  }

  @ParameterizedTest
  @EnumSource(Conformance.class)
  void itIsAsIfTheyWereAlone(Conformance cases) throws Exception {
    URI through = URI.create(front().replace("http", "ws") + "/");
    assertThat(cases.differences(member.uri(), through, null)).isEmpty();
  }
}
