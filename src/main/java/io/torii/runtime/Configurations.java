package io.torii.runtime;

import io.torii.admin.Administration;
import io.torii.config.Loaded;
import io.torii.config.ProxyConfig;
import io.torii.directive.Origin;
import io.torii.directive.Problem;
import io.torii.observe.LogFiles;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a loaded configuration means to the running product. */
final class Configurations {

  private static final Logger LOG = LoggerFactory.getLogger("torii");

  private Configurations() {}

  /** The configuration with what was changed while an earlier process ran. */
  static Loaded withChanges(Loaded first) throws ConfigurationException {
    if (first.config().isEmpty()) {
      return first;
    }
    try {
      return Administration.begin(first);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** The configuration that has been read anew, with what has been changed. */
  static Loaded withChanges(Loaded read, Administration administration)
      throws ConfigurationException {
    try {
      return administration.again(read);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private static ConfigurationException unreadable(IOException e) {
    Origin origin = Origin.property("torii.manager.changes-file");
    return new ConfigurationException(
        List.of(new Problem(origin, Problem.Severity.ERROR, String.valueOf(e.getMessage()))));
  }

  /** The configuration with its log files open, or everything that keeps it from being used. */
  static ProxyConfig usable(Loaded loaded) throws ConfigurationException {
    ProxyConfig config =
        loaded.config().orElseThrow(() -> new ConfigurationException(loaded.problems()));
    List<Problem> closed = LogFiles.open(config);
    if (!closed.isEmpty()) {
      throw new ConfigurationException(closed);
    }
    return config;
  }

  /** Says what is worth knowing about a configuration that is in use. */
  static void tell(List<Problem> problems) {
    for (Problem problem : problems) {
      if (problem.severity() == Problem.Severity.WARNING) {
        LOG.warn("{}", problem);
      } else {
        LOG.info("{}", problem);
      }
    }
  }
}
