package io.torii.runtime;

import io.torii.config.Loaded;
import io.torii.config.ProxyConfig;
import io.torii.directive.Problem;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a loaded configuration means to the running product. */
final class Configurations {

  private static final Logger LOG = LoggerFactory.getLogger("torii");

  private Configurations() {}

  /** The configuration, or everything that keeps it from being used. */
  static ProxyConfig usable(Loaded loaded) throws ConfigurationException {
    return loaded.config().orElseThrow(() -> new ConfigurationException(loaded.problems()));
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
