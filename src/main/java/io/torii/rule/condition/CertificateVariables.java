package io.torii.rule.condition;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** What {@code SSL_CLIENT_…} says about a certificate chain, as mod_ssl writes it. */
final class CertificateVariables {

  private static final Map<String, String> OIDS = Map.of("1.2.840.113549.1.9.1", "emailAddress");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss yyyy 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** subjectAltName's kinds (RFC 5280 §4.2.1.6). */
  private static final int EMAIL = 1;

  private static final int DNS = 2;

  private CertificateVariables() {}

  /**
   * @param chain the certificate first; not empty
   * @param name what stands behind {@code SSL_CLIENT_}, such as {@code S_DN_CN}
   */
  static @Nullable String value(List<X509Certificate> chain, String name) {
    X509Certificate certificate = chain.get(0);
    return switch (name) {
      case "M_VERSION" -> Integer.toString(certificate.getVersion());
      case "M_SERIAL" -> serial(certificate.getSerialNumber());
      case "S_DN" -> dn(certificate.getSubjectX500Principal());
      case "I_DN" -> dn(certificate.getIssuerX500Principal());
      case "V_START" -> time(certificate.getNotBefore());
      case "V_END" -> time(certificate.getNotAfter());
      case "A_SIG" -> signature(certificate.getSigAlgName());
      case "A_KEY" -> key(certificate.getPublicKey().getAlgorithm());
      case "CERT" -> pem(certificate);
      default -> ofPrefix(chain, name);
    };
  }

  private static @Nullable String ofPrefix(List<X509Certificate> chain, String name) {
    X509Certificate certificate = chain.get(0);
    if (name.startsWith("S_DN_")) {
      return attribute(certificate.getSubjectX500Principal(), name.substring(5));
    }
    if (name.startsWith("I_DN_")) {
      return attribute(certificate.getIssuerX500Principal(), name.substring(5));
    }
    if (name.startsWith("SAN_EMAIL_")) {
      return at(alternatives(certificate, EMAIL), name.substring(10));
    }
    if (name.startsWith("SAN_DNS_")) {
      return at(alternatives(certificate, DNS), name.substring(8));
    }
    if (name.startsWith("CERT_CHAIN_")) {
      X509Certificate above = at(chain.subList(1, chain.size()), name.substring(11));
      return above == null ? null : pem(above);
    }
    return null;
  }

  private static String serial(BigInteger number) {
    String hex = number.toString(16).toUpperCase(Locale.ROOT);
    return hex.length() % 2 == 0 ? hex : "0" + hex;
  }

  /** OpenSSL's name for what Java calls {@code SHA256withRSA} or {@code SHA256withECDSA}. */
  private static String signature(String java) {
    int with = java.indexOf("with");
    if (with > 0 && java.endsWith("withRSA")) {
      return java.substring(0, with).toLowerCase(Locale.ROOT) + "WithRSAEncryption";
    }
    return with > 0 && java.endsWith("withECDSA") ? "ecdsa-with-" + java.substring(0, with) : java;
  }

  private static String key(String java) {
    return switch (java) {
      case "RSA" -> "rsaEncryption";
      case "EC" -> "id-ecPublicKey";
      default -> java;
    };
  }

  private static String dn(X500Principal principal) {
    return principal.getName(X500Principal.RFC2253, OIDS);
  }

  /** {@code CN}, {@code OU}, or {@code OU_1} for the second of several; counted as in the file. */
  private static @Nullable String attribute(X500Principal principal, String wanted) {
    int underscore = wanted.indexOf('_');
    String type = underscore < 0 ? wanted : wanted.substring(0, underscore);
    String full = type.equals("EMAIL") ? "emailAddress" : type;
    List<String> values = new ArrayList<>(2);
    try {
      for (Rdn rdn : new LdapName(dn(principal)).getRdns()) {
        if (rdn.getType().equalsIgnoreCase(full)) {
          Object value = rdn.getValue();
          values.add(value instanceof byte[] raw ? new String(raw, UTF_8) : value.toString());
        }
      }
    } catch (InvalidNameException e) {
      return null;
    }
    return at(values, underscore < 0 ? "0" : wanted.substring(underscore + 1));
  }

  private static List<String> alternatives(X509Certificate certificate, int kind) {
    List<String> found = new ArrayList<>(2);
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names != null) {
        for (List<?> name : names) {
          if (Integer.valueOf(kind).equals(name.get(0))) {
            found.add(String.valueOf(name.get(1)));
          }
        }
      }
    } catch (CertificateParsingException e) {
      return List.of();
    }
    return found;
  }

  private static <T> @Nullable T at(List<T> list, String index) {
    try {
      int i = Integer.parseInt(index);
      return i >= 0 && i < list.size() ? list.get(i) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static String time(Date date) {
    return TIME.format(date.toInstant());
  }

  private static @Nullable String pem(X509Certificate certificate) {
    try {
      String text =
          Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII))
              .encodeToString(certificate.getEncoded());
      return "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      return null;
    }
  }
}
