package io.torii.upstream;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;

/** A name service that answers what the test says, and counts. */
final class FixedDns implements DnsResolver {

  @FunctionalInterface
  interface Answer {
    InetAddress[] to(String host) throws UnknownHostException;
  }

  final AtomicInteger asked = new AtomicInteger();
  private final Answer answer;

  FixedDns(Answer answer) {
    this.answer = answer;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    asked.incrementAndGet();
    return answer.to(host);
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }
}
