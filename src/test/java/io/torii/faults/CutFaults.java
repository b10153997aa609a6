package io.torii.faults;

import static io.torii.faults.MemberFault.fault;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A member that ends at some stage of its answer: with a FIN, with a RST, or by falling silent. */
final class CutFaults {

  private static final String OK = "HTTP/1.1 200 OK\r\n";
  private static final String LENGTH = OK + "Content-Length: 5\r\n\r\n";
  private static final String CHUNKED = OK + "Transfer-Encoding: chunked\r\n\r\n";
  private static final Outcome BROKEN_OFF = Outcome.brokenOff();
  private static final Outcome LATE = Outcome.late();
  private static final Outcome CUT = Outcome.cut();
  private static final Outcome WHOLE = Outcome.answer(200);

  /** How far it gets, and what comes of it after a close or a reset, and after a silence. */
  private record Row(String where, String bytes, Outcome closed, Outcome silent, String body) {

    MemberFault fault(String how, Ending ending) {
      return MemberFault.fault(how + where, bytes, ending);
    }

    /** The body as far as it came; of a page of our own it is not told. */
    @Nullable String heard() {
      return closed.equals(CUT) ? body : null;
    }
  }

  private static final List<Row> STAGES =
      List.of(
          new Row("before its answer", "", BROKEN_OFF, LATE, ""),
          new Row("within the status line", "HTTP/1.1 20", BROKEN_OFF, LATE, ""),
          new Row("before the status line's end", "HTTP/1.1 200 OK\r", BROKEN_OFF, LATE, ""),
          new Row("behind the status line", OK, BROKEN_OFF, LATE, ""),
          new Row("within a field's name", OK + "Content-Le", BROKEN_OFF, LATE, ""),
          new Row("within a field's value", OK + "ETag: \"a", BROKEN_OFF, LATE, ""),
          new Row("behind a field", OK + "Content-Length: 5\r\n", BROKEN_OFF, LATE, ""),
          new Row("within the empty line", OK + "ETag: \"a\"\r\n\r", BROKEN_OFF, LATE, ""),
          new Row("behind a 103", "HTTP/1.1 103 Early\r\n\r\n", BROKEN_OFF, LATE, ""),
          new Row("behind a head with a length", LENGTH, CUT, CUT, ""),
          new Row("within a body with a length", LENGTH + "abc", CUT, CUT, "abc"),
          new Row("behind a chunked head", CHUNKED, CUT, CUT, ""),
          new Row("within a chunk's size", CHUNKED + "1", CUT, CUT, ""),
          new Row("within a chunk's extension", CHUNKED + "5;a=", CUT, CUT, ""),
          new Row("behind a chunk's size", CHUNKED + "5\r\n", CUT, CUT, ""),
          new Row("within a chunk", CHUNKED + "5\r\nabc", CUT, CUT, "abc"),
          new Row("behind a chunk's data", CHUNKED + "5\r\nabcde", CUT, CUT, "abcde"),
          new Row("before the last chunk", CHUNKED + "5\r\nabcde\r\n", CUT, CUT, "abcde"),
          new Row("within the last chunk", CHUNKED + "3\r\nabc\r\n0", CUT, CUT, "abc"),
          new Row("behind the last chunk", CHUNKED + "3\r\nabc\r\n0\r\n", CUT, CUT, "abc"),
          new Row("within the trailers", CHUNKED + "3\r\nabc\r\n0\r\nA: 1\r\n", CUT, CUT, "abc"));

  private CutFaults() {}

  static List<MemberFault> all() {
    List<MemberFault> all = new ArrayList<>();
    for (Row row : STAGES) {
      all.add(row.fault("closes ", Ending.CLOSE).expect(row.closed, row.heard()));
      all.add(row.fault("resets ", Ending.RESET).expect(row.closed, row.heard()));
      all.add(row.fault("stalls ", Ending.OPEN).timed().expect(row.silent, row.heard()));
    }
    String open = OK + "\r\nabc"; // a body that the end of the connection ends
    all.add(fault("closes behind a body without framing", open, Ending.CLOSE).expect(WHOLE, "abc"));
    all.add(fault("resets within a body without framing", open, Ending.RESET).expect(CUT, "abc"));
    all.add(
        fault("stalls within a body without framing", open, Ending.OPEN)
            .timed()
            .expect(CUT, "abc"));
    all.add(
        fault("stalls, and failontimeout is On", "", Ending.OPEN)
            .timed()
            .set("failontimeout=On")
            .expect(LATE.blaming()));
    return all;
  }
}
