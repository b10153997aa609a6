package io.torii.rule;

import io.torii.config.FileOptions;
import io.torii.config.MemberConfig;
import io.torii.config.MemberUrl;
import io.torii.config.ProxyRule;
import io.torii.config.RequestSettings;
import io.torii.http.Headers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to become of a request, before any member is asked. */
public sealed interface Decision {

  /** The Allow field where TRACE and CONNECT are not served (RFC 9110 §10.2.1). */
  String ALLOWED = "GET, HEAD, POST, PUT, DELETE, OPTIONS, PATCH";

  /** A remedy that does not tell clients what stands in the configuration. */
  String EXPLAIN = "To the administrator: --explain with the same URL names the rule.";

  /** The settings that hold for this request, all sections merged. */
  RequestSettings settings();

  /** The ProxyPass that took the request; null if none did. */
  default @Nullable ProxyRule rule() {
    return null;
  }

  /**
   * Forward to a balancer.
   *
   * @param rule the ProxyPass that took it
   * @param balancerKey which balancer
   * @param target what is appended to the member's URL, in origin form: path and query, as they go
   *     on the wire
   */
  record Forward(RequestSettings settings, ProxyRule rule, String balancerKey, String target)
      implements Decision {}

  /**
   * Forward to a member that the request itself names ({@code $1} in the host of a ProxyPassMatch).
   *
   * @param url scheme, host and port; the path is in {@code target}
   * @param prototype everything else about the member
   */
  record ForwardTo(
      RequestSettings settings,
      ProxyRule rule,
      MemberUrl url,
      MemberConfig prototype,
      String target)
      implements Decision {}

  /**
   * Answer with a Location.
   *
   * @param location absolute where it can be, as httpd does
   */
  record Redirect(RequestSettings settings, int status, String location) implements Decision {}

  /**
   * Show the balancer-manager.
   *
   * @param prefix the path of its Location, without a trailing slash
   */
  record Manager(RequestSettings settings, String prefix) implements Decision {}

  /** Show the status page. */
  record Status(RequestSettings settings) implements Decision {}

  /**
   * Serve a file, if it is there.
   *
   * @param name its absolute path; a character is a byte
   * @param steps what holds in each folder on the way to it, the root's first
   */
  record File(RequestSettings settings, String name, List<FileOptions> steps) implements Decision {
    public File {
      steps = List.copyOf(steps);
    }
  }

  /**
   * Answer without asking anybody.
   *
   * @param status 4xx or 5xx, or whatever a Redirect without a target asks for
   * @param code the AH code of the event; empty if httpd has none
   * @param reason one sentence for the log and, where it gives nothing away, for the page
   * @param remedy one sentence on what an administrator can check
   * @param headers further fields, such as WWW-Authenticate or Allow
   */
  record Answer(
      RequestSettings settings,
      int status,
      String code,
      String reason,
      String remedy,
      Headers headers)
      implements Decision {}
}
