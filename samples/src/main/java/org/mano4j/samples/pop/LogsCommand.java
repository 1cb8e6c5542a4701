package org.mano4j.samples.pop;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.LogChunk;
import org.mano4j.pop.LogOptions;
import org.mano4j.pop.PopClient;
import org.mano4j.pop.PopStream;
import org.mano4j.samples.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what a container has written. */
@Command(
    name = "logs",
    description = {
      "Shows what a container has written.",
      "Byte for byte: its standard output on standard output, its standard error on standard"
          + " error. --output changes nothing here."
    })
final class LogsCommand extends FilterTask {

  @Option(
      names = "--tail",
      paramLabel = "LINES",
      description = "Only so many of the last lines that are there; by default all.")
  private @Nullable Integer tail;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on with what comes, until the container ends.")
  private boolean follow;

  @Override
  void check() {
    super.check();
    if (tail != null && tail < 0) {
      throw usage("--tail is to be 0 lines or more, but is " + tail);
    }
  }

  @Override
  int run(PopClient client, Printer printer) {
    LogOptions options = new LogOptions(tail, follow);
    Surroundings to = pop().surroundings();
    try (PopStream<LogChunk> chunks = client.logs(Targets.filter(target()), options)) {
      while (chunks.hasNext()) {
        LogChunk chunk = chunks.next();
        OutputStream stream = chunk.stream() == LogChunk.Stream.ERROR ? to.err() : to.out();
        stream.write(chunk.data());
        stream.flush();
      }
    } catch (IOException e) {
      pop().error("cannot write the output of " + target() + ": " + e.getMessage());
      return ExitCode.FAILED;
    }
    return ExitCode.DONE;
  }
}
