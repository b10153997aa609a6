package io.torii.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {

  private static final String SIGNATURE = "\r\n\r\n\0\r\nQUIT\n";

  private static ByteArrayInputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @ParameterizedTest
  @CsvSource({
    "PROXY TCP4 192.0.2.1 192.0.2.2 56324 443, 192.0.2.1, 56324",
    "PROXY TCP6 2001:db8::1 2001:db8::2 4124 80, 2001:db8:0:0:0:0:0:1, 4124",
  })
  void readsALineAndNoByteMore(String line, String address, int port) throws IOException {
    ByteArrayInputStream in = bytes(line + "\r\nGET / HTTP/1.1\r\n");

    InetSocketAddress client = ProxyHeader.read(in).orElseThrow();

    assertThat(client.getAddress().getHostAddress()).isEqualTo(address);
    assertThat(client.getPort()).isEqualTo(port);
    assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1))
        .isEqualTo("GET / HTTP/1.1\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PROXY UNKNOWN\r\n",
        "PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n",
        SIGNATURE + "\40\0\0\0",
        SIGNATURE + "\41\61\0\1x",
      })
  void takesAProxyThatNamesNobodyForTheClient(String header) throws IOException {
    ByteArrayInputStream in = bytes(header + "rest");

    assertThat(ProxyHeader.read(in)).isEmpty();
    assertThat(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1)).isEqualTo("rest");
  }

  @Test
  void readsABlockWithWhateverFollowsItsAddresses() throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.writeBytes(SIGNATURE.getBytes(StandardCharsets.ISO_8859_1));
    block.writeBytes(new byte[] {0x21, 0x11, 0, 15});
    block.writeBytes(
        new byte[] {(byte) 203, 0, 113, 7, 10, 0, 0, 1, (byte) 0xab, (byte) 0xcd, 0, 80});
    block.writeBytes(new byte[] {4, 0, 0});
    block.write('G');
    ByteArrayInputStream in = new ByteArrayInputStream(block.toByteArray());

    Optional<InetSocketAddress> client = ProxyHeader.read(in);

    assertThat(client).hasValue(new InetSocketAddress("203.0.113.7", 0xabcd));
    assertThat(in.read()).isEqualTo('G');
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
        "PROXY TCP4 example.com 192.0.2.2 1 2\r\n",
        "PROXY TCP4 192.0.2.1 192.0.2.2 70000 443\r\n",
        "PROXY TCP4 192.0.2.1 192.0.2.2\r\n",
        "PROXY TCP4 999.0.2.1 192.0.2.2 1 2\r\n",
        "PROXY UDP4 192.0.2.1 192.0.2.2 1 2\r\n",
        SIGNATURE + "\42\21\0\0",
        SIGNATURE + "\41\21\0\4abcd",
        SIGNATURE + "\41\21\177\377",
      })
  void refusesEverythingElse(String start) {
    assertThatThrownBy(() -> ProxyHeader.read(bytes(start)))
        .isInstanceOf(ProtocolException.class)
        .hasMessageContaining("PROXY");
  }

  @Test
  void refusesALineWithoutAnEnd() {
    assertThatThrownBy(() -> ProxyHeader.read(bytes("PROXY TCP4 " + "1".repeat(500))))
        .isInstanceOf(ProtocolException.class);
    assertThatThrownBy(() -> ProxyHeader.read(bytes("PROXY TCP4 1")))
        .isInstanceOf(EOFException.class);
    assertThatThrownBy(() -> ProxyHeader.read(bytes("PRO"))).isInstanceOf(EOFException.class);
  }
}
