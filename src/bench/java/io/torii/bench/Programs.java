package io.torii.bench;

import io.torii.testkit.ToriiProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Debian's proxies as contestants. Logs are off everywhere, as they are with Torii. */
final class Programs {

  /** Folder, name, number of worker processes. */
  static final String NGINX_MAIN =
      """
      daemon off;
      pid %1$s/%2$s.pid;
      error_log %1$s/%2$s.log;
      worker_processes %3$d;
      worker_rlimit_nofile 20000;
      events { worker_connections 16384; }
      """;

  private static final Path MODULES = Path.of("/usr/lib/apache2/modules");

  /** What the directive file asks for. */
  private static final List<String> NEEDED =
      List.of(
          "authz_core",
          "headers",
          "ssl",
          "socache_shmcb",
          "slotmem_shm",
          "proxy",
          "proxy_http",
          "proxy_balancer",
          "lbmethod_byrequests");

  private static final String LOAD =
      """
      <IfModule !mod_%1$s.c>
        LoadModule %1$s_module %2$s/mod_%1$s.so
      </IfModule>
      """;

  /** What Debian enables when it installs the package, with its settings. */
  private static final String ENABLED =
      """
      IncludeOptional /etc/apache2/mods-enabled/*.load
      IncludeOptional /etc/apache2/mods-enabled/*.conf
      """;

  /** Debian's own mpm_event.conf; with more processes than these, 512 clients are slower. */
  private static final String MPM =
      """
      LoadModule mpm_event_module %s/mod_mpm_event.so
      StartServers 2
      MinSpareThreads 25
      MaxSpareThreads 75
      ThreadLimit 64
      ThreadsPerChild 25
      MaxRequestWorkers 150
      MaxConnectionsPerChild 0
      """
          .formatted(MODULES);

  private final Path folder;
  private final Members members;
  private final Site site;

  Programs(Path folder, Members members, Site site) {
    this.folder = folder;
    this.members = members;
    this.site = site;
  }

  /** {@code apache2} as Debian installs it, with the directive file that Torii reads. */
  Contestant httpd() throws IOException, InterruptedException {
    return httpd(Contestant.HTTPD, "httpd", ENABLED);
  }

  /** With no module but those that the directive file needs: as fast as it gets. */
  Contestant bareHttpd() throws IOException, InterruptedException {
    return httpd(Contestant.HTTPD_BARE, "httpd-bare", MPM);
  }

  private Contestant httpd(String name, String directory, String basis)
      throws IOException, InterruptedException {
    Path base = Files.createDirectories(folder.resolve(directory));
    int port = ToriiProcess.freePort();
    int secure = ToriiProcess.freePort();
    String modules =
        NEEDED.stream().map(m -> LOAD.formatted(m, MODULES)).collect(Collectors.joining());
    String user =
        System.getProperty("user.name").equals("root") ? "User www-data\nGroup www-data\n" : "";
    Path main =
        Files.writeString(
            base.resolve("httpd.conf"),
            """
            ServerRoot "%1$s"
            DefaultRuntimeDir "%1$s"
            PidFile "%1$s/httpd.pid"
            DocumentRoot "%1$s"
            ErrorLog "%1$s/error.log"
            ServerName localhost
            """
                    .formatted(base)
                + basis
                + modules
                + user
                + "Define PORT %d\nDefine SECURE %d\n".formatted(port, secure)
                + "Include \"%s\"\n".formatted(site.file()));
    ProcessBuilder command =
        new ProcessBuilder("/usr/sbin/apache2", "-f", main.toString(), "-DFOREGROUND");
    command.environment().put("LC_ALL", "C");
    Running running = Running.start(command, port, folder.resolve(directory + ".txt"));
    return new Contestant(name, running, secure, false);
  }

  Contestant nginx() throws IOException, InterruptedException {
    int port = ToriiProcess.freePort();
    int secure = ToriiProcess.freePort();
    String servers =
        members.ports().stream()
            .map("    server 127.0.0.1:%d;\n"::formatted)
            .collect(Collectors.joining());
    Path config =
        Files.writeString(
            folder.resolve("nginx.conf"),
            NGINX_MAIN.formatted(folder, "nginx", Runtime.getRuntime().availableProcessors())
                + """
                http {
                  access_log off;
                  keepalive_requests 1000000000;
                  client_max_body_size 0;
                  client_body_temp_path %1$s/nginx-body;
                  proxy_temp_path %1$s/nginx-proxy;
                  upstream members {
                %2$s    keepalive 512;
                    keepalive_requests 1000000000;
                  }
                  server {
                    listen 127.0.0.1:%3$d backlog=4096;
                    listen 127.0.0.1:%4$d ssl backlog=4096;
                    ssl_certificate %5$s;
                    ssl_certificate_key %6$s;
                    proxy_http_version 1.1;
                    proxy_set_header Connection "";
                    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
                    location / { proxy_pass http://members; }
                    location /bulk/ { proxy_pass http://127.0.0.1:%7$d; }
                    location /slow/ { proxy_pass http://127.0.0.1:%8$d; }
                    location /tunnel/ {
                      proxy_set_header Upgrade $http_upgrade;
                      proxy_set_header Connection upgrade;
                      proxy_read_timeout 600s;
                      proxy_pass http://127.0.0.1:%9$d;
                    }
                  }
                }
                """
                    .formatted(
                        folder,
                        servers,
                        port,
                        secure,
                        site.certificate(),
                        site.key(),
                        members.bulk(),
                        members.slow(),
                        members.tunnels()));
    Running running =
        Running.start(
            new ProcessBuilder("nginx", "-c", config.toString(), "-p", folder.toString()),
            port,
            folder.resolve("nginx.txt"));
    return new Contestant(Contestant.NGINX, running, secure, false);
  }

  Contestant haproxy() throws IOException, InterruptedException {
    int port = ToriiProcess.freePort();
    int secure = ToriiProcess.freePort();
    StringBuilder servers = new StringBuilder();
    for (int i = 0; i < members.ports().size(); i++) {
      servers.append(
          "  server s%d 127.0.0.1:%d cookie m%d\n".formatted(i, members.ports().get(i), i));
    }
    Path both = folder.resolve("haproxy.pem");
    Files.writeString(both, Files.readString(site.certificate()) + Files.readString(site.key()));
    Path config =
        Files.writeString(
            folder.resolve("haproxy.cfg"),
            """
            global
              maxconn 9000
            defaults
              mode http
              timeout connect 5s
              timeout client 60s
              timeout server 60s
              timeout tunnel 600s
              option forwardfor
              http-reuse always
            frontend all
              bind 127.0.0.1:%1$d backlog 4096
              bind 127.0.0.1:%2$d ssl crt %3$s backlog 4096
              use_backend bulk if { path_beg /bulk/ }
              use_backend slow if { path_beg /slow/ }
              use_backend tunnel if { path_beg /tunnel/ }
              default_backend members
            backend bulk
              server b 127.0.0.1:%4$d
            backend slow
              server s 127.0.0.1:%5$d
            backend tunnel
              server t 127.0.0.1:%7$d
            backend members
              balance roundrobin
              cookie SERVERID
            %6$s"""
                .formatted(
                    port,
                    secure,
                    both,
                    members.bulk(),
                    members.slow(),
                    servers,
                    members.tunnels()));
    Running running =
        Running.start(
            new ProcessBuilder("haproxy", "-db", "-f", config.toString()),
            port,
            folder.resolve("haproxy.txt"));
    return new Contestant(Contestant.HAPROXY, running, secure, false);
  }
}
