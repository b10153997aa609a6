package io.torii.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.exchange.Failure.Kind;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {

  /** Status, code, whether another member is asked, whether this one goes into error. */
  @ParameterizedTest
  @CsvSource({
    "CONNECT,            503, AH00957, true,  true",
    "CONNECT_TIMEOUT,    503, AH00957, true,  true",
    "POOL_FULL,          503, AH00941, true,  false",
    "NO_CONTINUE,        503, AH01103, true,  true",
    "UNKNOWN_HOST,       500, AH00898, false, true",
    "TLS,                500, AH00898, false, true",
    "CERTIFICATE,        500, AH00898, false, true",
    "NO_RESPONSE,        502, AH01102, false, false",
    "READ_TIMEOUT,       502, AH01102, false, false",
    "DEADLINE,           504, AH01102, false, false",
    "WRITE_TIMEOUT,      504, AH01084, false, false",
    "WRITE,              502, AH01084, false, false",
    "BAD_STATUS_LINE,    502, AH00898, false, false",
    "BAD_HEADER,         502, AH01106, false, false",
    "HEADER_TOO_LONG,    502, AH10124, false, false",
    "TRANSFER_CODING,    502, AH02555, false, false",
    "TOO_MANY_INTERIM,   502, AH00898, false, false",
    "UNEXPECTED_UPGRADE, 502, AH00898, false, false",
    "CLIENT_GONE,        499, AH01095, false, false",
    "CLIENT_BODY,        400, AH01095, false, false",
    "BODY_TOO_LARGE,     413, AH01591, false, false",
    "CLIENT_TIMEOUT,     408, AH01095, false, false"
  })
  void theTable(Kind kind, int status, String code, boolean failsOver, boolean blames) {
    Failure failure = new Failure(kind, "what happened", false, false);
    assertThat(failure.status()).isEqualTo(status);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.failsOver()).isEqualTo(failsOver);
    assertThat(failure.blamesMember()).isEqualTo(blames);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyKindSaysWhatToDo(Kind kind) {
    assertThat(new Failure(kind, "x", true, true).remedy()).endsWith(".").hasSizeGreaterThan(20);
  }

  @Test
  void onlyABrokenConnectionBrokeOff() {
    assertThat(Stream.of(Kind.values()).filter(k -> new Failure(k, "x", true, true).brokeOff()))
        .containsExactly(Kind.NO_RESPONSE, Kind.WRITE);
  }

  /** A member that may have begun to work must not be passed over for another. */
  @Test
  void whatFailsOverIsKnownBeforeTheMemberDoesAnything() {
    assertThat(Stream.of(Kind.values()).filter(k -> new Failure(k, "x", false, false).failsOver()))
        .containsExactly(Kind.CONNECT, Kind.CONNECT_TIMEOUT, Kind.POOL_FULL, Kind.NO_CONTINUE);
  }
}
