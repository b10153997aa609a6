package io.torii.home;

import java.io.IOException;

/** What the server's process has when nothing is going on. */
record SoakHolds(long files, long sockets, long threads, long heap) {

  /** What a server opens late, and keeps: an archive, a selector. */
  private static final int SPARE_FILES = 12;

  /** Those that stay with the members may have been fewer before, and the test's own client's. */
  private static final int SPARE_SOCKETS = SoakMembers.NAMES.size() * SoakMembers.KEPT + 2;

  /** Pools that grow under load. */
  private static final int SPARE_THREADS = 12;

  /** KiB: code that was loaded late, tables that have grown. */
  private static final long SPARE_HEAP = 8 << 10;

  static SoakHolds now(ServerProcess server) throws IOException {
    return new SoakHolds(
        server.files(), server.sockets(), server.threads(), server.heapAfterCollection());
  }

  boolean within(SoakHolds before) {
    return files <= before.files + SPARE_FILES
        && sockets <= before.sockets + SPARE_SOCKETS
        && threads <= before.threads + SPARE_THREADS
        && heap <= before.heap + SPARE_HEAP;
  }

  String since(SoakHolds before) {
    return "files %d -> %d, sockets %d -> %d, threads %d -> %d, heap %d -> %d KiB"
        .formatted(
            before.files,
            files,
            before.sockets,
            sockets,
            before.threads,
            threads,
            before.heap,
            heap);
  }
}
