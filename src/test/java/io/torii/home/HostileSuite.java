package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@link HostileRequests} in the bytes of HTTP/1. */
abstract class HostileSuite extends HostileRequests {

  private static final Pattern VERSION = Pattern.compile("( |\\\\t)(HTTP|http)/");

  static List<HostileCase> cases() {
    List<HostileCase> cases =
        HostileCase.of("framing", "chunks", "lines", "fields", "targets", "paths", "methods");
    assertThat(cases).hasSizeGreaterThanOrEqualTo(200);
    return cases;
  }

  @Override
  List<HostileCase> all() {
    return cases();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void whatReachesTheMemberIsUnambiguous(HostileCase hostileCase) throws IOException {
    List<HostileClient.Answer> answers = HostileClient.ask(port(), bytes(hostileCase));

    String outcome = answers.isEmpty() ? "closed" : answers.get(0).outcome();
    assertThat(outcome).as(answers.toString()).isEqualTo(hostileCase.outcome(home().container()));
    check(hostileCase);
  }

  /** What is sent, and behind it a request that nobody could misunderstand. */
  private static String bytes(HostileCase hostileCase) {
    String text = hostileCase.text();
    if (!VERSION.matcher(text).find()) {
      int line = text.contains("~") ? text.indexOf('~') : text.length();
      text = text.substring(0, line) + " HTTP/1.1~Host: w" + text.substring(line);
    }
    if (!text.contains("~~") && !text.contains("\\n\\n")) {
      text += "~~";
    }
    return hostileCase.bytes(text + "GET /app/@/end HTTP/1.1~Host: w~Connection: close~~");
  }
}
