package io.torii.rule;

import io.torii.config.ServerName;

/** How the client reaches us, for addresses that we write ourselves. */
final class SelfUrl {

  private SelfUrl() {}

  /**
   * {@code scheme://host[:port]}. By default the client's own Host, with the port that it wrote and
   * none if it wrote none; ServerName for UseCanonicalName On and for a client that sent no Host.
   */
  static String origin(Request request) {
    ServerName name = request.host().name().orElse(null);
    String connection = request.connection().scheme();
    String scheme = name == null ? connection : name.scheme().orElse(connection);
    Authority asked = authority(request);
    if (name != null && (request.host().server().canonicalName() || asked.host().isEmpty())) {
      asked = new Authority(name.host(), name.port().orElse(0));
    }
    if (asked.host().isEmpty()) {
      asked =
          new Authority(
              request.connection().local().getAddress().getHostAddress(),
              request.connection().local().getPort());
    }
    return scheme + "://" + asked.in(scheme);
  }

  static Authority authority(Request request) {
    return RequestAuthority.of(request.target(), request.protocol(), request.headers()).authority();
  }

  /** A path made absolute; what is no path stays as it is. */
  static String absolute(Request request, String location) {
    return location.startsWith("/") ? origin(request) + location : location;
  }
}
