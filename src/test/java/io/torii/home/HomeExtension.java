package io.torii.home;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;
import org.junit.jupiter.api.extension.TestWatcher;

/** Starts the server that {@link RunsOn} names, once for the class that says so, and counts. */
final class HomeExtension implements BeforeAllCallback, TestInstancePostProcessor, TestWatcher {

  private static final Namespace NAMESPACE = Namespace.create(HomeExtension.class);

  @Override
  public void beforeAll(ExtensionContext context) {
    // A nested class finds what its outer class has put there; the outer class's end closes it.
    Store store = context.getStore(NAMESPACE);
    store.getOrComputeIfAbsent(Home.class, key -> where(context).start(), Home.class);
    store.getOrComputeIfAbsent(Tally.class, key -> new Tally(where(context).title()), Tally.class);
  }

  private static Container where(ExtensionContext context) {
    return context.getRequiredTestClass().getAnnotation(RunsOn.class).value();
  }

  @Override
  public void postProcessTestInstance(Object instance, ExtensionContext context) {
    if (instance instanceof HomeSuite suite) {
      suite.runOn(context.getStore(NAMESPACE).get(Home.class, Home.class));
    }
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
