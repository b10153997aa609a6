package io.torii.upstream;

import static io.torii.upstream.Members.exchange;
import static io.torii.upstream.Members.failure;
import static io.torii.upstream.Members.get;
import static io.torii.upstream.Members.post;
import static org.assertj.core.api.Assertions.assertThat;

import io.torii.balancer.Member;
import io.torii.config.PoolConfig;
import io.torii.config.ProxyTls;
import io.torii.config.TransportConfig;
import io.torii.exchange.MemberResponse;
import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where members are found, and where we connect from. */
class AddressesTest {

  private HttpUpstream upstream = new HttpUpstream();

  @AfterEach
  void close() {
    upstream.close();
  }

  @Test
  void everyAddressIsTriedInOrder() throws IOException {
    try (Backend backend = Backend.start("127.0.0.3", Script.ok("hi"))) {
      FixedDns dns = dns("127.0.0.4", "127.0.0.5", "127.0.0.3");
      useResolver(dns);
      Member member = named(backend.port(), Members.transport());
      assertThat(exchange(upstream, member, get("/"))).isEqualTo("200 hi");
      backend.stop();
      assertThat(failure(upstream, member, post("no kept connection is tried")).detail())
          .isEqualTo(
              "cannot connect to http://app.test:%1$d: 127.0.0.4:%1$d Connection refused;"
                      .formatted(backend.port())
                  + " 127.0.0.5:%1$d Connection refused; 127.0.0.3:%1$d Connection refused"
                      .formatted(backend.port()));
      assertThat(dns.asked).as("looked up again when all had failed").hasValue(2);
    }
  }

  @Test
  void anotherLookUpSavesAMovedMember() throws IOException {
    try (Backend backend = Backend.start("127.0.0.3", Script.ok("hi"))) {
      String[] address = {"127.0.0.4"};
      FixedDns dns =
          new FixedDns(host -> new InetAddress[] {InetAddress.getAllByName(address[0])[0]});
      useResolver(dns);
      Member member = named(backend.port(), Members.transport());
      failure(upstream, member, get("/"));
      address[0] = "127.0.0.3";
      assertThat(exchange(upstream, member, get("/"))).isEqualTo("200 hi");
      assertThat(dns.asked).hasValue(3);
    }
  }

  @Test
  void addressttlDecidesHowOftenTheNameServiceIsAsked() throws IOException {
    try (Backend backend = Backend.start("127.0.0.3", Script.ok("hi"))) {
      FixedDns dns = dns("127.0.0.3");
      useResolver(dns);
      askTwice(backend, Optional.empty());
      assertThat(dns.asked).hasValue(1);
      askTwice(backend, Optional.of(Duration.ZERO));
      assertThat(dns.asked).hasValue(3);
      askTwice(backend, Optional.of(Duration.ofHours(1)));
      assertThat(dns.asked).hasValue(4);
    }
  }

  private void askTwice(Backend backend, Optional<Duration> ttl) throws IOException {
    TransportConfig t = Members.transport();
    Member member =
        named(
            backend.port(),
            new TransportConfig(
                t.connectTimeout(),
                t.timeout(),
                t.deadline(),
                t.retry(),
                t.ping(),
                t.ioBufferSize(),
                t.responseFieldSize(),
                t.receiveBufferSize(),
                t.keepAlive(),
                t.sourceAddress(),
                ttl));
    exchange(upstream, member, Members.fresh("/"));
    exchange(upstream, member, Members.fresh("/"));
  }

  @Test
  void sourceAddressIsBound() throws IOException {
    Script peer =
        Script.each(
            (request, wire) -> wire.answer(200, wire.socket().getInetAddress().getHostAddress()));
    try (Backend backend = Backend.start(peer)) {
      Member member =
          Members.of(
              backend,
              PoolConfig.DEFAULT,
              Members.transport(
                  Members.TIMEOUT,
                  Optional.empty(),
                  Optional.of(InetAddress.getAllByName("127.0.0.9")[0])));
      assertThat(exchange(upstream, member, get("/"))).isEqualTo("200 127.0.0.9");
    }
  }

  @Test
  void theSourcePortIsTheConnections() throws IOException {
    Script port =
        Script.each((request, wire) -> wire.answer(200, Integer.toString(wire.socket().getPort())));
    try (Backend backend = Backend.start(port)) {
      MemberResponse response = Members.response(upstream, Members.of(backend), get("/"));
      assertThat(Members.text(response)).isEqualTo(Integer.toString(response.sourcePort()));
      response.close();
    }
  }

  private void useResolver(FixedDns dns) {
    upstream.close();
    upstream = new HttpUpstream(dns, System::nanoTime);
  }

  private static FixedDns dns(String... addresses) throws UnknownHostException {
    List<InetAddress> all = new ArrayList<>();
    for (String address : addresses) {
      all.add(InetAddress.getAllByName(address)[0]);
    }
    return new FixedDns(host -> all.toArray(InetAddress[]::new));
  }

  private static Member named(int port, TransportConfig transport) {
    return Members.of("http", "app.test", port, PoolConfig.DEFAULT, transport, ProxyTls.DEFAULT);
  }
}
