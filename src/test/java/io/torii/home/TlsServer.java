package io.torii.home;

import java.util.Map;

/** A server with the product and the files from deploy/, on 127.0.0.1. */
interface TlsServer extends AutoCloseable {

  /** The port in plain text. */
  int port();

  int tlsPort();

  /** The settings of the hook with which a renewed certificate is handed to it. */
  Map<String, String> hook();

  /** Ends it. */
  @Override
  void close();
}
