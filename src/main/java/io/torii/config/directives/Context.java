package io.torii.config.directives;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The parts of a configuration that a directive may stand in. */
public enum Context {
  /** Outside of every section. */
  SERVER("the main server"),
  VIRTUAL_HOST("<VirtualHost>"),
  /** Location and LocationMatch. */
  LOCATION("<Location>"),
  /** Proxy and ProxyMatch. */
  PROXY("<Proxy>"),
  /** Directory and DirectoryMatch. */
  DIRECTORY("<Directory>"),
  /** Files and FilesMatch. */
  FILES("<Files>"),
  /** If, ElseIf and Else. */
  IF("<If>"),
  /** RequireAny, RequireAll and RequireNone. */
  REQUIRE("<RequireAny>");

  /** What concerns the process as a whole. */
  static final Set<Context> GLOBAL = of(SERVER);

  /** What concerns a server and not a part of its traffic. */
  static final Set<Context> SERVERS = of(SERVER, VIRTUAL_HOST);

  /** Servers, and Proxy sections for the workers they describe. */
  static final Set<Context> SERVERS_AND_PROXY = of(SERVER, VIRTUAL_HOST, PROXY);

  /** Folders. */
  static final Set<Context> DIRECTORIES = of(DIRECTORY);

  /** Servers, and folders for the files in them. */
  static final Set<Context> SERVERS_AND_DIRECTORY = of(SERVER, VIRTUAL_HOST, DIRECTORY);

  /** What may differ from path to path or from file to file. */
  static final Set<Context> ANYWHERE =
      of(SERVER, VIRTUAL_HOST, LOCATION, PROXY, DIRECTORY, FILES, IF);

  /** What may differ among requests that are passed on. */
  static final Set<Context> PROXIED = of(SERVER, VIRTUAL_HOST, LOCATION, PROXY, IF);

  /** The same without If. */
  static final Set<Context> NOT_IN_IF = of(SERVER, VIRTUAL_HOST, LOCATION, PROXY);

  /** What never stands in a server by itself. */
  static final Set<Context> SECTIONS = of(LOCATION, PROXY, DIRECTORY, FILES, IF);

  /** Who may pass. */
  static final Set<Context> ACCESS = of(LOCATION, PROXY, DIRECTORY, FILES, IF, REQUIRE);

  private final String words;

  Context(String words) {
    this.words = words;
  }

  /** As a message names it. */
  @Override
  public String toString() {
    return words;
  }

  private static Set<Context> of(Context first, Context... rest) {
    return Collections.unmodifiableSet(EnumSet.of(first, rest));
  }
}
