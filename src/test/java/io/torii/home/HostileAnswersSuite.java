package io.torii.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.home.HostileClient.Answer;
import io.torii.testkit.Backend;
import io.torii.testkit.Seen;
import io.torii.testkit.Wire;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Answers of a member that two clients might understand in two ways: what the client gets is one
 * answer that nobody could misunderstand, and the next request gets its own.
 */
abstract class HostileAnswersSuite extends HomeSuite {

  private final Map<String, HostileCase> named =
      cases().stream().collect(Collectors.toMap(HostileCase::name, one -> one));
  private final Backend member = member(this::serve);

  @Override
  protected Map<String, String> configuration() throws IOException {
    return directives("ProxyPass / " + member.url() + "/\n");
  }

  static List<HostileCase> cases() {
    List<HostileCase> cases = HostileCase.of("answers");
    assertThat(cases).hasSizeGreaterThanOrEqualTo(25);
    return cases;
  }

  private void serve(Wire wire) throws IOException {
    for (Optional<Seen> seen = wire.request(); seen.isPresent(); seen = wire.request()) {
      String[] steps = seen.get().target().split("/", -1);
      HostileCase hostileCase = named.get(steps[1]);
      if (hostileCase == null || steps.length > 2) {
        wire.answer(200, "end");
      } else {
        wire.send(hostileCase.bytes(hostileCase.text()));
        if (!hostileCase.text().contains("-Length: 2")) {
          wire.close(); // the end of a body that has no other
          return;
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void whatTheClientGetsIsUnambiguous(HostileCase hostileCase) throws IOException {
    List<Answer> answers =
        HostileClient.ask(port(), request("", hostileCase) + request("/end", hostileCase));

    check(hostileCase, answers);
    assertThat(outcome(answers))
        .as(answers.toString())
        .isEqualTo(hostileCase.outcome(home().container()));
    assertThat(HostileClient.ask(port(), request("/end", hostileCase)))
        .singleElement()
        .extracting(Answer::body)
        .isEqualTo("end");
  }

  private static String request(String more, HostileCase hostileCase) {
    return "GET /"
        + hostileCase.name()
        + more
        + " HTTP/1.1\r\nHost: w\r\n"
        + (more.isEmpty() ? "\r\n" : "Connection: close\r\n\r\n");
  }

  private static String outcome(List<Answer> answers) {
    if (answers.isEmpty()) {
      return "closed";
    }
    Answer first = answers.get(0);
    return first.outcome() + (first.whole() ? "" : ", cut off");
  }

  private static void check(HostileCase hostileCase, List<Answer> answers) {
    assertThat(answers.size()).isLessThanOrEqualTo(2);
    for (Answer answer : answers) {
      assertThat(new StrictHead(answer.head()).faults()).as(answer.toString()).isEmpty();
      assertThat(answer.head()).doesNotContainPattern("(?i)\nEvil:").doesNotContain("Other: 2");
    }
    if (!answers.isEmpty()) {
      Answer first = answers.get(0);
      String body = hostileCase.arriving();
      if (first.whole() && !first.status().startsWith("5") && !body.equals("*")) {
        assertThat(first.body()).isEqualTo(body.equals("-") ? "" : hostileCase.bytes(body));
      }
      assertThat(answers.subList(1, answers.size())).allMatch(next -> next.body().equals("end"));
    }
  }
}
