package io.torii.balancer;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a balancer has to know about a request.
 *
 * @param target path and query behind {@code balancer://name}: where a URL parameter carries the
 *     session
 * @param cookies the values of the Cookie fields, in order
 * @param avoid members that this request has tried already: chosen only if nobody else can be. A
 *     member in error is skipped anyway; this is for one whose pool was full, which is not marked
 */
public record SelectionRequest(String target, List<String> cookies, Set<Member> avoid) {

  public SelectionRequest {
    cookies = List.copyOf(cookies);
    avoid = Set.copyOf(avoid);
  }

  /** A request that has tried nobody yet. */
  public static SelectionRequest of(String target, List<String> cookies) {
    return new SelectionRequest(target, cookies, Set.of());
  }

  /** The same request after an attempt on a member. */
  public SelectionRequest avoiding(Member tried) {
    Set<Member> more = new HashSet<>(avoid);
    more.add(tried);
    return new SelectionRequest(target, cookies, more);
  }
}
