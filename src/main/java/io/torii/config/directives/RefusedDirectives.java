package io.torii.config.directives;

import static io.torii.config.directives.Definition.refused;

import io.torii.config.Account.Place;
import io.torii.config.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What decides who gets what and is not understood: an error that says what to write instead, never
 * a line in the log.
 */
final class RefusedDirectives {

  private static final String FILES =
      "Torii runs no programs and has no DocumentRoot; write ProxyPass to a server that does";
  private static final String USERS = "write AuthType Basic with an AuthUserFile";
  private static final String BODIES = "Torii does not change bodies; let the member do it";
  private static final String CACHE = "there is no cache in front of members; remove it";
  private static final String REVOCATION =
      "Torii does not look at revocation lists; trust a certificate authority of your own instead";

  private static final List<Group> GROUPS =
      List.of(
          new Group("write a RewriteRule for each key", "RewriteMap"),
          new Group(
              "it belongs to directories; write whole paths, which start with a slash",
              "RewriteBase"),
          new Group(
              "write the main server's rules into each <VirtualHost>, or Include a file of them",
              "RewriteOptions"),
          new Group(
              FILES,
              "ScriptAlias ScriptAliasMatch Action Script FallbackResource"
                  + " VirtualDocumentRoot VirtualDocumentRootIP VirtualScriptAlias"
                  + " VirtualScriptAliasIP CacheFile MMapFile DAV DAVBasePath CookieTracking"),
          new Group("write AddType with the files' extensions", "ForceType"),
          new Group("write Redirect with a whole URL", "RedirectRelative"),
          new Group("it is for clients that send no Host; remove it", "ServerPath"),
          new Group("write <If> with a SetEnv in it", "SetEnvIfExpr"),
          new Group("write ProxyPass for what is to be reached", "ProxyRemote ProxyRemoteMatch"),
          new Group("write \"ProxyPass /path !\", or Require in a <Proxy>", "ProxyBlock"),
          new Group("Torii is no forward proxy; remove it", "AllowCONNECT"),
          new Group(
              "a ws:// target takes plain requests as http too; write a path of its own for"
                  + " WebSockets",
              "ProxyWebsocketFallbackToProxyHttp"),
          new Group(
              "write ProxyPass and an http target",
              "ProxyExpressEnable ProxyExpressDBMFile ProxyExpressDBMType ProxyFCGIBackendType"
                  + " ProxyFCGISetEnvIf ProxySCGISendfile ProxySCGIInternalRedirect"),
          new Group("write \"Require method\" in a <RequireAny>", "AllowMethods"),
          new Group(
              USERS,
              "AuthBasicFake AuthBasicUseDigestAlgorithm AuthDigestProvider"
                  + " AuthDigestQop AuthDigestNonceLifetime AuthDigestNcCheck AuthDigestAlgorithm"
                  + " AuthDigestDomain AuthDBMUserFile AuthDBMType AuthDBMGroupFile AuthzDBMType"
                  + " AuthDBDUserPWQuery AuthDBDUserRealmQuery AuthzDBDQuery AuthzDBDRedirectQuery"
                  + " AuthzDBDLoginToReferer AuthLDAPURL AuthLDAPBindDN AuthLDAPBindPassword"
                  + " AuthLDAPGroupAttribute AuthLDAPGroupAttributeIsDN AuthLDAPRemoteUserAttribute"
                  + " AuthLDAPRemoteUserIsDN AuthLDAPBindAuthoritative AuthLDAPAuthorizePrefix"
                  + " AuthnProviderAlias AuthzProviderAlias AuthnCacheProvideFor AuthnCacheContext"
                  + " AuthnCacheTimeout AuthnCacheEnable AuthnzFcgiDefineProvider"
                  + " AuthnzFcgiCheckAuthnProvider AuthFormProvider AuthFormLoginRequiredLocation"
                  + " Anonymous Anonymous_MustGiveEmail Anonymous_NoUserId Anonymous_VerifyEmail"
                  + " Anonymous_LogEmail AuthzSendForbiddenOnFailure SessionCookieName"
                  + " SessionCryptoPassphrase SessionMaxAge"),
          new Group("write \"Require expr\" with SSL_ variables", "SSLRequire SSLUserName"),
          new Group(
              "write \"Require expr \\\"%{HTTPS} == 'on'\\\"\", or Redirect in the host of port 80",
              "SSLRequireSSL"),
          new Group(
              REVOCATION,
              "SSLCARevocationFile SSLCARevocationPath SSLOCSPDefaultResponder"
                  + " SSLOCSPOverrideResponder SSLProxyCARevocationFile SSLProxyCARevocationPath"),
          new Group(
              "write the certificates into one file, and SSLCACertificateFile",
              "SSLCACertificatePath SSLCADNRequestPath SSLCADNRequestFile"),
          new Group(
              "write the certificates into one file, and SSLProxyCACertificateFile",
              "SSLProxyCACertificatePath"),
          new Group(
              "write SSLProxyMachineCertificateFile, with the chain in it",
              "SSLProxyMachineCertificatePath SSLProxyMachineCertificateChainFile"),
          new Group(
              "write SSLProtocol, SSLCipherSuite or SSLVerifyClient",
              "SSLSRPVerifierFile SSLSRPUnknownUserSeed"),
          new Group(
              "write RemoteIPInternalProxy or RemoteIPTrustedProxy with the addresses",
              "RemoteIPInternalProxyList RemoteIPTrustedProxyList"),
          new Group(
              "each connection starts with a PROXY header where RemoteIPProxyProtocol is on; let"
                  + " others in by a listener without it",
              "RemoteIPProxyProtocolExceptions"),
          new Group("write RemoteIPHeader alone", "RemoteIPProxiesHeader"),
          new Group(
              BODIES,
              "SetInputFilter FilterDeclare FilterProvider"
                  + " FilterChain FilterProtocol FilterTrace ExtFilterDefine ExtFilterOptions"
                  + " Substitute SubstituteMaxLineLength SubstituteInheritBefore OutputSed InputSed"
                  + " ProxyHTMLURLMap BufferSize CharsetSourceEnc CharsetDefault CharsetOptions"
                  + " ReflectorHeader"),
          new Group(
              CACHE,
              "CacheEnable CacheDisable CacheMaxExpire CacheMinExpire CacheDefaultExpire"
                  + " CacheIgnoreNoLastMod CacheStoreExpired CacheStorePrivate CacheStoreNoStore"
                  + " CacheLastModifiedFactor CacheHeader CacheDetailHeader CacheStaleOnError"
                  + " CacheQuickHandler CacheIgnoreCacheControl CacheIgnoreHeaders"
                  + " CacheIgnoreQueryString CacheIgnoreURLSessionIdentifiers CacheLock"
                  + " CacheLockPath CacheLockMaxAge CacheKeyBaseURL CacheMinFileSize"
                  + " CacheMaxFileSize CacheReadSize CacheReadTime"),
          new Group("write CustomLog", "GlobalLog ForensicLog LogMessage"),
          new Group("write the lines out", "Use UndefMacro"),
          new Group(
              "mod_jk's workers are ajp, which Torii does not speak; write ProxyPass and an http"
                  + " target",
              "JkMount JkUnMount JkMountFile JkWorkersFile JkWorkerProperty JkAutoAlias"
                  + " JkMountCopy JkLogFile JkLogLevel JkShmFile JkOptions JkRequestLogFormat"));

  private static final List<Switch> SWITCHES =
      List.of(
          new Switch("AuthMerging", "off", "write all Require lines into one section"),
          new Switch("Session", "off", USERS),
          new Switch("SSLStrictSNIVHostCheck", "off", "write Require expr with %{SSL_TLS_SNI}"),
          new Switch("SSLOCSPEnable", "off", REVOCATION),
          new Switch("SSLCARevocationCheck", "none", REVOCATION),
          new Switch("SSLProxyCARevocationCheck", "none", REVOCATION),
          new Switch("ProxyHTMLEnable", "off", BODIES),
          new Switch("ProtocolEcho", "off", "Torii speaks HTTP alone; remove it"),
          new Switch("H2ProxyRequests", "off", "write ProxyPass for what is to be reached"),
          new Switch("CheckSpelling", "off", "write Alias or Redirect for the other spelling"),
          new Switch("MDRequireHttps", "off", "write Redirect in the host of port 80"),
          new Switch("CaseFilter", "off", BODIES),
          new Switch("CaseFilterIn", "off", BODIES),
          new Switch(
              "StrictHostCheck",
              "off",
              "write a <VirtualHost> in front of the others that refuses, with \"Require all"
                  + " denied\" in a <Location \"/\">: it takes the names that no other has"));

  private static final Set<String> COMPRESSION = Set.of("DEFLATE", "BROTLI_COMPRESS", "NONE");

  private record Group(String instead, String names) {}

  /**
   * Something that is understood in one position.
   *
   * @param harmless the value that says what we do anyway
   */
  private record Switch(String name, String harmless, String instead) {

    void check(Statement s) throws InvalidValueException {
      if (s.count() != 1 || !s.word(0).equalsIgnoreCase(harmless)) {
        throw new InvalidValueException(
            name + " " + String.join(" ", s.words()) + " is not understood: " + instead + ".");
      }
    }
  }

  private RefusedDirectives() {}

  static List<Definition> all() {
    List<Definition> definitions = new ArrayList<>();
    for (Group group : GROUPS) {
      for (String name : Definition.names(group.names())) {
        boolean section = name.endsWith("ProviderAlias");
        definitions.add(refused(name, section, group.instead()));
      }
    }
    for (Switch off : SWITCHES) {
      definitions.add(refused(off.name(), false, off.instead(), (s, b) -> off.check(s)));
    }
    definitions.add(refused("Limit", true, "write \"Require method\" in a <RequireAny>"));
    definitions.add(refused("LimitExcept", true, "write \"Require method\" in a <RequireAny>"));
    definitions.add(refused("Macro", true, "write the lines out"));
    for (String name : List.of("SetOutputFilter", "AddOutputFilterByType")) {
      definitions.add(refused(name, false, BODIES, RefusedDirectives::filter));
    }
    definitions.addAll(OldAccess.all());
    definitions.addAll(RefusedValues.all());
    return definitions;
  }

  /** Without compression a response is the same; what other filters do would be missed. */
  private static void filter(Statement s, Block block) throws InvalidValueException {
    String filters = s.count() == 0 ? "" : s.word(0).toUpperCase(Locale.ROOT);
    if (!COMPRESSION.containsAll(List.of(filters.split(";", -1)))) {
      throw new InvalidValueException(
          s.name() + " " + String.join(" ", s.words()) + " is not understood: " + BODIES + ".");
    }
    s.elsewhere(
        Place.MEMBER, "is httpd's own: responses keep the compression that the member gave them");
  }
}
