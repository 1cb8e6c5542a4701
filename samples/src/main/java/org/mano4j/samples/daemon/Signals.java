package org.mano4j.samples.daemon;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * What the operating system tells the process. Java's own shutdown hooks hear neither a second TERM
 * nor HUP; {@code sun.misc.Signal} of the supported module {@code jdk.unsupported} does, but the
 * compiler refuses its name where warnings are errors.
 */
public final class Signals {

  private Signals() {}

  /**
   * Runs this at each signal of that name, such as {@code TERM}, in a thread of its own, in the
   * place of what Java would do.
   *
   * @throws IllegalStateException if this JVM keeps the signal to itself, as with {@code -Xrs}
   */
  public static void at(String name, Runnable action) {
    InvocationHandler caller =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                action.run();
                yield null;
              }
              case "hashCode" -> System.identityHashCode(proxy);
              case "equals" -> proxy == arguments[0];
              default -> "at " + name;
            };
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Method handle = signal.getMethod("handle", signal, handler);
      Object proxy =
          Proxy.newProxyInstance(Signals.class.getClassLoader(), new Class<?>[] {handler}, caller);
      handle.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(
          "cannot hear the signal " + name + " in this JVM; is it run with -Xrs?", e);
    }
  }
}
