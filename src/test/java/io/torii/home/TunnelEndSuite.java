package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.testkit.Backend;
import io.torii.testkit.RawClient;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** No tunnel outlives the application. */
abstract class TunnelEndSuite extends HomeSuite {

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @Override
  protected Map<String, String> configuration() throws IOException {
    return Map.of();
  }

  @Test
  void bothSidesSeeTheEndOfTheApplication() throws Exception {
    Backend member =
        member(
            wire -> {
              wire.head();
              wire.send("HTTP/1.1 101 X\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nhere");
              try {
                wire.untilClosed();
              } finally {
                heard.add("left");
              }
            });
    home()
        .deploy(
            Map.of(
                "torii.proxy-pass.all",
                "/ " + member.url() + "/ upgrade=ANY",
                "torii.drain.timeout",
                "1"));
    try (RawClient client = RawClient.to(port())) {
      client.send("GET / HTTP/1.1\r\nHost: w\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n");
      assertThat(client.until("here")).startsWith("HTTP/1.1 101").endsWith("here");
      home().undeploy();
      assertThat(client.rest()).isEmpty();
      assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("left");
    }
  }
}
