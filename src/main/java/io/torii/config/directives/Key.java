package io.torii.config.directives;

import io.torii.config.ErrorLogConfig;
import io.torii.config.ServerSettings.BadHeader;
import io.torii.config.ServerSettings.EncodedSlashes;
import io.torii.config.ServerSettings.Signature;
import io.torii.config.ServerSettings.Tokens;
import io.torii.config.ServerSettings.Trace;
import io.torii.config.ServerSettings.Via;
import io.torii.config.ServerTls.ClientAuth;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A single value that a server, or a Proxy section, may write: what its directive is called and
 * what holds when nobody writes it.
 *
 * @param directive the directive's name
 * @param type of the value
 * @param initial what holds if it is not written; null if there is nothing
 */
record Key<T>(String directive, Class<T> type, @Nullable T initial) {

  static final Key<String> SERVER_ADMIN = new Key<>("ServerAdmin", String.class, null);
  static final Key<Boolean> CANONICAL_NAME = of("UseCanonicalName", false);
  static final Key<Via> VIA = new Key<>("ProxyVia", Via.class, Via.OFF);
  static final Key<Integer> MAX_FORWARDS = new Key<>("ProxyMaxForwards", Integer.class, null);
  static final Key<BadHeader> BAD_HEADER =
      new Key<>("ProxyBadHeader", BadHeader.class, BadHeader.IS_ERROR);
  static final Key<EncodedSlashes> ENCODED_SLASHES =
      new Key<>("AllowEncodedSlashes", EncodedSlashes.class, EncodedSlashes.OFF);
  static final Key<Boolean> MERGE_SLASHES = of("MergeSlashes", true);
  static final Key<Trace> TRACE = new Key<>("TraceEnable", Trace.class, Trace.ON);
  static final Key<Duration> TIMEOUT = new Key<>("Timeout", Duration.class, Duration.ofSeconds(60));
  static final Key<Duration> PROXY_TIMEOUT = new Key<>("ProxyTimeout", Duration.class, null);
  static final Key<Tokens> TOKENS = new Key<>("ServerTokens", Tokens.class, Tokens.FULL);
  static final Key<Signature> SIGNATURE =
      new Key<>("ServerSignature", Signature.class, Signature.OFF);
  static final Key<Integer> LIMIT_LINE = of("LimitRequestLine", 8190);
  static final Key<Integer> LIMIT_FIELD_SIZE = of("LimitRequestFieldSize", 8190);
  static final Key<Integer> LIMIT_FIELDS = of("LimitRequestFields", 100);
  static final Key<String> REMOTE_IP_HEADER = new Key<>("RemoteIPHeader", String.class, null);
  static final Key<ErrorLogConfig> ERROR_LOG = new Key<>("ErrorLog", ErrorLogConfig.class, null);
  static final Key<Boolean> PERSIST = of("BalancerPersist", false);
  static final Key<Boolean> BALANCER_INHERIT = of("BalancerInherit", true);
  static final Key<Boolean> PASS_INHERIT = of("ProxyPassInherit", true);
  static final Key<Integer> GROWTH = of("BalancerGrowth", 5);
  static final Key<Boolean> REWRITE = of("RewriteEngine", false);
  static final Key<Boolean> STATUS = of("ProxyStatus", false);
  static final Key<Boolean> EXTENDED_STATUS = of("ExtendedStatus", true);
  static final Key<InetAddress> SOURCE_ADDRESS =
      new Key<>("ProxySourceAddress", InetAddress.class, null);
  static final Key<Integer> IO_BUFFER_SIZE = of("ProxyIOBufferSize", 8192);
  static final Key<Integer> RECEIVE_BUFFER_SIZE = of("ProxyReceiveBufferSize", 0);

  static final Key<Boolean> KEEP_ALIVE = of("KeepAlive", true);
  static final Key<Duration> KEEP_ALIVE_TIMEOUT =
      new Key<>("KeepAliveTimeout", Duration.class, Duration.ofSeconds(5));
  static final Key<Integer> MAX_KEEP_ALIVE_REQUESTS = of("MaxKeepAliveRequests", 100);
  static final Key<Duration> HEADER_TIMEOUT =
      new Key<>("RequestReadTimeout", Duration.class, Duration.ofSeconds(20));
  static final Key<Boolean> PROXY_PROTOCOL = of("RemoteIPProxyProtocol", false);
  static final Key<Path> HEARTBEAT = new Key<>("HeartbeatStorage", Path.class, null);
  static final Key<Protocols> PROTOCOLS = new Key<>("Protocols", Protocols.class, null);

  static final Key<Boolean> TLS = new Key<>("SSLEngine", Boolean.class, null);
  static final Key<Path> TLS_CHAIN = new Key<>("SSLCertificateChainFile", Path.class, null);
  static final Key<TlsVersions> TLS_PROTOCOLS = new Key<>("SSLProtocol", TlsVersions.class, null);
  static final Key<String> TLS_CIPHERS = new Key<>("SSLCipherSuite", String.class, null);
  static final Key<Boolean> TLS_HONOR_ORDER = of("SSLHonorCipherOrder", false);
  static final Key<ClientAuth> TLS_CLIENT_AUTH =
      new Key<>("SSLVerifyClient", ClientAuth.class, ClientAuth.NONE);
  static final Key<Path> TLS_CLIENT_CA = new Key<>("SSLCACertificateFile", Path.class, null);

  static final Key<Boolean> PROXY_TLS = new Key<>("SSLProxyEngine", Boolean.class, null);
  static final Key<Boolean> PROXY_TLS_VERIFY = of("SSLProxyVerify", true);
  static final Key<Boolean> PROXY_TLS_CHECK_NAME =
      new Key<>("SSLProxyCheckPeerName", Boolean.class, null);
  static final Key<Boolean> PROXY_TLS_CHECK_CN =
      new Key<>("SSLProxyCheckPeerCN", Boolean.class, null);
  static final Key<Boolean> PROXY_TLS_CHECK_EXPIRY = of("SSLProxyCheckPeerExpire", true);
  static final Key<Path> PROXY_TLS_CA = new Key<>("SSLProxyCACertificateFile", Path.class, null);
  static final Key<Path> PROXY_TLS_CERTIFICATE =
      new Key<>("SSLProxyMachineCertificateFile", Path.class, null);
  static final Key<TlsVersions> PROXY_TLS_PROTOCOLS =
      new Key<>("SSLProxyProtocol", TlsVersions.class, null);

  private static Key<Boolean> of(String directive, boolean initial) {
    return new Key<>(directive, Boolean.class, initial);
  }

  private static Key<Integer> of(String directive, int initial) {
    return new Key<>(directive, Integer.class, initial);
  }
}
