package io.torii.bench;

/**
 * What clients ask for.
 *
 * @param name in the tables
 * @param connections how many clients ask at a time
 * @param path what they ask for, with a slash in front
 * @param script Lua lines for wrk that make the request; empty for a GET
 * @param bodyBytes of an answer or of an upload; figures are bytes per second where it is large
 * @param secure over TLS
 */
record Load(
    String name, int connections, String path, String script, long bodyBytes, boolean secure) {

  static final long KIB = 1024;
  static final long MIB = KIB * KIB;

  /** Kept connections. */
  static Load get(String name, int connections, String path, long bodyBytes) {
    return new Load(name, connections, path, "", bodyBytes, false);
  }

  /** A connection for each request. */
  Load closing() {
    return new Load(
        name + ", a connection each",
        connections,
        path,
        "wrk.headers['Connection'] = 'close'\n",
        bodyBytes,
        secure);
  }

  Load overTls() {
    return new Load(name + ", TLS", connections, path, script, bodyBytes, true);
  }
}
