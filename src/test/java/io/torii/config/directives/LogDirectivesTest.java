package io.torii.config.directives;

import static org.assertj.core.api.Assertions.assertThat;

import io.torii.config.HeaderRule.Condition;
import io.torii.config.ServerSettings;
import io.torii.config.ServerSettings.LogLevel;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LogDirectivesTest {

  @Test
  void readsLogs() {
    Conf conf =
        Conf.of(
            "ErrorLog logs/error.log",
            "CustomLog logs/access.log mine env=!quiet",
            "CustomLog logs/plain.log \"%h %>s\"",
            "TransferLog logs/transfer.log",
            "LogFormat \"%a %U\" mine",
            "LogFormat \"%v\"");

    ServerSettings server = conf.main().server();
    assertThat(server.errorLog().map(log -> conf.relative(log.path()))).contains("logs/error.log");
    assertThat(server.accessLogs())
        .extracting(log -> conf.relative(log.path()) + " " + log.format().source())
        .containsExactly("logs/access.log %a %U", "logs/plain.log %h %>s", "logs/transfer.log %v");
    assertThat(server.accessLogs().get(0).condition()).isEqualTo(new Condition.Env("quiet", false));
  }

  @Test
  void hasOwnLogsInsteadOfTheMainServers() {
    Conf conf =
        Conf.of(
            "LogFormat \"%a\" short",
            "CustomLog main.log common",
            "LogLevel info proxy:debug mod_ssl.c:trace8",
            "<VirtualHost *:80>",
            "  CustomLog own.log short",
            "  LogLevel proxy:error",
            "</VirtualHost>",
            "<VirtualHost *:81>",
            "</VirtualHost>");

    assertThat(conf.host(0).server().accessLogs())
        .extracting(log -> log.format().source())
        .containsExactly("%a");
    assertThat(conf.host(1).server().accessLogs())
        .extracting(log -> conf.relative(log.path()))
        .containsExactly("main.log");
    assertThat(conf.host(0).server().logLevels())
        .isEqualTo(Map.of("", LogLevel.INFO, "proxy", LogLevel.ERROR, "ssl", LogLevel.TRACE8));
  }

  @Test
  void forgetsModulesAtALevelForAll() {
    assertThat(Conf.of("LogLevel proxy:debug", "LogLevel warn").main().server().logLevels())
        .isEqualTo(Map.of("", LogLevel.WARN));
  }

  @Test
  void complainsAboutAnInheritedLogOnce() {
    assertThat(Conf.of("CustomLog a.log nosuch", "<VirtualHost *:80>", "</VirtualHost>").errors())
        .hasSize(1);
  }
}
