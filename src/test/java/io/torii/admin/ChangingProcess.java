package io.torii.admin;

import io.torii.balancer.TimeSource;
import io.torii.config.change.Author;
import io.torii.config.change.Edit;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;

/**
 * What {@link ChangeFileKilledIT} kills: the changing part alone, which starts faster than the
 * product does. It goes on from what its file holds, and tells each change when it is made.
 */
final class ChangingProcess {

  private static final String MEMBER = "http://a:8080";

  private ChangingProcess() {}

  /**
   * Changes until it is killed.
   *
   * @param arguments the directive file
   */
  public static void main(String... arguments) throws Exception {
    FakeRunning running = FakeRunning.of(Path.of(arguments[0]), TimeSource.system());
    Administration administration =
        new Administration(running, new Events(InstantSource.system()), line -> {});
    administration.started();
    long last = running.member(MEMBER).config().transport().timeout().toSeconds();
    tell(System.out, last);
    while (true) {
      change(administration, ++last);
      tell(System.out, last);
    }
  }

  private static void change(Administration administration, long number)
      throws StaleChangeException, RefusedChangeException, IOException {
    Author author = new Author("x".repeat((int) (number % 5_000)), "127.0.0.1", Instant.now());
    administration.change(
        new Proposal(
            "counted up",
            "",
            "",
            author,
            Proposal.Precondition.NONE,
            now ->
                now.with(new Edit.SetMember("main/x", MEMBER, "timeout", number + "s"), author)));
  }

  private static void tell(PrintStream out, long number) {
    out.println(number);
    out.flush();
  }
}
