package io.torii.faults;

import io.torii.testkit.Backend;
import io.torii.testkit.Script;
import io.torii.testkit.TestTls;
import io.torii.testkit.ToriiProcess;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/**
 * Every fault of the tables against one Torii. They happen side by side, as most of them are spent
 * waiting, and are reported one by one.
 */
public final class FaultRun implements Closeable {

  /** Enough for the slow ones to overlap, and few enough that two processors keep up. */
  private static final int AT_A_TIME = 16;

  private final Backend other;
  private final List<Case> cases = new ArrayList<>();
  private final ToriiProcess torii;
  private final Stage stage;
  private final ExecutorService threads = Executors.newFixedThreadPool(AT_A_TIME);

  private FaultRun(Path folder) throws IOException {
    TestTls known = TestTls.forName("127.0.0.1");
    other = Backend.start(Script.ok(MemberCase.OTHER));
    for (MemberFault fault : members(known)) {
      cases.add(new MemberCase(fault, "f" + cases.size(), other));
    }
    for (ClientFault fault : clients()) {
      cases.add(new ClientCase(fault, "f" + cases.size(), other));
    }
    int port = ToriiProcess.freePort();
    stage = new Stage(port, folder.resolve("access.log"));
    Path file =
        Files.writeString(
            folder.resolve("torii.conf"), configuration(port, known.certificateFile(folder)));
    torii = ToriiProcess.start("-f", file.toString()).awaitPort(port);
  }

  /** Starts every member and Torii in front of them. */
  public static FaultRun start(Path folder) throws IOException {
    return new FaultRun(folder);
  }

  private static List<MemberFault> members(TestTls known) {
    return Stream.of(
            CutFaults.all(),
            FramingFaults.all(),
            GarbageFaults.all(),
            ConnectFaults.all(),
            TlsFaults.all(known),
            UploadFaults.all(),
            KeptFaults.all())
        .flatMap(List::stream)
        .toList();
  }

  private static List<ClientFault> clients() {
    return Stream.of(
            HeadFaults.all(), BodyFaults.all(), LeavingFaults.all(), List.of(HeadFaults.last()))
        .flatMap(List::stream)
        .toList();
  }

  private String configuration(int port, Path known) {
    StringBuilder text =
        new StringBuilder(
            """
            Listen 127.0.0.1:%d
            Timeout 2
            ProxyTimeout 30
            RequestReadTimeout header=2
            LogFormat "%%>s %%U" short
            CustomLog access.log short
            SSLProxyEngine on
            SSLProxyCACertificateFile %s
            <Location /balancer-manager>
              SetHandler balancer-manager
              Require local
            </Location>
            """
                .formatted(port, known));
    cases.forEach(one -> text.append(one.directives()));
    return text.toString();
  }

  /** Starts them all; a test for each, which waits for its end. */
  public Stream<DynamicTest> tests() {
    Map<String, Future<?>> running = new LinkedHashMap<>();
    CountDownLatch left = new CountDownLatch(cases.size() - 1);
    for (Case one : cases) {
      boolean last = one == cases.get(cases.size() - 1);
      Future<?> future = threads.submit(() -> run(one, last, left));
      if (running.put(one.name(), future) != null) {
        throw new IllegalStateException("two faults are called " + one.name());
      }
    }
    return running.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(), () -> await(entry.getKey(), entry.getValue())));
  }

  private @Nullable Void run(Case one, boolean last, CountDownLatch left) throws Exception {
    if (last && !left.await(5, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the other faults have no end");
    }
    try {
      one.run(stage);
    } finally {
      left.countDown();
    }
    return null;
  }

  /** Reports call dynamic tests by number only, so a failure says which one it is. */
  private static void await(String name, Future<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new AssertionError(name + ": " + e.getCause(), e.getCause());
    }
  }

  /** How many faults there are. */
  public int size() {
    return cases.size();
  }

  /** What Torii has written to its error log. */
  public String errors() {
    return torii.err();
  }

  @Override
  public void close() throws IOException {
    threads.shutdownNow();
    torii.close();
    for (Case one : cases) {
      one.close();
    }
    other.close();
  }
}
