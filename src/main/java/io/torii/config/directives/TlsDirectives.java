package io.torii.config.directives;

import static io.torii.config.directives.Definition.directive;

import io.torii.config.InvalidValueException;
import io.torii.config.ServerTls.ClientAuth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The TLS of our own listeners (mod_ssl). */
final class TlsDirectives {

  private static final Set<String> OPTIONS =
      Set.of(
          "stdenvvars",
          "exportcertdata",
          "optrenegotiate",
          "strictrequire",
          "legacydnstringformat");

  private TlsDirectives() {}

  static List<Definition> all() {
    return List.of(
        directive(
            "SSLEngine",
            Context.SERVERS,
            "On|Off",
            "whether this server speaks TLS",
            TlsDirectives::engine),
        directive(
            "SSLCertificateFile",
            Context.SERVERS,
            "file",
            "the certificate, PEM, with its chain",
            (s, b) -> b.server().certificates.add(s.file(0))),
        directive(
            "SSLCertificateKeyFile",
            Context.SERVERS,
            "file",
            "the certificate's key, PEM",
            (s, b) -> b.server().keys.add(s.file(0))),
        directive(
            "SSLCertificateChainFile",
            Context.SERVERS,
            "file",
            "the certificate's chain, PEM",
            (s, b) -> b.values().put(Key.TLS_CHAIN, s.file(0))),
        directive(
            "SSLProtocol",
            Context.SERVERS,
            "[+|-]version …",
            "TLS versions that are spoken",
            (s, b) -> b.values().put(Key.TLS_PROTOCOLS, versions(s))),
        directive(
            "SSLCipherSuite",
            Context.SERVERS,
            "[SSL|TLSv1.3] ciphers",
            "ciphers, as OpenSSL names them",
            TlsDirectives::ciphers),
        directive(
            "SSLHonorCipherOrder",
            Context.SERVERS,
            "On|Off",
            "whether our order of ciphers counts rather than the client's",
            (s, b) -> b.values().put(Key.TLS_HONOR_ORDER, s.onOff(0))),
        directive(
            "SSLVerifyClient",
            Context.SERVERS,
            "none|optional|optional_no_ca|require",
            "whether clients show a certificate",
            (s, b) ->
                b.values()
                    .put(
                        Key.TLS_CLIENT_AUTH,
                        s.choice(
                            0,
                            Map.of(
                                "none", ClientAuth.NONE,
                                "optional", ClientAuth.OPTIONAL,
                                "optional_no_ca", ClientAuth.OPTIONAL_NO_CA,
                                "require", ClientAuth.REQUIRE),
                            "none, optional, optional_no_ca or require"))),
        directive(
            "SSLCACertificateFile",
            Context.SERVERS,
            "file",
            "who signs clients' certificates, PEM",
            (s, b) -> b.values().put(Key.TLS_CLIENT_CA, s.file(0))),
        directive(
            "SSLOptions",
            Context.ANYWHERE,
            "[+|-]option …",
            "StdEnvVars, ExportCertData",
            TlsDirectives::options));
  }

  /** The versions that an SSLProtocol or SSLProxyProtocol leaves. */
  static TlsVersions versions(Statement s) throws InvalidValueException {
    TlsVersions versions = TlsVersions.parse(s.name(), s.words());
    if (TlsVersions.overrides(s.words())) {
      s.warn(
          s.name()
              + " has a version without + or - that undoes what stands before it (AH02532): "
              + String.join(" ", versions.names())
              + " is left; write + in front of each.");
    }
    return versions;
  }

  private static void engine(Statement s, Block block) throws InvalidValueException {
    if (s.word(0).equalsIgnoreCase("optional")) {
      throw new InvalidValueException(
          "SSLEngine optional is not understood: no client upgrades a connection to TLS; write On"
              + " or Off.");
    }
    block.values().put(Key.TLS, s.onOff(0));
  }

  private static void ciphers(Statement s, Block block) throws InvalidValueException {
    if (s.count() == 1) {
      block.values().put(Key.TLS_CIPHERS, s.word(0));
      return;
    }
    switch (s.word(0).toLowerCase(Locale.ROOT)) {
      case "ssl" -> block.values().put(Key.TLS_CIPHERS, s.word(1));
      case "tlsv1.3" ->
          s.reading()
              .noteOnce(
                  s.origin(),
                  "SSLCipherSuite TLSv1.3",
                  "SSLCipherSuite TLSv1.3 is Java's own: its ciphers of TLS 1.3 are all sound.");
      default ->
          throw new InvalidValueException(
              "SSLCipherSuite is for SSL or TLSv1.3, not for \"" + s.word(0) + "\".");
    }
  }

  private static void options(Statement s, Block block) throws InvalidValueException {
    for (String word : s.words()) {
      String name = word.replaceFirst("^[+-]", "").toLowerCase(Locale.ROOT);
      if (name.equals("fakebasicauth") && !word.startsWith("-")) {
        throw new InvalidValueException(
            "SSLOptions FakeBasicAuth is not understood: write Require expr with"
                + " %{SSL_CLIENT_S_DN}.");
      }
      if (!OPTIONS.contains(name) && !name.equals("fakebasicauth")) {
        throw new InvalidValueException(
            "SSLOptions does not know \""
                + word
                + "\": it knows StdEnvVars, ExportCertData,"
                + " OptRenegotiate, StrictRequire and LegacyDNStringFormat.");
      }
    }
    block.server().tlsOptions.addAll(s.words());
    if (!block.inServer()) {
      s.reading()
          .noteOnce(
              s.origin(),
              "SSLOptions in sections",
              "SSLOptions in a section holds for its whole server: the TLS variables are there for"
                  + " every request.");
    }
  }
}
