package io.torii.manager;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.torii.balancer.Balancer;
import io.torii.balancer.Member;
import io.torii.health.GateState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Metrics of the members, and of all tunnels, read off their live state when they are asked for.
 * Labels are {@code balancer}, its key without parameters, and {@code member}, its URL; what has
 * the same labels, such as two rules for one target, is summed.
 */
final class BalancerCollector {

  private final GateState gate;

  BalancerCollector(GateState gate) {
    this.gate = gate;
  }

  MetricSnapshots collect() {
    Map<Labels, List<Member>> members = new LinkedHashMap<>();
    for (Balancer balancer : gate.balancers()) {
      for (Member member : balancer.members()) {
        String url = member.url().toString();
        Labels labels = Labels.of("balancer", name(balancer), "member", url);
        members.computeIfAbsent(labels, l -> new ArrayList<>()).add(member);
      }
    }
    return MetricSnapshots.of(
        counter(members, "torii_member_requests", "Times a member was chosen.", Member::elected),
        counter(
            members,
            "torii_member_sent_bytes",
            "Bytes sent to a member.",
            member -> member.traffic().transferred()),
        counter(
            members,
            "torii_member_received_bytes",
            "Bytes read from a member.",
            member -> member.traffic().read()),
        gauge(members, "torii_member_busy", "Requests that a member serves now.", Member::busy),
        gauge(
            members,
            "torii_member_up",
            "1 if a member is usable: not disabled, stopped, in error or failed by a check.",
            member -> member.usable() ? 1 : 0),
        GaugeSnapshot.builder()
            .name("torii_tunnels")
            .help("Connections that have switched to another protocol, such as WebSocket.")
            .dataPoint(GaugeDataPointSnapshot.builder().value(gate.tunnels()).build())
            .build());
  }

  /** A plain target's key has its parameters in it, which a series must not change with. */
  private static String name(Balancer balancer) {
    String key = balancer.key();
    int blank = key.indexOf(' ');
    return blank < 0 ? key : key.substring(0, blank);
  }

  private static CounterSnapshot counter(
      Map<Labels, List<Member>> members, String name, String help, ToDoubleFunction<Member> value) {
    CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
    members.forEach(
        (labels, same) ->
            counter.dataPoint(
                CounterDataPointSnapshot.builder()
                    .labels(labels)
                    .value(same.stream().mapToDouble(value).sum())
                    .build()));
    return counter.build();
  }

  private static GaugeSnapshot gauge(
      Map<Labels, List<Member>> members, String name, String help, ToDoubleFunction<Member> value) {
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
    members.forEach(
        (labels, same) ->
            gauge.dataPoint(
                GaugeDataPointSnapshot.builder()
                    .labels(labels)
                    .value(same.stream().mapToDouble(value).sum())
                    .build()));
    return gauge.build();
  }
}
