package io.torii.runtime;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Java 17's {@link ObjectMethods} keeps: the types of the last record whose {@code equals} or
 * {@code hashCode} was called for the first time, one set for the whole virtual machine. If that
 * record was ours, our class loader stays reachable when the application is gone.
 */
final class RecordCache {

  private static final Logger LOG = LoggerFactory.getLogger("torii");

  private RecordCache() {}

  /** Puts types of the JDK's in the place of this application's. */
  static void release() {
    try {
      MethodHandle component =
          MethodHandles.publicLookup()
              .findVirtual(String.class, "toString", methodType(String.class));
      make("equals", methodType(boolean.class, String.class, Object.class), component);
      make("hashCode", methodType(int.class, String.class), component);
    } catch (Throwable e) { // as the bootstrap method declares
      LOG.warn("the virtual machine may keep this application's classes", e);
    }
  }

  /** As the linkage of a record's method does, here for a record that a String would be. */
  private static void make(String method, MethodType type, MethodHandle component)
      throws Throwable {
    ObjectMethods.bootstrap(
        MethodHandles.lookup(), method, type, String.class, "component", component);
  }
}
