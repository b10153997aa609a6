package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.directives.Definition.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {

  @Test
  void everyEntrySaysWhatItIs() {
    assertThat(Catalogue.all())
        .hasSizeGreaterThan(400)
        .allSatisfy(d -> assertThat(d.description()).isNotBlank().doesNotEndWith("."))
        .filteredOn(d -> d.kind() == Kind.UNDERSTOOD)
        .hasSizeGreaterThan(90)
        .allSatisfy(d -> assertThat(d.contexts()).isNotEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VirtualHost Proxy ProxyMatch Location LocationMatch RequireAny RequireAll RequireNone If"
            + " ElseIf Else Directory DirectoryMatch Files FilesMatch"
      })
  void understandsTheSections(String names) {
    assertThat(names.split(" ", -1)).allMatch(name -> Catalogue.understands("<" + name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Listen ServerName ServerAlias ServerAdmin ServerRoot ServerTokens ServerSignature Timeout"
            + " ErrorDocument LimitRequestBody LimitRequestLine LimitRequestFieldSize"
            + " LimitRequestFields AllowEncodedSlashes MergeSlashes UseCanonicalName TraceEnable"
            + " KeepAlive KeepAliveTimeout MaxKeepAliveRequests Protocols RequestReadTimeout",
        "ProxyRequests ProxyPass ProxyPassMatch ProxyPassReverse ProxyPassReverseCookieDomain"
            + " ProxyPassReverseCookiePath ProxySet BalancerMember ProxyPreserveHost"
            + " ProxyAddHeaders ProxyVia ProxyTimeout ProxyErrorOverride ProxyMaxForwards"
            + " ProxyBadHeader ProxyIOBufferSize ProxyStatus BalancerPersist BalancerGrowth"
            + " BalancerInherit SetHandler ProxyPassInherit ProxyPassInterpolateEnv"
            + " Proxy100Continue ProxySourceAddress ProxyReceiveBufferSize ProxyHCExpr"
            + " ProxyHCTemplate",
        "Header RequestHeader SetEnv SetEnvIf SetEnvIfNoCase UnsetEnv PassEnv BrowserMatch Redirect"
            + " RedirectMatch Require AuthType AuthName AuthUserFile AuthGroupFile",
        "ErrorLog CustomLog LogFormat LogLevel SSLEngine SSLCertificateFile SSLCertificateKeyFile"
            + " SSLCertificateChainFile SSLProtocol SSLCipherSuite SSLProxyEngine SSLProxyVerify"
            + " SSLProxyCheckPeerName SSLProxyCheckPeerCN SSLProxyCheckPeerExpire"
            + " SSLProxyCACertificateFile SSLProxyMachineCertificateFile SSLProxyProtocol"
            + " SSLVerifyClient SSLCACertificateFile SSLOptions SSLHonorCipherOrder RemoteIPHeader"
            + " RemoteIPInternalProxy RemoteIPTrustedProxy RemoteIPProxyProtocol"
      })
  void understandsTheDirectives(String names) {
    assertThat(names.split(" ", -1)).allMatch(Catalogue::understands);
  }

  @Test
  void saysOnceWhatIsHttpdsOwn() {
    Conf conf =
        Conf.of(
            "LoadModule proxy_module modules/mod_proxy.so",
            "LoadModule ssl_module modules/mod_ssl.so",
            "User www-data");

    assertThat(conf.notes())
        .containsExactly(
            "t.conf:1: LoadModule is httpd's own: Torii is one Java process and loads no modules.",
            "t.conf:3: User is set where the process is started: by the service or the container.");
    assertThat(conf.config().hosts()).isEmpty();
  }

  @Test
  void takesRewritingThatIsSwitchedOff() {
    assertThat(Conf.of("RewriteEngine off").errors()).isEmpty();
  }

  @Test
  void knowsNamesInAnyCase() {
    assertThat(Conf.of("proxypreservehost ON").settings().preservesHost()).isTrue();
  }

  @Test
  void findsModulesByBothOfTheirNames() {
    assertThat(List.of("mod_proxy.c", "proxy_module", "mod_ssl.c", "headers_module", "core.c"))
        .allMatch(Modules::known);
    assertThat(List.of("mod_dav.c", "dav_module", "Mod_Proxy.c", "proxy", "mod_cache.c"))
        .noneMatch(Modules::known);
  }

  @Test
  void tellsHttpdsModulesFromOthers() {
    assertThat(List.of("proxy_module", "access_compat_module", "mpm_event_module", "dav_module"))
        .noneMatch(Modules::foreign);
    assertThat(List.of("security2_module", "jk_module")).allMatch(Modules::foreign);
  }

  @Test
  void findsWhateverHttpdHas() {
    assertThat(List.of("Deny", "LuaRoot", "ProxyPass", "<Limit", "<VirtualHost"))
        .allMatch(Catalogue::has);
    assertThat(List.of("SecRule", "<Deny", "Location")).noneMatch(Catalogue::has);
  }
}
