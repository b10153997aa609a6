package io.torii.standalone;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The way in of {@code java -jar torii-standalone.war}. */
@Command(name = "torii", versionProvider = Version.class)
public final class Main implements Runnable {

  private Main() {}

  /** Answers the command line and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @CommandLine.Option(
      names = {"-v", "--version"},
      versionHelp = true,
      description = "show the version")
  boolean version;

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
