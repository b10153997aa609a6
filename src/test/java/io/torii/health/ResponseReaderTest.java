package io.torii.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseReaderTest {

  private static CheckResponse read(String text, boolean withBody) throws IOException {
    byte[] bytes =
        text.replace("\n", "\r\n").replace("~", "\n").getBytes(StandardCharsets.ISO_8859_1);
    return new ResponseReader(new ByteArrayInputStream(bytes), 200).read(withBody);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HTTP/1.1 200 OK\\n\\nhello                                     | 200 | hello",
        "HTTP/1.0 404\\n\\nx                                            | 404 | x",
        "HTTP/1.1 200 \\nContent-Length: 3\\n\\nabcdef                  | 200 | abc",
        "HTTP/1.1 200 OK\\nContent-Length: 3\\nTransfer-Encoding: Chunked\\n\\n5\\nhello\\n0\\n\\n | 200 | hello",
        "HTTP/1.1 200 OK\\ntransfer-encoding: chunked\\n\\n2;x=y\\nab\\nA\\n0123456789\\n0\\nT: t\\n\\n | 200 | ab0123456789",
        "HTTP/1.1 100 Continue\\n\\nHTTP/1.1 103 Hints\\nLink: x\\n\\nHTTP/1.1 503 No\\nContent-Length: 0\\n\\n | 503 | ''",
        "HTTP/1.1 204 No Content\\nContent-Length: 9\\n\\n              | 204 | ''",
        "HTTP/1.1 200 OK~Content-Length: 2~~ab                          | 200 | ab"
      })
  void wellFormed(String text, int status, String body) throws IOException {
    CheckResponse response = read(text.replace("\\n", "\n"), true);
    assertThat(response.status()).isEqualTo(status);
    assertThat(response.body()).isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello\\n\\n                            | sent a corrupt status line: hello",
        "HTTP/2.0 200 OK\\n\\n                  | sent a corrupt status line: HTTP/2.0 200 OK",
        "HTTP/1.1  200 OK\\n\\n                 | sent a corrupt status line: HTTP/1.1  200 OK",
        "HTTP/1.1 2000 OK\\n\\n                 | sent a corrupt status line: HTTP/1.1 2000 OK",
        "HTTP/1.1 600 OK\\n\\n                  | sent a corrupt status line: HTTP/1.1 600 OK",
        "HTTP/1.1 200OK\\n\\n                   | sent a corrupt status line: HTTP/1.1 200OK",
        "http/1.1 200 OK\\n\\n                  | sent a corrupt status line: http/1.1 200 OK",
        "HTTP/1.1 200 OK\\nno colon\\n\\n       | sent a malformed header: no colon",
        "HTTP/1.1 200 OK\\nA : b\\n\\n          | sent a malformed header: A : b",
        "HTTP/1.1 200 OK\\nA: b\\n folded\\n\\n | 'sent a malformed header:  folded'",
        "HTTP/1.1 200 OK\\nContent-Length: -1\\n\\n | sent a malformed Content-Length: -1",
        "HTTP/1.1 200 OK\\nTransfer-Encoding: chunked\\n\\nzz\\n | sent a malformed chunk",
        "HTTP/1.1 200 OK\\nTransfer-Encoding: chunked\\n\\n1\\nabc\\n0\\n\\n | sent a malformed chunk",
        "HTTP/1.1 200 OK\\nContent-Length: 5\\n\\nabc | closed the connection before its response was whole",
        "HTTP/1.1 200 OK\\nTransfer-Encoding: chunked\\n\\n5\\nabc | closed the connection before its response was whole",
        "HTTP/1.1 200 OK\\nA: b                 | closed the connection before its response was whole",
        "''                                     | closed the connection before its response was whole"
      })
  void malformed(String text, String message) {
    assertThatThrownBy(() -> read(text.replace("\\n", "\n"), true))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }

  @Test
  void bounds() {
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK\nA: " + "x".repeat(200) + "\n\n", true))
        .hasMessage("sent a line longer than responsefieldsize, 200 bytes");
    assertThatThrownBy(() -> read("HTTP/1.1 200 OK\n" + "A: b\n".repeat(101) + "\n", true))
        .hasMessage("sent more than 100 header fields");
    assertThatThrownBy(() -> read("HTTP/1.1 100 Continue\n\n".repeat(11), true))
        .hasMessage("sent too many interim responses");
  }

  @Test
  void aLongBodyIsCut() throws IOException {
    String megabytes = "x".repeat(3 << 20);
    assertThat(read("HTTP/1.1 200 OK\n\n" + megabytes, true).body()).hasSize(1 << 20);
    assertThat(
            read(
                    "HTTP/1.1 200 OK\nContent-Length: " + megabytes.length() + "\n\n" + megabytes,
                    true)
                .body())
        .hasSize(1 << 20);
    assertThat(
            read("HTTP/1.1 200 OK\nTransfer-Encoding: chunked\n\n300000\n" + megabytes, true)
                .body())
        .hasSize(1 << 20);
  }

  @Test
  void nothingIsReadBehindAResponseWithoutBody() throws IOException {
    assertThat(read("HTTP/1.1 200 OK\nContent-Length: 10\n\n", false).body()).isEmpty();
  }
}
