package io.torii.rule.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.apache.commons.codec.digest.Md5Crypt;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** The kinds of hash that {@code htpasswd} writes. */
enum PasswordHash {
  /** {@code htpasswd -B}: costs milliseconds by design. */
  BCRYPT {
    @Override
    boolean matches(String hash, byte[] password) {
      return OpenBSDBCrypt.checkPassword(hash, password.clone());
    }
  },
  /** {@code htpasswd -m}: a thousand rounds of MD5. */
  APR1 {
    @Override
    boolean matches(String hash, byte[] password) {
      return same(hash, Md5Crypt.apr1Crypt(password.clone(), hash));
    }
  },
  /** {@code htpasswd -s}: unsalted. */
  SHA1 {
    @Override
    boolean matches(String hash, byte[] password) {
      try {
        byte[] digest = MessageDigest.getInstance("SHA-1").digest(password);
        return same(hash, "{SHA}" + Base64.getEncoder().encodeToString(digest));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalArgumentException(e);
      }
    }
  },
  /** {@code htpasswd -2}. */
  SHA256_CRYPT {
    @Override
    boolean matches(String hash, byte[] password) {
      return same(hash, Sha2Crypt.sha256Crypt(password.clone(), hash));
    }
  },
  /** {@code htpasswd -5}. */
  SHA512_CRYPT {
    @Override
    boolean matches(String hash, byte[] password) {
      return same(hash, Sha2Crypt.sha512Crypt(password.clone(), hash));
    }
  },
  /** DES crypt or plain text: no password matches it. */
  UNSUPPORTED {
    @Override
    boolean matches(String hash, byte[] password) {
      return false;
    }
  };

  /** By the prefix, as {@code apr_password_validate} tells them apart. */
  static PasswordHash of(String hash) {
    if (hash.startsWith("$2y$") || hash.startsWith("$2a$") || hash.startsWith("$2b$")) {
      return BCRYPT;
    } else if (hash.startsWith("$apr1$")) {
      return APR1;
    } else if (hash.startsWith("{SHA}")) {
      return SHA1;
    } else if (hash.startsWith("$5$")) {
      return SHA256_CRYPT;
    } else if (hash.startsWith("$6$")) {
      return SHA512_CRYPT;
    }
    return UNSUPPORTED;
  }

  /** Whether checking it takes long enough to remember the outcome. */
  boolean slow() {
    return this != SHA1 && this != UNSUPPORTED;
  }

  /**
   * Whether it is the hash of that password; compared in constant time.
   *
   * @throws IllegalArgumentException or a subclass, if the hash is malformed
   */
  abstract boolean matches(String hash, byte[] password);

  private static boolean same(String expected, String actual) {
    return MessageDigest.isEqual(expected.getBytes(UTF_8), actual.getBytes(US_ASCII));
  }
}
