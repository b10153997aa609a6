package io.torii.home;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/** Counts the tests of a {@link TlsFixture}. */
final class TlsExtension implements BeforeAllCallback, TestWatcher {

  private static final Namespace NAMESPACE = Namespace.create(TlsExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    TlsFixture fixture = (TlsFixture) context.getRequiredTestInstance();
    context
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Tally.class, key -> new Tally(fixture.title()), Tally.class);
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    tally(context).passed();
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    tally(context).failed();
  }

  private static Tally tally(ExtensionContext context) {
    return context.getStore(NAMESPACE).get(Tally.class, Tally.class);
  }
}
