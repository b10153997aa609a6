package io.torii.faults;

import io.torii.testkit.Script;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** One way in which a client misbehaves, and what has to come of it: a line of a table. */
final class ClientFault {

  /** What a member has had of the request when all is over. */
  enum Reached {
    /** It was not asked. */
    NOTHING,
    /** It was asked, and its connection was closed before it had the whole request. */
    PART,
    /** It had the whole request, and its connection was closed before its answer was over. */
    ABORTED,
    /** It had the whole request, and its connection serves the next one. */
    WHOLE
  }

  /** What the client does. */
  @FunctionalInterface
  interface Talk {
    /** Returns what it hears in the end, in short; nothing if it does not listen any more. */
    String with(Dialogue torii) throws IOException;
  }

  final String name;
  final Talk talk;

  /** The client has gone. */
  final CountDownLatch gone = new CountDownLatch(1);

  Script.Answer answer = (request, wire) -> wire.answer(200, Faulty.BODY);
  String heard = "";
  Reached reached = Reached.NOTHING;
  int logged;

  private ClientFault(String name, Talk talk) {
    this.name = name;
    this.talk = talk;
  }

  static ClientFault client(String name, Talk talk) {
    return new ClientFault(name, talk);
  }

  /** Sends this, in the spelling of {@link Dialogue#say}, and listens. */
  static ClientFault client(String name, String request) {
    return new ClientFault(name, torii -> torii.say(request).hear());
  }

  /** How the member answers, which does nothing wrong; it has read the request. */
  ClientFault member(Script.Answer script) {
    answer = script;
    return this;
  }

  /** The same once the client has gone. */
  ClientFault memberLater(Script.Answer script) {
    return member(
        (request, wire) -> {
          wire.await(gone);
          script.to(request, wire);
        });
  }

  /**
   * What comes of it.
   *
   * @param client what the client hears
   * @param member what the member gets
   * @param log the status in the access log; 0 if there is no line that names the path
   */
  ClientFault expect(String client, Reached member, int log) {
    heard = client;
    reached = member;
    logged = log;
    return this;
  }

  /** The client is at fault, and is told so; no member is troubled. */
  ClientFault expect(int status) {
    return expect(Integer.toString(status), Reached.NOTHING, status);
  }
}
