package io.torii.faults;

import static io.torii.faults.Ending.CLOSE;
import static io.torii.faults.Ending.RESET;
import static io.torii.faults.MemberFault.fault;

import java.util.List;

/** Members that answer, stall or go away while they are being sent a body. */
final class UploadFaults {

  /** More than all the buffers between a client and a member hold. */
  private static final int LARGE = 12 << 20;

  private static final Ask UPLOAD = Ask.with("POST", LARGE);
  private static final Ask CHUNKS = UPLOAD.inChunks();
  private static final Outcome BROKEN_OFF = Outcome.answer(502);

  private UploadFaults() {}

  static List<MemberFault> all() {
    return List.of(
        // What it says before it has read the body reaches the client, whatever it does then.
        early("200 and closes", 200, CLOSE, UPLOAD),
        early("413 and closes", 413, CLOSE, UPLOAD),
        early("413 to chunks and closes", 413, CLOSE, CHUNKS),
        early("401 and resets", 401, RESET, UPLOAD),
        early("413 and resets within chunks", 413, RESET, CHUNKS),
        reads("200 and reads the rest", 200, UPLOAD),
        reads("413 and reads the rest", 413, UPLOAD),
        reads("503 and reads the rest of the chunks", 503, CHUNKS),
        fault("answers 413 and reads no more, until it is closed")
            .by(UPLOAD)
            .askedThenDeaf((request, wire) -> wire.answer(413, "early"))
            .expect(Outcome.answer(413), "early"),
        fault("answers 413 after a megabyte and closes")
            .by(UPLOAD)
            .asked(
                (request, wire) -> {
                  wire.in().skipNBytes(1 << 20);
                  wire.answer(413, "early");
                  wire.close();
                })
            .expect(Outcome.answer(413), "early"),
        fault("refuses a body that waits for 100")
            .by(Ask.with("PUT", 9).expecting())
            .with("ping=5")
            .asked(
                (request, wire) -> {
                  wire.answer(413, "early");
                  wire.untilClosed();
                })
            .expect(Outcome.answer(413), "early"),
        // It is never blamed, and no other gets a body that has begun to flow.
        fault("closes behind the head of an upload")
            .by(UPLOAD)
            .asked((r, w) -> w.close())
            .expect(BROKEN_OFF),
        fault("resets behind the head of an upload")
            .by(UPLOAD)
            .asked((r, w) -> w.reset())
            .expect(BROKEN_OFF),
        fault("closes within an upload").by(UPLOAD).asked(after(1 << 20, CLOSE)).expect(BROKEN_OFF),
        fault("resets within an upload").by(CHUNKS).asked(after(1 << 20, RESET)).expect(BROKEN_OFF),
        fault("closes behind the head of a small POST")
            .by(Ask.with("POST", 4))
            .asked((r, w) -> w.close())
            .expect(BROKEN_OFF),
        fault("does not take an upload")
            .by(UPLOAD)
            .askedThenDeaf((request, wire) -> {})
            .timed()
            .expect(Outcome.answer(504)),
        fault("takes an upload and is silent")
            .by(UPLOAD)
            .asked((r, w) -> w.body(r, java.io.OutputStream.nullOutputStream()))
            .timed()
            .expect(Outcome.late()),
        // ping= asks for a 100 before the body goes out, so another member can have it.
        fault("sends no 100")
            .by(Ask.with("POST", 9))
            .with("ping=500ms")
            .asked((r, w) -> w.untilClosed())
            .expect(Outcome.saved().asked(1)),
        fault("sends no 100 for a large body")
            .by(UPLOAD)
            .with("ping=500ms")
            .asked((r, w) -> w.untilClosed())
            .expect(Outcome.saved().asked(1)));
  }

  private static MemberFault early(String name, int status, Ending ending, Ask ask) {
    return fault("answers " + name)
        .by(ask)
        .asked(
            (request, wire) -> {
              wire.answer(status, "early");
              ending.end(wire);
            })
        .expect(Outcome.answer(status), "early");
  }

  private static MemberFault reads(String name, int status, Ask ask) {
    return fault("answers " + name)
        .by(ask)
        .asked(
            (request, wire) -> {
              wire.answer(status, "early");
              wire.untilClosed();
            })
        .expect(Outcome.answer(status), "early");
  }

  private static io.torii.testkit.Script.Answer after(int bytes, Ending ending) {
    return (request, wire) -> {
      wire.in().skipNBytes(bytes);
      ending.end(wire);
    };
  }
}
