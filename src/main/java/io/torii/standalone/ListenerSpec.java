package io.torii.standalone;

import io.torii.config.ListenAddress;
import io.torii.config.ListenerPlan;
import io.torii.config.ListenerSettings;
import io.torii.config.ProxyConfig;
import java.util.Optional;

/**
 * Everything that a listener is made from. It is complete before anything is opened, so that what
 * is wrong with it leaves the listeners that run as they are.
 *
 * @param settings what may change while it runs
 * @param tls which certificates are shown to whom; empty for a plain listener
 */
record ListenerSpec(
    ListenAddress address, Fixed fixed, ListenerSettings settings, Optional<TlsHosts> tls) {

  /** What a listener has for life: another one must be opened in its place. */
  record Fixed(boolean secure, boolean http2, boolean proxied, HeadSizes heads) {}

  /**
   * What the configuration says of one address.
   *
   * @throws TlsException if a certificate cannot be used
   */
  static ListenerSpec of(ListenerPlan.Planned planned, ProxyConfig config) throws TlsException {
    boolean secure = planned.secure();
    if (secure && planned.hosts().isEmpty()) {
      throw new TlsException(
          "nobody has a certificate for it: write SSLEngine On and SSLCertificateFile");
    }
    return new ListenerSpec(
        planned.address(),
        // With TLS each host has its own Protocols; it decides in the handshake.
        new Fixed(
            secure,
            secure || config.listener().http2Clear(),
            config.listener().proxyProtocol(),
            HeadSizes.of(config)),
        config.listener(),
        secure ? Optional.of(TlsHosts.of(planned.hosts(), config)) : Optional.empty());
  }
}
