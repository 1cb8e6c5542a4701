package org.mano4j.samples.daemon;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.util.Map;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * A log of JSON objects, by Logback. Its classes are loaded only by who wants such a log: SLF4J's
 * simple provider, which others have, is smaller and begins sooner.
 */
final class JsonLog {

  private static final String CHOICE = "slf4j.provider";
  private static final String PROVIDER = "ch.qos.logback.classic.spi.LogbackServiceProvider";

  private JsonLog() {}

  /**
   * Begins it.
   *
   * @param levels by the beginning of the name of loggers; of all others warnings are told
   * @throws IllegalStateException if this JVM logs otherwise already
   */
  static void begin(Map<String, String> levels) {
    System.setProperty(CHOICE, PROVIDER);
    ILoggerFactory factory = LoggerFactory.getILoggerFactory();
    if (!(factory instanceof LoggerContext context)) {
      throw new IllegalStateException(
          "cannot log as JSON: something in this program has begun to log otherwise");
    }
    context.reset(); // what it does without a configuration
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithFormattedMessage(true);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.start();
    ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
    appender.setContext(context);
    appender.setName("stderr");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(Level.WARN);
    root.addAppender(appender);
    levels.forEach((name, level) -> context.getLogger(name).setLevel(Level.toLevel(level)));
    takeFailuresIn();
  }

  /** Whether it has begun. */
  static boolean isOn() {
    return PROVIDER.equals(System.getProperty(CHOICE));
  }

  /** Who reads objects wants no other lines between them. */
  private static void takeFailuresIn() {
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) ->
            LoggerFactory.getLogger(JsonLog.class)
                .error("the thread {} has ended", thread.getName(), failure));
  }
}
