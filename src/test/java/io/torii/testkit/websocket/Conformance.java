package io.torii.testkit.websocket;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What is compared of RFC 6455, by topics: a client with {@link EchoMember} alone, and by a way.
 */
public enum Conformance {
  MESSAGES(MessageCases::all),
  FRAGMENTS(FragmentCases::all),
  CLOSES(CloseCases::all),
  INVALID(InvalidCases::all);

  /** Of a transcript; there are those with thousands of lines. */
  private static final int SHOWN = 500;

  @SuppressWarnings("ImmutableEnumChecker") // the cases are made anew each time
  private final Supplier<Stream<Case>> cases;

  Conformance(Supplier<Stream<Case>> cases) {
    this.cases = cases;
  }

  /**
   * Plays each case twice and tells where the client has observed anything else.
   *
   * @param direct the member, without TLS
   * @param through the way to the same, or one like it
   * @param tls the client's, for the way
   */
  public List<String> differences(URI direct, URI through, @Nullable SSLContext tls)
      throws Exception {
    List<String> differences = new ArrayList<>();
    for (Case wanted : cases.get().toList()) {
      List<String> alone = wanted.against(direct, null);
      wanted.check(alone);
      List<String> there = wanted.against(through, tls);
      if (!there.equals(alone)) {
        differences.add(wanted + ": " + cut(there) + " instead of " + cut(alone));
      }
    }
    return differences;
  }

  private static String cut(List<String> transcript) {
    String whole = transcript.toString();
    return whole.length() <= SHOWN
        ? whole
        : transcript.size()
            + " lines "
            + whole.substring(0, SHOWN / 2)
            + " … "
            + whole.substring(whole.length() - SHOWN / 2);
  }
}
