package io.torii.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote down. */
public final class Version implements IVersionProvider {

  private static final String FILE = "/META-INF/torii.properties";

  /** {@code Torii/1.2.3}, in the manner of {@code apachectl -v}. */
  @Override
  public String[] getVersion() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = Version.class.getResourceAsStream(FILE)) {
      if (in != null) {
        properties.load(in);
      }
    }
    return new String[] {"Torii/" + properties.getProperty("version", "unknown")};
  }
}
