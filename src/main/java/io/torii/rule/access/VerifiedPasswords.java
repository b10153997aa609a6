package io.torii.rule.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers which passwords were right, so that bcrypt does not cost its milliseconds on each
 * request of a session. Kept are salted digests over user, password and hash: a changed password
 * file is obeyed at once, and the memory gives no password away. A wrong password is never
 * remembered.
 */
final class VerifiedPasswords {

  private static final Duration KEPT = Duration.ofMinutes(5);
  private static final int MOST = 10_000;

  private final InstantSource clock;
  private final byte[] salt = new byte[32];
  private final Map<ByteBuffer, Instant> until = new ConcurrentHashMap<>();

  VerifiedPasswords(InstantSource clock) {
    this.clock = clock;
    new SecureRandom().nextBytes(salt);
  }

  /** What stands for these three together. */
  ByteBuffer key(String user, byte[] password, String hash) {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
    digest.update(salt);
    for (byte[] part : new byte[][] {user.getBytes(UTF_8), hash.getBytes(UTF_8), password}) {
      // The length first: otherwise "ab"+"c" would be "a"+"bc".
      digest.update(ByteBuffer.allocate(4).putInt(0, part.length));
      digest.update(part);
    }
    return ByteBuffer.wrap(digest.digest()).asReadOnlyBuffer();
  }

  boolean contains(ByteBuffer key) {
    Instant end = until.get(key);
    return end != null && clock.instant().isBefore(end);
  }

  /** Good for five minutes; at 10,000 entries the expired ones go, or else all. */
  void add(ByteBuffer key) {
    Instant now = clock.instant();
    if (until.size() >= MOST) {
      until.values().removeIf(end -> !now.isBefore(end));
      if (until.size() >= MOST) {
        until.clear();
      }
    }
    until.put(key, now.plus(KEPT));
  }

  /** It does not hold any more. */
  void remove(ByteBuffer key) {
    until.remove(key);
  }

  int size() {
    return until.size();
  }
}
