package io.torii.config.directives;

import static io.torii.config.directives.Definition.directive;

import io.torii.config.ErrorOverride;
import io.torii.config.InvalidValueException;
import io.torii.config.ServerSettings.BadHeader;
import io.torii.config.ServerSettings.Via;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How requests are passed on (mod_proxy), balancers aside. */
final class ProxyDirectives {

  private ProxyDirectives() {}

  static List<Definition> all() {
    return List.of(
        directive(
            "ProxyRequests",
            Context.SERVERS,
            "Off",
            "Torii is no forward proxy",
            ProxyDirectives::requests),
        directive(
            "ProxyPreserveHost",
            Context.PROXIED,
            "On|Off",
            "whether the member sees the client's Host",
            (s, b) -> b.settings().preserveHost = s.onOff(0)),
        directive(
            "ProxyAddHeaders",
            Context.PROXIED,
            "On|Off",
            "whether the X-Forwarded fields are sent",
            (s, b) -> b.settings().addHeaders = s.onOff(0)),
        directive(
            "ProxyPassInterpolateEnv",
            Context.PROXIED,
            "On|Off",
            "whether ${VAR} in rules is replaced from the request's variables",
            (s, b) -> b.settings().interpolateEnv = s.onOff(0)),
        directive(
            "Proxy100Continue",
            Context.PROXIED,
            "On|Off",
            "whether a client's Expect: 100-continue is left to the member",
            (s, b) -> b.settings().expectContinue = s.onOff(0)),
        directive(
            "ProxyErrorOverride",
            Context.PROXIED,
            "On|Off [status …]",
            "whether our error pages replace the member's",
            ProxyDirectives::errorOverride),
        directive(
            "ProxyVia",
            Context.SERVERS,
            "On|Off|Full|Block",
            "the Via field",
            (s, b) ->
                b.values()
                    .put(
                        Key.VIA,
                        s.choice(
                            0,
                            Map.of(
                                "on", Via.ON,
                                "off", Via.OFF,
                                "full", Via.FULL,
                                "block", Via.BLOCK),
                            "On, Off, Full or Block"))),
        directive(
            "ProxyTimeout",
            Context.SERVERS,
            "time",
            "the longest silence of a member",
            (s, b) -> b.values().put(Key.PROXY_TIMEOUT, s.seconds(0, Duration.ofMillis(1)))),
        directive(
            "ProxyMaxForwards",
            Context.SERVERS,
            "number",
            "the Max-Forwards that is added where there is none; negative for none",
            (s, b) ->
                b.values()
                    .put(Key.MAX_FORWARDS, s.integer(0, Integer.MIN_VALUE, Integer.MAX_VALUE))),
        directive(
            "ProxyBadHeader",
            Context.SERVERS,
            "IsError|Ignore|StartBody",
            "what a response line without a colon means",
            (s, b) ->
                b.values()
                    .put(
                        Key.BAD_HEADER,
                        s.choice(
                            0,
                            Map.of(
                                "iserror", BadHeader.IS_ERROR,
                                "ignore", BadHeader.IGNORE,
                                "startbody", BadHeader.START_BODY),
                            "IsError, Ignore or StartBody"))),
        directive(
            "ProxyIOBufferSize",
            Context.SERVERS,
            "bytes",
            "how much is copied at a time",
            (s, b) -> b.values().put(Key.IO_BUFFER_SIZE, buffer(s, 8192))),
        directive(
            "ProxyReceiveBufferSize",
            Context.SERVERS,
            "bytes",
            "the receive buffer of connections to members",
            (s, b) -> b.values().put(Key.RECEIVE_BUFFER_SIZE, buffer(s, 0))),
        directive(
            "ProxySourceAddress",
            Context.SERVERS,
            "address",
            "the local address of connections to members",
            ProxyDirectives::sourceAddress),
        directive(
            "ProxyStatus",
            Context.SERVERS,
            "On|Off|Full",
            "balancers in the status page",
            (s, b) ->
                b.values()
                    .put(
                        Key.STATUS,
                        s.choice(
                            0, Map.of("on", true, "off", false, "full", true), "On, Off or Full"))),
        directive(
            "ProxyPassInherit",
            Context.SERVERS,
            "On|Off",
            "whether a virtual host has the main server's rules",
            (s, b) -> b.values().put(Key.PASS_INHERIT, s.onOff(0))));
  }

  private static void requests(Statement s, Block block) throws InvalidValueException {
    if (s.onOff(0)) {
      throw new InvalidValueException(
          "ProxyRequests On would make this a forward proxy, which Torii is not: write"
              + " ProxyRequests Off, and ProxyPass for what is to be reached.");
    }
  }

  private static void errorOverride(Statement s, Block block) throws InvalidValueException {
    boolean on = s.onOff(0);
    if (!on && s.count() > 1) {
      throw new InvalidValueException(
          "ProxyErrorOverride Off takes no statuses: write On in front of them.");
    }
    Set<Integer> statuses = new LinkedHashSet<>();
    for (int i = 1; i < s.count(); i++) {
      if (!s.word(i).matches("[45]\\d\\d")) {
        throw new InvalidValueException(
            "ProxyErrorOverride replaces statuses from 400 to 599, not \"" + s.word(i) + "\".");
      }
      statuses.add(Integer.valueOf(s.word(i)));
    }
    block.settings().errorOverride = on ? new ErrorOverride(true, statuses) : ErrorOverride.OFF;
  }

  private static int buffer(Statement s, int systems) throws InvalidValueException {
    int size = s.integer(0, 0, Integer.MAX_VALUE);
    if (size > 0 && size < 512) {
      throw new InvalidValueException(
          s.name() + " is at least 512 bytes, or 0 for the default, not " + size + ".");
    }
    return size == 0 ? systems : size;
  }

  private static void sourceAddress(Statement s, Block block) throws InvalidValueException {
    InetAddress address =
        Networks.literal(s.word(0))
            .orElseThrow(
                () ->
                    new InvalidValueException(
                        "ProxySourceAddress takes an address of this machine, not \""
                            + s.word(0)
                            + "\"."));
    block.values().put(Key.SOURCE_ADDRESS, address);
  }
}
