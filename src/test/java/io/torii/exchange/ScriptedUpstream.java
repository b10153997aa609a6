package io.torii.exchange;

import io.torii.balancer.Member;
import io.torii.http.Headers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Has an answer ready for each attempt, and keeps what was sent. */
final class ScriptedUpstream implements Upstream {

  final List<MemberRequest> sent = new ArrayList<>();
  private final Deque<Attempt> answers = new ArrayDeque<>();

  ScriptedUpstream answers(int status) {
    answers.add(new FakeResponse(status, new Headers(), null));
    return this;
  }

  ScriptedUpstream fails(Failure.Kind kind) {
    answers.add(new Failure(kind, "as the test wants it", true, false));
    return this;
  }

  @Override
  public Attempt send(Member member, MemberRequest request, Interim interim) {
    sent.add(request);
    return answers.remove();
  }
}
