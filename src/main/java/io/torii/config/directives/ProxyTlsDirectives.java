package io.torii.config.directives;

import static io.torii.config.directives.Definition.directive;

import io.torii.config.InvalidValueException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The TLS of connections to members (mod_ssl). */
final class ProxyTlsDirectives {

  private ProxyTlsDirectives() {}

  static List<Definition> all() {
    return List.of(
        directive(
            "SSLProxyEngine",
            Context.SERVERS_AND_PROXY,
            "On|Off",
            "whether https members are spoken to",
            (s, b) -> b.values().put(Key.PROXY_TLS, s.onOff(0))),
        directive(
            "SSLProxyVerify",
            Context.SERVERS_AND_PROXY,
            "none|require",
            "whether a member's certificate is verified (default: it is)",
            ProxyTlsDirectives::verify),
        directive(
            "SSLProxyCheckPeerName",
            Context.SERVERS_AND_PROXY,
            "On|Off",
            "whether the certificate must name the member",
            (s, b) -> b.values().put(Key.PROXY_TLS_CHECK_NAME, s.onOff(0))),
        directive(
            "SSLProxyCheckPeerCN",
            Context.SERVERS_AND_PROXY,
            "On|Off",
            "the same, where SSLProxyCheckPeerName is not written",
            (s, b) -> b.values().put(Key.PROXY_TLS_CHECK_CN, s.onOff(0))),
        directive(
            "SSLProxyCheckPeerExpire",
            Context.SERVERS_AND_PROXY,
            "On|Off",
            "whether the certificate must be valid today",
            (s, b) -> b.values().put(Key.PROXY_TLS_CHECK_EXPIRY, s.onOff(0))),
        directive(
            "SSLProxyCACertificateFile",
            Context.SERVERS_AND_PROXY,
            "file",
            "who signs members' certificates, PEM",
            (s, b) -> b.values().put(Key.PROXY_TLS_CA, s.file(0))),
        directive(
            "SSLProxyMachineCertificateFile",
            Context.SERVERS_AND_PROXY,
            "file",
            "the certificate and key that we show to members, PEM",
            (s, b) -> b.values().put(Key.PROXY_TLS_CERTIFICATE, s.file(0))),
        directive(
            "SSLProxyProtocol",
            Context.SERVERS_AND_PROXY,
            "[+|-]version …",
            "TLS versions that are spoken with members",
            (s, b) -> b.values().put(Key.PROXY_TLS_PROTOCOLS, TlsDirectives.versions(s))));
  }

  private static void verify(Statement s, Block block) throws InvalidValueException {
    Map<String, Boolean> choices =
        Map.of("none", false, "require", true, "optional", true, "optional_no_ca", true);
    boolean verify = s.choice(0, choices, "none or require");
    if (s.word(0).toLowerCase(Locale.ROOT).startsWith("optional")) {
      s.warn(
          "SSLProxyVerify "
              + s.word(0)
              + " is taken as require: a server always shows a"
              + " certificate; write require or none.");
    }
    block.values().put(Key.PROXY_TLS_VERIFY, verify);
  }
}
