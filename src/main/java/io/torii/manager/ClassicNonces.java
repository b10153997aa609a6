package io.torii.manager;

import io.torii.config.BalancerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a form of httpd's balancer-manager has to know of its balancer: {@code nonce=} where it is
 * written, else something random for as long as the process lives.
 */
@ApplicationScoped
public class ClassicNonces {

  private final Map<String, String> random = new ConcurrentHashMap<>();

  /** For CDI, which makes it without arguments. */
  public ClassicNonces() {}

  /** A balancer's nonce; empty for {@code nonce=None}. */
  String of(BalancerConfig balancer) {
    return balancer
        .nonce()
        .orElseGet(
            () -> random.computeIfAbsent(balancer.key(), key -> UUID.randomUUID().toString()));
  }

  /** Whether it is the balancer's. Nothing is where that is empty, as in httpd's present source. */
  boolean matches(BalancerConfig balancer, Optional<String> nonce) {
    String right = of(balancer);
    return !right.isEmpty()
        && nonce.isPresent()
        && MessageDigest.isEqual(
            right.getBytes(StandardCharsets.UTF_8), nonce.get().getBytes(StandardCharsets.UTF_8));
  }
}
