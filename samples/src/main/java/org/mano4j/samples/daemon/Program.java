package org.mano4j.samples.daemon;

import java.io.PrintWriter;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mano4j.config.Config;
import org.mano4j.config.ConfigException;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.pop.Failures;
import org.mano4j.samples.pop.Surroundings;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;

/** What programs that serve do alike, from their command line to their end. */
public final class Program {

  /** The text at the end of each program's help. */
  public static final String SIGNALS =
      "Signals: TERM and INT end it when what is in work is done, a second one ends it at once.";

  /** The same. */
  public static final String CODES =
      "Exit codes: 0 done, 1 failed, 2 the configuration has mistakes, 64 wrong usage.";

  private final String name;
  private final Surroundings surroundings;
  private final PrintWriter out;
  private final PrintWriter err;

  /** The program of that name. */
  public Program(String name, Surroundings surroundings) {
    this.name = name;
    this.surroundings = surroundings;
    this.out = surroundings.outWriter();
    this.err = surroundings.errWriter();
  }

  /** Reads the configuration and makes ready what it describes. */
  @FunctionalInterface
  public interface Preparation {

    /**
     * Does so.
     *
     * @param meters for what is to be counted; to be asked for once the log has begun
     * @throws ConfigException with all mistakes of the configuration
     * @throws IllegalArgumentException with a sentence, if it cannot be used otherwise
     * @throws IllegalStateException with a sentence, if something of the machine is missing
     */
    Prepared prepare(Supplier<Meters> meters);
  }

  /** Made when they are asked for: what makes them, logs. For one thread. */
  private static final class WantedMeters implements Supplier<Meters> {

    private final boolean wanted;
    private @Nullable Meters made;

    WantedMeters(boolean wanted) {
      this.wanted = wanted;
    }

    @Override
    public Meters get() {
      if (made == null) {
        made = wanted ? new PrometheusMeters() : Meters.NONE;
      }
      return made;
    }
  }

  /** Standard output. */
  public PrintWriter out() {
    return out;
  }

  /** Standard error. */
  public PrintWriter err() {
    return err;
  }

  /** The environment variables. */
  public Map<String, String> environment() {
    return surroundings.environment();
  }

  /** Runs its command line. */
  public int execute(CommandLine line, String... arguments) {
    int code =
        Failures.told(line.setCaseInsensitiveEnumValuesAllowed(true), out, err).execute(arguments);
    out.flush();
    err.flush();
    return code;
  }

  /** Serves until the process is told to end; the exit code. */
  public int serve(ProgramOptions options, Preparation preparation) throws InterruptedException {
    try {
      Config config = Tables.of(name, options.file(), environment());
      MonitorKeys monitor = MonitorKeys.read(config, name, options.file(), environment());
      if (options.health()) {
        config.table("monitor").check();
        return new HealthQuestion(name, monitor, out, err).ask();
      }
      WantedMeters meters = new WantedMeters(monitor.listen() != null);
      Prepared prepared = preparation.prepare(meters);
      prepared.warnings().forEach(LoggerFactory.getLogger(Program.class)::warn);
      return new Daemon(prepared.service(), prepared.drain(), out, err)
          .monitored(name, monitor, meters.get())
          .hearingSignals()
          .serve();
    } catch (ConfigException e) {
      // a line for each mistake
      err.println("error:  " + e.getMessage());
      return ExitCode.BAD_INPUT;
    } catch (IllegalArgumentException e) {
      LastWords.tell(e.getMessage(), out, err);
      return ExitCode.BAD_INPUT;
    } catch (IllegalStateException e) {
      LastWords.tell(e.getMessage(), out, err);
      return ExitCode.FAILED;
    }
  }
}
