package io.torii.faults;

import io.torii.testkit.Script;
import io.torii.testkit.TestTls;
import io.torii.testkit.Wire;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One way in which a member misbehaves, and what has to come of it: a line of a table. */
final class MemberFault {

  /** Sets the scene before the case's own request. */
  @FunctionalInterface
  interface Before {
    void prepare(Scene scene) throws IOException;
  }

  final String name;

  /** The client has its answer, or its cut. */
  final CountDownLatch heard = new CountDownLatch(1);

  Ask ask = Ask.GET;
  String parameters = "";
  String balancer = "";
  String scheme = "http";
  @Nullable TestTls tls;
  int faulty = 1;
  boolean late;
  boolean onKept;
  boolean forGood;
  @Nullable String body;
  Script onAccept = wire -> {};

  /** The whole request first: an answer ahead of its body would end the connection. */
  Script.Answer onFault =
      (request, wire) -> {
        wire.body(request);
        wire.answer(200, Faulty.BODY);
      };

  @Nullable Before before;
  MemberFault.@Nullable Opening elsewhere;
  Outcome outcome = Outcome.answer(200);

  /** Something other than a backend that a member's URL leads to. */
  @FunctionalInterface
  interface Opening {
    Place open() throws IOException;
  }

  /** Where no backend listens. */
  record Place(int port, Closeable held) {}

  private MemberFault(String name) {
    this.name = name;
  }

  static MemberFault fault(String name) {
    return new MemberFault(name);
  }

  /** After the head of the request come these bytes, and then its connection ends so. */
  static MemberFault fault(String name, String bytes, Ending ending) {
    return fault(name)
        .asked(
            (request, wire) -> {
              wire.body(request);
              wire.send(bytes);
              ending.end(wire);
            });
  }

  /** What it does on each connection, before anything is read. */
  MemberFault accepting(Script script) {
    onAccept = script;
    return this;
  }

  /** What it does with the request, whose body is left to read. */
  MemberFault asked(Script.Answer answer) {
    onFault = answer;
    return this;
  }

  /** It reads nothing, not even the request, before the client has its answer. */
  MemberFault deaf() {
    return accepting(this::deafen);
  }

  /** It reads nothing after this before the client has its answer. */
  MemberFault askedThenDeaf(Script.Answer answer) {
    return asked(
        (request, wire) -> {
          answer.to(request, wire);
          deafen(wire);
        });
  }

  private void deafen(Wire wire) throws IOException {
    wire.await(heard);
    wire.untilClosed();
  }

  /** It serves no other request either. */
  MemberFault forGood() {
    forGood = true;
    return this;
  }

  /** With this request instead of a GET. */
  MemberFault by(Ask request) {
    ask = request;
    return this;
  }

  /** With these parameters of the faulty member. */
  MemberFault with(String memberParameters) {
    parameters = memberParameters;
    return this;
  }

  /** With these parameters of the balancer. */
  MemberFault set(String balancerParameters) {
    balancer = balancerParameters;
    return this;
  }

  /** Is patient with the member for a second, and not much longer. */
  MemberFault timed() {
    late = true;
    return with("timeout=1");
  }

  /** Torii speaks TLS to it, whatever it speaks itself. */
  MemberFault https() {
    scheme = "https";
    return this;
  }

  /** It speaks TLS, whatever Torii does. */
  MemberFault tls(TestTls own) {
    tls = own;
    return this;
  }

  /** So many members have the fault; the first tells. */
  MemberFault times(int members) {
    faulty = members;
    return this;
  }

  MemberFault after(Before preparation) {
    before = preparation;
    return this;
  }

  /** The request comes on a connection that has served one. */
  MemberFault onKept() {
    onKept = true;
    return after(Scene::warm);
  }

  MemberFault at(Opening opening) {
    elsewhere = opening;
    return this;
  }

  MemberFault expect(Outcome expected) {
    outcome = expected;
    return this;
  }

  /** And the client's answer has this body, if one is told. */
  MemberFault expect(Outcome expected, @Nullable String text) {
    body = text;
    return expect(expected);
  }
}
