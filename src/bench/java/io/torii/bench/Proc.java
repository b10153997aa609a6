package io.torii.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What the kernel knows of a process and its children, from {@code /proc}. */
final class Proc {

  /** {@code USER_HZ}, which is the same on every Linux that Java runs on. */
  private static final long TICKS = 100;

  private final ProcessHandle process;

  Proc(ProcessHandle process) {
    this.process = process;
  }

  /** User and system time of the process, its children that live and those that have ended. */
  Duration cpu() {
    long ticks = all().mapToLong(Proc::ticks).sum();
    return Duration.ofNanos(ticks * (TimeUnit.SECONDS.toNanos(1) / TICKS));
  }

  /**
   * The most memory that was ever resident, in KiB. Summed over the children, so pages that they
   * share count once for each.
   */
  long peakKib() {
    return all().mapToLong(p -> status(p, "VmHWM:")).sum();
  }

  /** The memory that is resident now, in KiB. */
  long residentKib() {
    return all().mapToLong(p -> status(p, "VmRSS:")).sum();
  }

  /** How many there are. */
  int threads() {
    return (int) all().mapToLong(p -> status(p, "Threads:")).sum();
  }

  private Stream<ProcessHandle> all() {
    return Stream.concat(Stream.of(process), process.descendants());
  }

  private static long ticks(ProcessHandle process) {
    String stat = read(process, "stat");
    // The second field is the name in parentheses, and may hold anything.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
    long ticks = 0;
    for (int i = 11; i < 15 && i < fields.length; i++) { // utime, stime, cutime, cstime
      ticks += Long.parseLong(fields[i]);
    }
    return ticks;
  }

  private static long status(ProcessHandle process, String name) {
    return read(process, "status")
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  /** Empty once the process is gone. */
  private static String read(ProcessHandle process, String file) {
    try {
      return Files.readString(
          Path.of("/proc", Long.toString(process.pid()), file), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "";
    }
  }
}
