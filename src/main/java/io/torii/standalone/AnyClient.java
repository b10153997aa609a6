package io.torii.standalone;

import java.security.cert.X509Certificate;
import javax.net.ssl.X509TrustManager;

/**
 * SSLVerifyClient optional_no_ca: whatever certificate a client shows is taken, and the rules or
 * the members judge it.
 */
final class AnyClient implements X509TrustManager {

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType) {
    // Taken as it is.
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType) {
    throw new UnsupportedOperationException("we are the server");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
