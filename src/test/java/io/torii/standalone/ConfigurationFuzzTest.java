package io.torii.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.Loaded;
import io.torii.config.ProxyConfig;
import io.torii.directive.Problem;
import io.torii.directive.Problem.Severity;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever stands in a directive file: it is read, or its problems are told, each with its line, in
 * reasonable time. Seeds follow each other from {@code fuzz.seed} on for {@code fuzz.seconds}; a
 * failure names its own, with which alone it comes again.
 */
class ConfigurationFuzzTest {

  private static final long SEED = Long.getLong("fuzz.seed", 1);
  private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("fuzz.seconds", 8));

  /** Of one text, on a machine that has much else to do. */
  private static final Duration MOST = Duration.ofSeconds(20);

  /** What only a programmer understands. */
  private static final Pattern EXCEPTION = Pattern.compile("[a-z]Exception\\b|\\bjava\\.");

  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  @TempDir private Path folder = Path.of("");

  @Test
  void anyTextIsReadOrRefusedWithItsLine() throws Exception {
    Files.createDirectory(folder.resolve("more"));
    Files.writeString(
        folder.resolve("more/a.conf"), "Define HERE x\nProxyPass /a http://127.0.0.1:1/\n");
    Files.writeString(
        folder.resolve("more/b.conf"), "<Location /b>\nRequire all denied\n</Location>\n");
    Corpus corpus = Corpus.read();
    ExecutorService reader = Executors.newSingleThreadExecutor(ConfigurationFuzzTest::daemon);
    List<String> faults = new ArrayList<>();
    long end = System.nanoTime() + TIME.toNanos();
    long usable = 0;
    long seed = SEED;
    for (; System.nanoTime() < end && faults.size() < 12; seed++) {
      String text = Mutations.text(corpus, seed);
      Path file = Files.writeString(folder.resolve("fuzz.conf"), text, StandardCharsets.UTF_8);
      Future<String> reading = reader.submit(() -> fault(file));
      String fault;
      try {
        fault = reading.get(MOST.toMillis(), TimeUnit.MILLISECONDS);
      } catch (ExecutionException e) {
        fault = trace(Objects.requireNonNullElse(e.getCause(), e));
      } catch (TimeoutException e) {
        fault = "not read within " + MOST;
        end = 0;
      }
      usable += fault.equals("usable") ? 1 : 0;
      if (!fault.isEmpty() && !fault.equals("usable")) {
        faults.add("-Dfuzz.seed=" + seed + ": " + fault + "\n----\n" + cut(text));
      }
    }
    reader.shutdownNow();
    if (!faults.isEmpty()) {
      throw new AssertionError(String.join("\n====\n", faults));
    }
    // Else nothing but refusals would have been tried.
    assertThat(usable).as("usable of %d", seed - SEED).isPositive();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "fuzz");
    thread.setDaemon(true);
    return thread;
  }

  /** What -t, -S and --explain do. */
  private static String fault(Path file) {
    Loaded loaded = new Configuration(List.of(file.toString()), Set.of()).load();
    for (Problem problem : loaded.problems()) {
      String fault = fault(problem);
      if (!fault.isEmpty()) {
        return fault + " of " + problem;
      }
    }
    Configuration.print(loaded.problems(), NOWHERE);
    new AccountPrint(loaded.account(), NOWHERE).print();
    if (loaded.config().isPresent() == !loaded.problems(Severity.ERROR).isEmpty()) {
      return "errors and a configuration, or neither";
    }
    loaded.config().ifPresent(ConfigurationFuzzTest::use);
    return loaded.config().isPresent() ? "usable" : "";
  }

  private static void use(ProxyConfig config) {
    new ConfigDump(config, NOWHERE).print();
    for (String path : List.of("/", "/app/x;jsessionid=a.b?c=d", "/a%2Fb/../c")) {
      new ExplainCommand(config, NOWHERE)
          .explain(
              "GET", "http://www.example.com" + path, List.of("X-A: b", "Cookie: a=b.c"), null);
    }
  }

  private static String fault(Problem problem) {
    if (problem.origin().line() < 1) {
      return "no line";
    }
    String message = problem.message();
    if (message.isBlank() || message.equals("null") || EXCEPTION.matcher(message).find()) {
      return "no message";
    }
    return message.indexOf('\n') >= 0 || message.indexOf('\r') >= 0 ? "more than a line" : "";
  }

  private static String trace(Throwable cause) {
    StringBuilder trace = new StringBuilder(cause.toString());
    StackTraceElement[] frames = cause.getStackTrace();
    for (int i = 0; i < Math.min(25, frames.length); i++) {
      trace.append("\n  at ").append(frames[i]);
    }
    return trace.toString();
  }

  private static String cut(String text) {
    return text.length() < 2000 ? text : text.substring(0, 2000) + "…";
  }
}
