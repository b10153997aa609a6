package io.torii.config.directives;

import java.util.Set;

/** The modules of httpd whose directives we understand: those that IfModule finds. */
public final class Modules {

  private static final Set<String> KNOWN =
      Set.of(
          "alias",
          "auth_basic",
          "authn_core",
          "authn_file",
          "authz_core",
          "authz_groupfile",
          "authz_host",
          "authz_user",
          "env",
          "headers",
          "http",
          "http2",
          "include",
          "lbmethod_bybusyness",
          "lbmethod_byrequests",
          "lbmethod_bytraffic",
          "lbmethod_heartbeat",
          "log_config",
          "logio",
          "mime",
          "proxy",
          "proxy_balancer",
          "proxy_hcheck",
          "proxy_http",
          "proxy_wstunnel",
          "remoteip",
          "reqtimeout",
          "rewrite",
          "setenvif",
          "slotmem_shm",
          "so",
          "ssl",
          "status",
          "unixd",
          "version",
          "watchdog");

  private Modules() {}

  /**
   * Whether a module is there.
   *
   * @param name {@code mod_proxy.c}, {@code core.c} or {@code proxy_module}, in that very case
   */
  public static boolean known(String name) {
    if (name.equals("core.c") || name.equals("core_module") || name.equals("http_core.c")) {
      return true;
    }
    if (name.startsWith("mod_") && name.endsWith(".c")) {
      return KNOWN.contains(name.substring(4, name.length() - 2));
    }
    return name.endsWith("_module")
        && KNOWN.contains(name.substring(0, name.length() - "_module".length()));
  }
}
