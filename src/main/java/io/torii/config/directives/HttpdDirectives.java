package io.torii.config.directives;

import io.torii.config.Account.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * What is httpd's own or the container's: each is named once in the log, with the place where it is
 * set instead.
 */
final class HttpdDirectives {

  private static final List<Group> GROUPS =
      List.of(
          new Group(
              Place.HTTPD,
              "is httpd's own: Torii is one Java process and loads no modules",
              "LoadModule LoadFile PidFile ScoreBoardFile CoreDumpDirectory DefaultRuntimeDir Mutex"
                  + " EnableMMAP EnableSendfile WatchdogInterval SeeRequestTail"
                  + " AddModuleInfo ChrootDir Suexec SuexecUserGroup"),
          new Group(
              Place.SERVICE,
              "is set where the process is started: by the service or the container",
              "User Group GracefulShutdownTimeout RLimitCPU RLimitMEM RLimitNPROC"),
          new Group(
              Place.THREADS,
              "is httpd's own: threads are Java's, or the container's",
              "StartServers ServerLimit MinSpareThreads MaxSpareThreads MinSpareServers"
                  + " MaxSpareServers MaxClients MaxRequestWorkers ThreadsPerChild ThreadLimit"
                  + " AsyncRequestWorkerFactor MaxRequestsPerChild MaxConnectionsPerChild"
                  + " MaxMemFree ThreadStackSize"),
          new Group(
              Place.LISTENER,
              "is the listener's own: a container's connector has its own settings",
              "ListenBacklog ListenCoresBucketsRatio ListenTCPDeferAccept AcceptFilter Protocol"
                  + " SendBufferSize ReceiveBufferSize ReadBufferSize FlushMaxThreshold"
                  + " FlushMaxPipelined ProtocolsHonorOrder HttpProtocolOptions MergeTrailers"
                  + " RegisterHttpMethod NameVirtualHost Port"),
          new Group(
              Place.HTTP2,
              "is the HTTP/2 listener's own, and Java's or the container's defaults hold",
              "H2MaxSessionStreams H2WindowSize H2MinWorkers H2MaxWorkers H2MaxWorkerIdleSeconds"
                  + " H2StreamMaxMemSize H2SerializeHeaders H2ModernTLSOnly H2Direct H2Upgrade"
                  + " H2SessionExtraFiles H2TLSWarmUpSize H2TLSCoolDownSecs H2Push H2PushPriority"
                  + " H2PushDiarySize H2PushResource H2CopyFiles H2EarlyHint H2EarlyHints H2Padding"
                  + " H2OutputBuffering H2StreamTimeout H2MaxDataFrameLen H2MaxHeaderBlockLen"
                  + " H2MaxStreamErrors H2WebSockets"),
          new Group(
              Place.FILES,
              "is httpd's own: Torii serves files of Alias alone, as they are, and lists no folders",
              "DocumentRoot DirectoryIndex DirectorySlash DirectoryCheckHandler"
                  + " DirectoryIndexRedirect"
                  + " FileETag ContentDigest AcceptPathInfo MaxRanges MaxRangeOverlaps"
                  + " MaxRangeReversals LimitXMLRequestBody LimitInternalRecursion UserDir"
                  + " AliasPreservePath CGIPassAuth CGIVar CGIDScriptTimeout ScriptSock ScriptLog"
                  + " ScriptLogLength ScriptLogBuffer UseCanonicalPhysicalPort QualifyRedirectURL"
                  + " FancyIndexing IndexOptions IndexOrderDefault IndexIgnore IndexIgnoreReset"
                  + " IndexStyleSheet IndexHeadInsert AddIcon AddIconByType AddIconByEncoding"
                  + " AddAlt AddAltByType AddAltByEncoding AddDescription HeaderName ReadmeName"
                  + " DefaultIcon DAVLockDB DAVGenericLockDB DAVMinTimeout DAVDepthInfinity"
                  + " DAVLockDiscovery XBitHack SSIErrorMsg SSITimeFormat SSIUndefinedEcho"
                  + " SSIStartTag SSIEndTag SSIEtag SSILastModified SSILegacyExprParser"),
          new Group(
              Place.TYPES,
              "is httpd's own: the member says what type its responses have",
              "AddCharset AddEncoding AddLanguage DefaultLanguage DefaultType"
                  + " AddDefaultCharset MIMEMagicFile MultiviewsMatch"
                  + " ModMimeUsePathInfo RemoveType RemoveCharset RemoveEncoding RemoveLanguage"
                  + " RemoveHandler RemoveInputFilter RemoveOutputFilter LanguagePriority"
                  + " ForceLanguagePriority CacheNegotiatedDocs"
                  + " AddInputFilter"),
          new Group(
              Place.LOG,
              "is httpd's own: names of clients are not looked up for the log",
              "HostnameLookups"),
          new Group(
              Place.LOG,
              "is httpd's own: the error log has Torii's format",
              "ErrorLogFormat BufferedLogs LogIOTrackTTFB"),
          new Group(
              Place.TLS,
              "is Java's own: TLS sessions, random numbers and providers are the platform's",
              "SSLPassPhraseDialog SSLSessionCache SSLSessionCacheTimeout SSLSessionTickets"
                  + " SSLSessionTicketKeyFile SSLCryptoDevice SSLRandomSeed SSLFIPS SSLCompression"
                  + " SSLInsecureRenegotiation SSLRenegBufferSize SSLUseStapling SSLStaplingCache"
                  + " SSLStaplingResponseTimeSkew SSLStaplingResponderTimeout"
                  + " SSLStaplingResponseMaxAge SSLStaplingStandardCacheTimeout"
                  + " SSLStaplingReturnResponderErrors SSLStaplingFakeTryLater"
                  + " SSLStaplingErrorCacheTimeout SSLStaplingForceURL"
                  + " SSLProxyCipherSuite SSLLog SSLLogLevel"),
          new Group(
              Place.NEEDLESS,
              "has no effect: AuthUserFile is the only place that is asked for users",
              "AuthBasicAuthoritative"),
          new Group(
              Place.NEEDLESS,
              "has no effect while ProxyHTMLEnable is off",
              "ProxyHTMLLinks ProxyHTMLEvents ProxyHTMLExtended ProxyHTMLFixups ProxyHTMLInterp"
                  + " ProxyHTMLMeta ProxyHTMLStripComments ProxyHTMLBufSize ProxyHTMLDoctype"
                  + " ProxyHTMLCharsetOut"),
          new Group(
              Place.NEEDLESS,
              "has no effect without CacheEnable",
              "CacheRoot CacheDirLevels CacheDirLength CacheSocache CacheSocacheMaxTime"
                  + " CacheSocacheMinTime CacheSocacheMaxSize CacheSocacheReadSize"
                  + " CacheSocacheReadTime"),
          new Group(
              Place.MODULE,
              "is mod_proxy_ftp's, mod_proxy_fcgi's or another module's that Torii does not have,"
                  + " and without it nothing changes",
              "ProxyFtpDirCharset ProxyFtpListOnWildcard ProxyFtpEscapeWildcards ProxyHCTPsize"
                  + " ProxyDomain NoProxy KeptBodySize AuthnCacheSOCache AuthDigestShmemSize"
                  + " LDAPSharedCacheSize LDAPSharedCacheFile LDAPCacheEntries LDAPCacheTTL"
                  + " LDAPOpCacheEntries LDAPOpCacheTTL MemcacheConnTTL RedisConnPoolTTL"
                  + " RedisTimeout"),
          new Group(
              Place.MEMBER,
              "is httpd's own: responses keep the lifetime that the member gave them; \"Header set"
                  + " Cache-Control\" changes it",
              "ExpiresActive ExpiresDefault ExpiresByType"),
          new Group(
              Place.MEMBER,
              "is httpd's own: responses keep the compression that the member gave them",
              "DeflateCompressionLevel DeflateMemLevel DeflateWindowSize DeflateBufferSize"
                  + " DeflateFilterNote DeflateAlterEtag DeflateInflateLimitRequestBody"
                  + " DeflateInflateRatioLimit DeflateInflateRatioBurst BrotliCompressionQuality"
                  + " BrotliCompressionWindow BrotliCompressionMaxInputBlock BrotliAlterETag"
                  + " BrotliFilterNote"));

  private record Group(Place place, String where, String names) {}

  private HttpdDirectives() {}

  static List<Definition> all() {
    List<Definition> definitions = new ArrayList<>();
    for (Group group : GROUPS) {
      for (String name : Definition.names(group.names())) {
        definitions.add(Definition.elsewhere(name, false, group.place(), group.where()));
      }
    }
    return definitions;
  }
}
