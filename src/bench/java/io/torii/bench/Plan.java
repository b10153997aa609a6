package io.torii.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is asked of whom.
 *
 * @param loads each with the names of its contestants; everybody if there are none
 * @param main the load that most targets are about
 */
record Plan(Map<Load, Set<String>> loads, Load main, Load crowd, Load large) {

  private static final int SMALL_CROWD = 64;
  private static final int CROWD = 512;
  private static final int FEW = 16;

  /** Three sessions, one for each member, one after the other. */
  private static final String STICKY =
      """
      local requests, n = {}, 0
      init = function(args)
        for i = 0, 2 do
          wrk.headers["Cookie"] = "JSESSIONID=0123456789ABCDEF.m" .. i .. "; SERVERID=m" .. i
          requests[i] = wrk.format()
        end
      end
      request = function()
        n = (n + 1) % 3
        return requests[n]
      end
      """;

  private static final String UPLOAD =
      "wrk.method = 'POST'\nwrk.body = string.rep('x', %d)\n".formatted(Load.MIB);

  /** The loads of the targets, with those contestants that they name. */
  static Plan quick() {
    Plan plan = bare();
    plan.loads.put(
        plan.main,
        Set.of(
            Contestant.HTTPD,
            Contestant.HTTPD_BARE,
            Contestant.STANDALONE,
            Contestant.WILDFLY,
            Contestant.UNDERTOW));
    plan.loads.put(plan.crowd, Set.of(Contestant.HTTPD, Contestant.STANDALONE));
    plan.loads.put(plan.large, Set.of(Contestant.HTTPD, Contestant.STANDALONE));
    return plan;
  }

  /** Everything. */
  static Plan full() {
    Plan plan = bare();
    Load one = Load.get("1 KiB, 1 connection", 1, Members.SMALL, Load.KIB);
    for (Load load : List.of(plan.main, plan.crowd, one)) {
      plan.loads.put(load, Set.of());
    }
    for (Load load : new ArrayList<>(plan.loads.keySet())) {
      plan.loads.put(load.closing(), Set.of());
    }
    plan.loads.put(
        Load.get("100 KiB, 64 connections", SMALL_CROWD, Members.MEDIUM, 100 * Load.KIB), Set.of());
    plan.loads.put(plan.large, Set.of());
    plan.loads.put(
        new Load(
            "POST of 1 MiB, 16 connections", FEW, Members.BULK + "sink", UPLOAD, Load.MIB, false),
        Set.of(
            Contestant.HTTPD,
            Contestant.NGINX,
            Contestant.HAPROXY,
            Contestant.STANDALONE,
            Contestant.STANDALONE_17,
            Contestant.WILDFLY,
            Contestant.TOMCAT,
            Contestant.PAYARA));
    plan.loads.put(
        new Load(
            "1 KiB, 64 connections, sessions", SMALL_CROWD, Members.SMALL, STICKY, Load.KIB, false),
        Set.of(
            Contestant.HTTPD,
            Contestant.HAPROXY,
            Contestant.UNDERTOW,
            Contestant.STANDALONE,
            Contestant.STANDALONE_17,
            Contestant.WILDFLY,
            Contestant.TOMCAT,
            Contestant.PAYARA));
    plan.loads.put(plan.main.overTls(), Set.of());
    return plan;
  }

  private static Plan bare() {
    return new Plan(
        new LinkedHashMap<>(),
        Load.get("1 KiB, 64 connections", SMALL_CROWD, Members.SMALL, Load.KIB),
        Load.get("1 KiB, 512 connections", CROWD, Members.SMALL, Load.KIB),
        Load.get("10 MiB, 16 connections", FEW, Members.LARGE, 10 * Load.MIB));
  }

  boolean has(Load load, Contestant contestant) {
    Set<String> names = loads.getOrDefault(load, Set.of());
    return (names.isEmpty() || names.contains(contestant.name())) && contestant.takes(load);
  }
}
