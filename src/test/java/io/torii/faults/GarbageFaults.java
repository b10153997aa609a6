package io.torii.faults;

import static io.torii.faults.Ending.OPEN;
import static io.torii.faults.MemberFault.fault;

import io.torii.testkit.Script;
import java.time.Duration;
import java.util.List;

/** What is no HTTP, hardly HTTP, or too much of it. */
final class GarbageFaults {

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String REST = "Content-Length: 3\r\n\r\nabc";
  private static final Outcome BAD = Outcome.answer(502);
  private static final Outcome KEPT = Outcome.answer(200).keeping();

  private GarbageFaults() {}

  private static MemberFault line(String name, String line) {
    return fault(name, line + "\r\n" + REST, OPEN);
  }

  private static MemberFault field(String name, String field) {
    return fault(name, OK + field + "\r\n" + REST, OPEN);
  }

  private static MemberFault interim(String name, int count, String head) {
    return fault(name, (head + "\r\n\r\n").repeat(count) + OK + REST, OPEN);
  }

  static List<MemberFault> all() {
    return List.of(
        // The first line.
        line("speaks SSH", "SSH-2.0-OpenSSH_9.2").expect(BAD),
        line("speaks SMTP", "220 mail.example ESMTP").expect(BAD),
        line("speaks HTTP/0.9", "<html>hello</html>").expect(BAD),
        line("claims HTTP/0.9", "HTTP/0.9 200 OK").expect(BAD),
        line("claims HTTP/2", "HTTP/2.0 200 OK").expect(BAD),
        line("claims HTTP/1.x", "HTTP/1.x 200 OK").expect(BAD),
        line("claims HTTP/1.10", "HTTP/1.10 200 OK").expect(BAD),
        line("spells http in small letters", "http/1.1 200 OK").expect(BAD),
        line("speaks ICY", "ICY 200 OK").expect(BAD),
        line("sends another request", "GET / HTTP/1.1").expect(BAD),
        line("sends noughts", "\0\0\0\0\0\0\0\0\0\0").expect(BAD),
        fault("speaks HTTP/2 frames", "\0\0\6\4\0\0\0\0\0\0\3\0\0\0d", OPEN).expect(BAD),
        line("a blank in front of the status line", " HTTP/1.1 200 OK").expect(BAD),
        line("a status of 99", "HTTP/1.1 99 X").expect(BAD),
        line("a status of 000", "HTTP/1.1 000 X").expect(BAD),
        line("a status of 1000", "HTTP/1.1 1000 X").expect(BAD),
        line("a status of letters", "HTTP/1.1 abc X").expect(BAD),
        line("a negative status", "HTTP/1.1 -20 X").expect(BAD),
        line("no status", "HTTP/1.1 ").expect(BAD),
        line("no blank before the reason", "HTTP/1.1 200OK").expect(BAD),
        line("a status of 600", "HTTP/1.1 600 X").expect(Outcome.answer(600).keeping(), "abc"),
        line("no reason", "HTTP/1.1 200").expect(KEPT, "abc"),
        line("an empty reason", "HTTP/1.1 200 ").expect(KEPT, "abc"),
        fault("an empty line in front", "\r\n" + OK + REST, OPEN).expect(KEPT, "abc"),
        fault("empty lines without end", "\r\n".repeat(50_000) + OK + REST, OPEN).expect(BAD),
        fault("a status line without end", "HTTP/1.1 200 " + "a".repeat(50_000), OPEN).expect(BAD),
        // Fields.
        field("a field without a colon", "no colon here").expect(BAD),
        field("a field without a name", ": x").expect(BAD),
        field("a field's name with a blank", "a b: x").expect(BAD),
        field("a field's name with brackets", "a(b): x").expect(BAD),
        field("a field's name beyond ASCII", "\u00e9tag: x").expect(BAD),
        field("a NUL in a name", "a\0b: x").expect(BAD),
        field("a NUL in a value", "a: x\0y").expect(BAD),
        field("a bare CR in a value", "a: x\rSet-Cookie: evil=1").expect(BAD),
        field("a bare CR for a line's end", "a: x\rb: y").expect(BAD),
        field("a bare LF for a line's end", "a: x\nb: y").expect(KEPT, "abc"),
        field("a blank before the colon", "a : x").expect(KEPT, "abc"),
        field("a folded line", "a: x\r\n y").expect(KEPT, "abc"),
        field("a second status line", OK.strip()).expect(KEPT, "abc"),
        field("a control character in a value", "a: x\1y").expect(BAD),
        // Too much.
        field("a field that is too long", "a: " + "x".repeat(10_000)).expect(BAD),
        field("folded lines that are too long", "a: x" + "\r\n x".repeat(5_000)).expect(BAD),
        fault("a field without an end", OK + "a: " + "x".repeat(3_000_000), OPEN).expect(BAD),
        field("many fields", "a: x\r\n".repeat(199) + "a: x").expect(KEPT, "abc"),
        field("too many fields", "a: x\r\n".repeat(20_000) + "a: x").expect(BAD),
        field("many long fields", ("a: " + "x".repeat(7_000) + "\r\n").repeat(4) + "a: x")
            .expect(KEPT, "abc"),
        field("too many long fields", ("a: " + "x".repeat(7_000) + "\r\n").repeat(20) + "a: x")
            .expect(BAD),
        field("megabytes of fields", ("a: " + "x".repeat(7_000) + "\r\n").repeat(400) + "a: x")
            .expect(BAD),
        interim("nine interim answers", 9, "HTTP/1.1 103 Early").expect(KEPT, "abc"),
        interim("ten times 100", 10, "HTTP/1.1 100 Continue").expect(BAD),
        interim("ten times 102", 10, "HTTP/1.1 102 Processing").expect(BAD),
        interim("ten times 103", 10, "HTTP/1.1 103 Early").expect(BAD),
        interim("a thousand times 199", 1_000, "HTTP/1.1 199 X").expect(BAD),
        interim(
                "an interim answer with a long field",
                1,
                "HTTP/1.1 103 X\r\nLink: " + "x".repeat(10_000))
            .expect(BAD),
        interim("switches protocols unasked", 1, "HTTP/1.1 101 Switching\r\nUpgrade: websocket")
            .expect(BAD),
        // Little by little: timeout= counts silences, not the whole.
        fault("drips head and body").asked(drip(Duration.ofMillis(5))).expect(KEPT, "abc"),
        fault("drips for longer than the timeout in all")
            .asked(drip(Duration.ofMillis(40)))
            .timed()
            .expect(KEPT, "abc"),
        fault("drips too slowly")
            .asked(drip(Duration.ofSeconds(3)))
            .timed()
            .expect(Outcome.late()));
  }

  private static Script.Answer drip(Duration pause) {
    return (request, wire) -> {
      for (char c : (OK + REST).toCharArray()) {
        wire.send(String.valueOf(c));
        wire.pause(pause);
      }
    };
  }
}
