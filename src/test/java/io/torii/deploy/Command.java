package io.torii.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that has run to its end.
 *
 * @param said both its streams
 */
public record Command(int status, String said) {

  private static final long PATIENCE_SECONDS = 60;

  public static Command run(String... words) throws IOException, InterruptedException {
    return run(Map.of(), words);
  }

  public static Command run(Map<String, String> environment, String... words)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("command", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new IOException(List.of(words) + " does not end");
      }
      return new Command(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      process.destroyForcibly();
      Files.delete(output);
    }
  }

  /** Whether a program of that name can be called. */
  public static boolean isThere(String program) {
    return find(program).isPresent();
  }

  /** The file of a program that can be called. */
  static Path where(String program) {
    return find(program).orElseThrow();
  }

  private static Optional<Path> find(String program) {
    return Arrays.stream(System.getenv("PATH").split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
