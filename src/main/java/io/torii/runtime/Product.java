package io.torii.runtime;

import io.torii.exchange.SelfName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;

/** What this build is called. */
public final class Product {

  private static final String FILE = "/META-INF/torii.properties";

  private Product() {}

  /** The version that the build wrote down, such as {@code 1.2.3}. */
  public static String version() {
    Properties properties = new Properties();
    try (InputStream in = Product.class.getResourceAsStream(FILE)) {
      if (in != null) {
        properties.load(in);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version", "unknown");
  }

  static SelfName selfName() {
    String machine;
    try {
      machine = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      machine = "localhost";
    }
    return new SelfName(machine, version());
  }
}
