package io.torii.manager;

import io.torii.config.BalancerConfig;
import io.torii.config.MemberConfig;
import io.torii.config.MemberUrl;
import io.torii.config.ProxyConfig;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;

/** What things are called in the API's paths: one segment each. */
final class Ids {

  private static final int HASH = 12;

  private Ids() {}

  /** A balancer's name where no other has it, else its key. */
  static String of(BalancerConfig balancer, Collection<BalancerConfig> all) {
    boolean unique = all.stream().filter(b -> b.name().equals(balancer.name())).count() == 1;
    return segment(unique ? balancer.name() : balancer.key());
  }

  static String of(MemberUrl url) {
    return segment(url.toString());
  }

  private static String segment(String name) {
    return name.replace("://", ":").replace('/', '~');
  }

  /** The balancer of an id; its key, or the first one with that name, is understood too. */
  static Optional<BalancerConfig> balancer(ProxyConfig config, String id) {
    Collection<BalancerConfig> all = config.balancers().values();
    return all.stream()
        .filter(b -> of(b, all).equals(id) || segment(b.key()).equals(id))
        .findFirst()
        .or(() -> all.stream().filter(b -> b.name().equals(id)).findFirst());
  }

  static Optional<MemberConfig> member(BalancerConfig balancer, String id) {
    return balancer.members().stream().filter(m -> of(m.url()).equals(id)).findFirst();
  }

  /** A short name for something that has only a long one; the same for the same text. */
  static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest).substring(0, HASH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
