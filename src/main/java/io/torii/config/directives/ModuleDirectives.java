package io.torii.config.directives;

import static io.torii.config.directives.Definition.elsewhere;
import static io.torii.config.directives.Definition.refused;

import io.torii.config.Account.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * The directives of httpd's modules that have nothing to do with proxying: those that cannot decide
 * who gets what are listed, the others name their module and what to write instead.
 */
final class ModuleDirectives {

  private static final List<Listed> LISTED =
      List.of(
          new Listed(
              Place.MODULE,
              "is mod_dbd's, which other modules ask for a database that Torii does" + " not have",
              "DBDriver DBDParams DBDPersist DBDPrepareSQL DBDInitSQL DBDMin DBDKeep"
                  + " DBDMax DBDExptime"),
          new Listed(
              Place.MODULE,
              "is mod_ldap's: no Require and no AuthBasicProvider of Torii asks a"
                  + " directory service",
              "LDAPTrustedGlobalCert LDAPTrustedClientCert LDAPTrustedMode"
                  + " LDAPVerifyServerCert LDAPConnectionTimeout LDAPReferrals"
                  + " LDAPReferralHopLimit LDAPLibraryDebug LDAPTimeout"
                  + " LDAPConnectionPoolTTL LDAPRetries LDAPRetryDelay"),
          new Listed(
              Place.MODULE,
              "is mod_lua's, and without scripts nothing changes",
              "LuaRoot LuaPackagePath LuaPackageCPath LuaScope LuaInherit"
                  + " LuaCodeCache Lua_____ByteCodeHack"),
          new Listed(
              Place.MODULE,
              "is mod_macro's, and without macros nothing changes",
              "MacroIgnoreEmptyArgs MacroIgnoreBadNesting"),
          new Listed(
              Place.FILES,
              "is httpd's own: Torii serves files of Alias as they are",
              "CGIScriptTimeout MetaFiles MetaDir MetaSuffix ModemStandard ImapMenu"
                  + " ImapDefault ImapBase CheckCaseOnly CheckBasenameMatch"),
          new Listed(
              Place.LOG,
              "is httpd's own: Torii logs no bytes of connections and asks no" + " client's identd",
              "DumpIOInput DumpIOOutput IdentityCheck IdentityCheckTimeout"),
          new Listed(
              Place.TLS,
              "is mod_md's, and without MDomain nothing changes",
              "MDCertificateAuthority MDCertificateAgreement MDCAChallenges"
                  + " MDCertificateProtocol MDContactEmail MDDriveMode MDRenewMode"
                  + " MDMustStaple MDPortMap MDPrivateKeys MDHttpProxy MDStoreDir"
                  + " MDRenewWindow MDNotifyCmd MDBaseServer MDChallengeDns01"
                  + " MDChallengeDns01Version MDServerStatus MDCertificateStatus"
                  + " MDWarnWindow MDMessageCmd MDStapling MDStapleOthers"
                  + " MDStaplingKeepResponse MDStaplingRenewWindow MDCertificateCheck"
                  + " MDActivationDelay MDCACertificateFile MDHttpProxyCACertificateFile"
                  + " MDExternalAccountBinding MDRetryDelay MDRetryFailover MDStoreLocks"
                  + " MDMatchNames MDInitialDelay MDCheckInterval MDProfile"
                  + " MDProfileMandatory MDRenewViaARI"),
          new Listed(
              Place.NEEDLESS,
              "has no effect while Session is off",
              "SessionHeader SessionEnv SessionInclude SessionExclude"
                  + " SessionExpiryUpdateInterval SessionCookieName2 SessionCookieRemove"
                  + " SessionCryptoPassphraseFile SessionCryptoCipher SessionCryptoDriver"
                  + " SessionDBDSelectLabel SessionDBDInsertLabel SessionDBDUpdateLabel"
                  + " SessionDBDDeleteLabel SessionDBDPerUser SessionDBDCookieRemove"
                  + " SessionDBDCookieName SessionDBDCookieName2"),
          new Listed(
              Place.NEEDLESS,
              "has no effect while SSLOCSPEnable is off",
              "SSLOCSPResponseTimeSkew SSLOCSPResponseMaxAge SSLOCSPResponderTimeout"
                  + " SSLOCSPUseRequestNonce SSLOCSPProxyURL SSLOCSPNoVerify"
                  + " SSLOCSPResponderCertificateFile"),
          new Listed(
              Place.NEEDLESS,
              "has no effect without CookieTracking",
              "CookieExpires CookieDomain CookieStyle CookieName CookieSameSite"
                  + " CookieSecure CookieHttpOnly"),
          new Listed(
              Place.NEEDLESS,
              "has no effect while ProxyHTMLEnable is off",
              "xml2EncDefault xml2EncAlias xml2StartParse"));

  private static final List<Refused> REFUSED =
      List.of(
          new Refused(
              "it is mod_lua's, and Torii runs no scripts; write Require, RewriteRule"
                  + " or Header, or let a member do it",
              "LuaHookPreTranslateName LuaHookTranslateName LuaHookFixups"
                  + " LuaHookMapToStorage LuaHookCheckUserID LuaHookTypeChecker"
                  + " LuaHookAccessChecker LuaHookAuthChecker LuaQuickHandler"
                  + " LuaAuthzProvider LuaHookInsertFilter LuaHookLog LuaMapHandler"
                  + " LuaOutputFilter LuaInputFilter",
              "LuaHookPreTranslateName LuaHookTranslateName LuaHookFixups"
                  + " LuaHookMapToStorage LuaHookCheckUserID LuaHookTypeChecker"
                  + " LuaHookAccessChecker LuaHookAuthChecker LuaQuickHandler"),
          new Refused(
              "it is mod_md's; have certbot get the certificate and write"
                  + " SSLCertificateFile and SSLCertificateKeyFile",
              "MDomain MDMember MDMembers MDCertificateFile MDCertificateKeyFile",
              "MDomain MDomainSet"),
          new Refused(
              "it is mod_heartbeat's, and Torii does not announce itself; remove it,"
                  + " and name this server to those in front of it",
              "HeartbeatAddress",
              ""),
          new Refused(
              "it is mod_heartmonitor's; write HeartbeatStorage with a file that a"
                  + " monitor writes",
              "HeartbeatListen HeartbeatMaxServers",
              ""),
          new Refused(
              "it is mod_auth_form's; write AuthType Basic with an AuthUserFile",
              "AuthFormUsername AuthFormPassword AuthFormLocation AuthFormMethod"
                  + " AuthFormMimetype AuthFormBody AuthFormSize"
                  + " AuthFormLoginSuccessLocation AuthFormLogoutLocation"
                  + " AuthFormSitePassphrase AuthFormAuthoritative AuthFormFakeBasicAuth"
                  + " AuthFormDisableNoStore",
              ""),
          new Refused(
              "it is mod_authnz_ldap's; write AuthType Basic with an AuthUserFile",
              "AuthLDAPCompareDNOnServer AuthLDAPSubGroupAttribute"
                  + " AuthLDAPSubGroupClass AuthLDAPMaxSubGroupDepth"
                  + " AuthLDAPDereferenceAliases AuthLDAPCharsetConfig"
                  + " AuthLDAPInitialBindAsUser AuthLDAPInitialBindPattern"
                  + " AuthLDAPSearchAsUser AuthLDAPCompareAsUser",
              ""),
          new Refused(
              "it is mod_tls's; write the SSL directive that means the same",
              "TLSEngine TLSCertificate TLSCiphersPrefer TLSCiphersSuppress"
                  + " TLSHonorClientOrder TLSOptions TLSProtocol TLSSessionCache"
                  + " TLSStrictSNI TLSProxyEngine TLSProxyCA TLSProxyCiphersPrefer"
                  + " TLSProxyCiphersSuppress TLSProxyMachineCertificate TLSProxyProtocol",
              ""));

  private record Listed(Place place, String where, String names) {}

  /**
   * Directives that would decide.
   *
   * @param names the plain ones
   * @param sections those that enclose lines; empty for none
   */
  private record Refused(String instead, String names, String sections) {}

  private ModuleDirectives() {}

  static List<Definition> all() {
    List<Definition> definitions = new ArrayList<>();
    for (Listed group : LISTED) {
      for (String name : Definition.names(group.names())) {
        definitions.add(elsewhere(name, false, group.place(), group.where()));
      }
    }
    for (Refused group : REFUSED) {
      for (String name : Definition.names(group.names())) {
        definitions.add(refused(name, false, group.instead()));
      }
      if (!group.sections().isEmpty()) {
        for (String name : Definition.names(group.sections())) {
          definitions.add(refused(name, true, group.instead()));
        }
      }
    }
    return definitions;
  }
}
