package io.torii.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the microbenchmarks in a process of their own. */
final class Parts {

  private static final String RULES = "RuleMatching";

  private Parts() {}

  /**
   * Runs them.
   *
   * @param all whether all parts are measured, or rule matching alone
   * @return the nanoseconds of a decision, by the number of rules
   */
  static Map<Integer, Double> run(JavaHome java, Path folder, boolean all)
      throws IOException, InterruptedException {
    Path csv = folder.resolve("parts.csv");
    List<String> arguments = new ArrayList<>();
    if (!all) {
      arguments.add(RULES);
    }
    arguments.addAll(List.of("-rf", "csv", "-rff", csv.toString()));
    Process process =
        java.run(
                List.of(JavaProxies.HEAP),
                org.openjdk.jmh.Main.class,
                arguments.toArray(String[]::new))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("parts.txt").toFile())
            .start();
    if (process.waitFor() != 0) {
      throw new IOException(Files.readString(folder.resolve("parts.txt")));
    }
    return rules(Files.readAllLines(csv));
  }

  /** Score is the fifth column, the parameter the last. */
  private static Map<Integer, Double> rules(List<String> lines) {
    Map<Integer, Double> nanos = new TreeMap<>();
    for (String line : lines) {
      String[] columns = line.replace("\"", "").split(",", -1);
      if (columns[0].contains("." + RULES + ".")) {
        nanos.put(Integer.parseInt(columns[columns.length - 1]), Double.parseDouble(columns[4]));
      }
    }
    return nanos;
  }
}
