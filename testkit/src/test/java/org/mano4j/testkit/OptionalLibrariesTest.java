package org.mano4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What users are told who have not added a library that the testkit leaves to them. */
class OptionalLibrariesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "qpid-broker-core",
        "qpid-broker-plugins-amqp-0-8-protocol",
        "qpid-broker-plugins-memory-store"
      })
  void theEmbeddedBrokerSaysWhichLibraryIsMissing(String artifact) throws Exception {
    try (URLClassLoader without = classPathWithout(artifact)) {
      Class<?> broker = without.loadClass("org.mano4j.testkit.broker.EmbeddedBroker");

      Throwable failure = failureOf(() -> broker.getMethod("start").invoke(null));

      assertThat(failure)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("needs org.apache.qpid:" + artifact + ",")
          .hasMessageContaining("mano4j-bom");
    }
  }

  private interface Call {
    Object run() throws ReflectiveOperationException;
  }

  private static Throwable failureOf(Call call) throws ReflectiveOperationException {
    try {
      return new AssertionError("it worked, and gave " + call.run());
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
  }

  private static URLClassLoader classPathWithout(String artifact) throws IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (!Path.of(entry).getFileName().toString().startsWith(artifact)) {
        urls.add(Path.of(entry).toUri().toURL());
      }
    }
    return new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }
}
