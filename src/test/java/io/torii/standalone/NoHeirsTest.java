package io.torii.standalone;

import static io.torii.standalone.ManagerBed.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A main server that serves nothing, and whose rules nobody inherits. */
class NoHeirsTest {

  private static final String RULE = "{\"path\": \"/new\", \"target\": \"http://127.0.0.1:1\"%s}";

  @Test
  void aRuleHasToNameAHost(@TempDir Path base) throws Exception {
    ChangingBeans.configure(
        base,
        """
        Listen 80
        <VirtualHost *:80>
          ServerName own.example.com
          ProxyPassInherit Off
        </VirtualHost>
        """);
    try (ManagerBed bed =
        ManagerBed.start(base, ChangingBeans.Gate.class, ChangingBeans.Office.class)) {
      refused(
          bed.change("POST", "/api/rules", RULE.formatted("")),
          "host",
          "is required",
          "*:80 own.example.com");
      String host = ", \"host\": \"*:80 own.example.com\"";
      assertThat(bed.change("POST", "/api/rules", RULE.formatted(host)).statusCode())
          .isEqualTo(201);
    }
  }
}
