package io.torii.home;

import static io.torii.home.TlsPlace.WWW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.torii.testkit.Http2Client;
import io.torii.testkit.Http2Client.Answer;
import io.torii.testkit.Seen;
import io.torii.testkit.TlsClient;
import io.torii.testkit.Wire;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields behind a body for a client that speaks HTTP/2 and a member that speaks HTTP/1.1. */
abstract class TlsTrailers extends TlsFixture {

  private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n";

  /** The member behind {@code /trailers/}: its answer tells what it got. */
  static void member(Wire wire) throws IOException {
    for (Optional<Seen> seen = wire.request(); seen.isPresent(); seen = wire.request()) {
      Seen request = seen.get();
      String got =
          "%s %s %s %s%s"
              .formatted(
                  request.method(),
                  request.body(),
                  request.all("TE"),
                  request.all("X-Sum"),
                  wire.trailers());
      String chunks = Integer.toHexString(got.length()) + "\r\n" + got + "\r\n0\r\n";
      String trailers = "grpc-status: 0\r\nX-Sum: 1\r\nx-sum: 2\r\nSet-Cookie: a=b\r\n\r\n";
      switch (request.target()) {
        case "/announced" ->
            wire.send(CHUNKED + "Trailer: grpc-status\r\n\r\n" + chunks + trailers);
        case "/none" -> wire.send(CHUNKED + "\r\n" + chunks + "\r\n");
        case "/cut" -> {
          wire.send(CHUNKED + "\r\n" + got.length() + "0\r\n" + got);
          return; // and so the connection is closed
        }
        case "/short" -> {
          wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + got.length() + "0\r\n\r\n" + got);
          return;
        }
        case "/evil" -> wire.send(CHUNKED + "\r\n" + chunks + "A: b\rEvil: c\r\n\r\n");
        default -> wire.send(CHUNKED + "\r\n" + chunks + trailers);
      }
    }
  }

  private List<String> head(String method, String path, String... more) {
    List<String> head = new ArrayList<>();
    head.add(":method: " + method);
    head.add(":scheme: https");
    head.add(":authority: " + WWW + ":" + server().tlsPort());
    head.add(":path: /trailers" + path);
    head.addAll(List.of(more));
    return head;
  }

  private TlsClient connect() throws IOException {
    return raw().named(WWW).offering("h2").connect();
  }

  /** As gRPC has it: trailers without an announcement, for a client that takes them. */
  @Test
  void theyComeForWhoeverTakesThem() throws IOException {
    try (TlsClient connection = connect()) {
      Http2Client client = connection.http2();
      for (String body : List.of("hello", "", "x".repeat(10_000))) {
        Answer answer =
            client.ask(
                head("POST", "/grpc", "content-type: application/grpc", "te: trailers"),
                body,
                List.of());
        assertThat(answer.head()).startsWith(":status: 200").doesNotContain("content-length");
        assertThat(answer.body()).isEqualTo("POST " + body + " [trailers] [][]");
        assertThat(answer.trailers()).containsExactlyInAnyOrder("grpc-status: 0", "x-sum: 1, 2");
      }
      Answer answer = client.ask(head("GET", "/none", "te: trailers"), "", List.of());
      assertThat(answer.body()).isEqualTo("GET  [trailers] [][]");
      assertThat(answer.trailers()).isEmpty();
    }
  }

  @Test
  void theyComeIfTheMemberAnnouncesThem() throws IOException {
    try (TlsClient connection = connect()) {
      Http2Client client = connection.http2();
      Answer answer = client.ask(head("GET", "/announced"), "", List.of());
      assertThat(answer.head()).contains("trailer: grpc-status");
      assertThat(answer.body()).isEqualTo("GET  [] [][]");
      assertThat(answer.trailers()).containsExactlyInAnyOrder("grpc-status: 0", "x-sum: 1, 2");
      assertThat(client.ask(head("GET", "/quiet"), "", List.of()).trailers()).isEmpty();
    }
  }

  /** See {@link TrailersSuite}. */
  private String arriving() {
    return switch (container()) {
      case WILDFLY, PAYARA, STANDALONE -> "[x-sum: 1]";
      case TOMCAT_11, TOMCAT_10 -> "[]";
    };
  }

  @Test
  void theyReachTheMember() throws IOException {
    List<String> trailers = List.of("x-sum: 1", "authorization: x", "x-client-dn: CN=root");
    try (TlsClient connection = connect()) {
      Http2Client client = connection.http2();
      for (String body : List.of("hello", "", "x".repeat(10_000))) {
        Answer answer = client.ask(head("POST", "/quiet"), body, trailers);
        String got = answer.body().toLowerCase(Locale.ROOT);
        if (container() == Container.PAYARA) {
          // What comes early enough is in the head there as well, as if the client meant it so.
          got = got.replace("[] [1][", "[] [][");
        }
        assertThat(got).isEqualTo("post " + body + " [] []" + arriving());
      }
    }
  }

  /** Or the end of its connection, where the server knows no better. */
  @ParameterizedTest
  @ValueSource(strings = {"/evil", "/cut", "/short"})
  void whatIsNotWholeIsReset(String path) throws IOException {
    for (String[] te : new String[][] {{}, {"te: trailers"}}) {
      try (TlsClient connection = connect()) {
        Http2Client client = connection.http2();
        assertThat(client.ask(head("GET", "/quiet"), "", List.of()).body()).isNotEmpty();
        assertThatThrownBy(() -> client.ask(head("GET", path, te), "", List.of()))
            .isInstanceOf(IOException.class)
            .hasMessageContaining("the server");
      }
    }
  }
}
