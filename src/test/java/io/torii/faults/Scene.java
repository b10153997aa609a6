package io.torii.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.torii.testkit.RawClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a case may do before its own request: everything goes well yet. */
final class Scene {

  private final int port;
  private final String path;
  private final Faulty member;
  private final List<RawClient> holders = new ArrayList<>();

  Scene(int port, String path, Faulty member) {
    this.port = port;
    this.path = path;
    this.member = member;
  }

  Faulty member() {
    return member;
  }

  /** Leaves the pool with a connection that has served a request. */
  void warm() throws IOException {
    assertThat(Ask.GET.to(port, path + "/warm").body()).isEqualTo(Faulty.BODY);
  }

  /** Has a connection in use until the fault is over. */
  void hold() throws IOException {
    RawClient client = RawClient.to(port);
    holders.add(client);
    int before = member.backend().requests().size();
    client.send("GET " + path + Faulty.HELD + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    await().until(() -> member.backend().requests().size() > before);
  }

  /** What was held is answered now. */
  void over() throws IOException {
    member.calm();
    for (RawClient holder : holders) {
      assertThat(holder.until(Faulty.BODY)).endsWith(Faulty.BODY);
      holder.close();
    }
    holders.clear();
  }
}
