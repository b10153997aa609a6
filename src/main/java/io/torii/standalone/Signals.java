package io.torii.standalone;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Listens for SIGHUP. The platform offers this in {@code sun.misc} only, in the module
 * jdk.unsupported that every JDK has; it is reached by reflection because the compiler warns of
 * every use.
 */
final class Signals {

  private Signals() {}

  /** Runs {@code action} on each SIGHUP; false where the platform has no such signal. */
  static boolean onHangup(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              Signals.class.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) ->
                  switch (method.getName()) {
                    case "handle" -> {
                      action.run();
                      yield null;
                    }
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> arguments != null && self == arguments[0];
                    default -> "SIGHUP handler";
                  });
      Object hangup = signal.getConstructor(String.class).newInstance("HUP");
      signal.getMethod("handle", signal, handler).invoke(null, hangup, proxy);
      return true;
    } catch (ClassNotFoundException
        | NoSuchMethodException
        | InstantiationException
        | IllegalAccessException
        | InvocationTargetException e) {
      return false;
    }
  }
}
