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

  /** What httpd's own sources have beside them: their directives are all in the catalogue. */
  private static final Set<String> OTHERS =
      Set.copyOf(
          Definition.names(
              "access_compat actions allowmethods asis auth_digest auth_form"
                  + " authn_anon authn_dbd authn_dbm authn_socache authnz_fcgi authnz_ldap"
                  + " authz_dbd authz_dbm authz_owner autoindex brotli bucketeer buffer"
                  + " cache cache_disk cache_socache case_filter case_filter_in cern_meta"
                  + " cgi cgid charset_lite data dav dav_fs dav_lock dbd deflate dialup dir"
                  + " dumpio echo example_hooks expires ext_filter file_cache filter"
                  + " heartbeat heartmonitor ident imagemap info isapi journald ldap"
                  + " log_debug log_forensic lua macro md mime_magic mpm_event mpm_prefork"
                  + " mpm_worker negotiation privileges proxy_ajp proxy_connect"
                  + " proxy_express proxy_fcgi proxy_fdpass proxy_ftp proxy_html proxy_http2"
                  + " proxy_scgi proxy_uwsgi ratelimit reflector request sed session"
                  + " session_cookie session_crypto session_dbd slotmem_plain socache_dbm"
                  + " socache_memcache socache_redis socache_shmcb speling substitute suexec"
                  + " systemd tls unique_id userdir usertrack vhost_alias xml2enc"));

  private Modules() {}

  /**
   * Whether a module is none of httpd's own.
   *
   * @param identifier as LoadModule has it
   */
  static boolean foreign(String identifier) {
    return !known(identifier) && !OTHERS.contains(identifier.replaceFirst("_module$", ""));
  }

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
