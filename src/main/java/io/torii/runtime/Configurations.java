package io.torii.runtime;

import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.config.ConfigLoader.Loaded;
import io.torii.config.ProxyConfig;
import io.torii.config.ServerSettings.BadHeader;
import io.torii.config.VirtualHost;
import io.torii.directive.Problem;
import io.torii.upstream.HttpUpstream.Wanted;
import java.util.ArrayList;
import java.util.Collection;
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

  /** Every member, with the ProxyBadHeader of the server that its balancer belongs to. */
  static List<Wanted> members(ProxyConfig config, Collection<Balancer> balancers) {
    List<Wanted> wanted = new ArrayList<>();
    for (Balancer balancer : balancers) {
      BadHeader badHeader = owner(config, balancer.key()).server().badHeader();
      for (Member member : balancer.members()) {
        wanted.add(new Wanted(member, badHeader));
      }
    }
    return wanted;
  }

  private static VirtualHost owner(ProxyConfig config, String key) {
    return config.hosts().stream()
        .filter(host -> key.startsWith(host.id() + "/"))
        .findFirst()
        .orElse(config.main());
  }
}
