package io.torii.standalone;

import io.torii.config.ProxyConfig;
import io.torii.config.RequestLimits;
import io.torii.config.VirtualHost;
import java.util.stream.Stream;

/**
 * How large the heads of requests and responses may be in all, in bytes. The container sets aside
 * as much for each request that it serves, so what is generous for one is a lot for ten thousand.
 */
record HeadSizes(int request, int response) {

  /** Three times the default of LimitRequestFieldSize, half as much again as HAProxy takes. */
  private static final int USUAL_REQUEST = 24 * 1024;

  /** As much as a member may send, which is four times what nginx takes. */
  private static final int USUAL_RESPONSE = 32 * 1024;

  /** For what a response gets here on top of it. */
  private static final int ADDED = 4 * 1024;

  /** Whoever raises a limit of the configuration has a line that long, and others beside it. */
  static HeadSizes of(ProxyConfig config) {
    long request =
        Stream.concat(Stream.of(config.main()), config.hosts().stream())
            .map(VirtualHost::server)
            .mapToLong(server -> line(server.limits()))
            .max()
            .orElse(0);
    long response =
        config.balancers().values().stream()
            .flatMap(balancer -> balancer.members().stream())
            .mapToLong(member -> 2L * member.transport().responseFieldSize())
            .max()
            .orElse(0);
    return new HeadSizes(
        atLeast(USUAL_REQUEST, request), ADDED + atLeast(USUAL_RESPONSE, response));
  }

  private static long line(RequestLimits limits) {
    return (long) limits.line() + 2L * limits.fieldSize();
  }

  private static int atLeast(int usual, long size) {
    return (int) Math.min(Math.max(usual, size), Integer.MAX_VALUE / 4);
  }
}
