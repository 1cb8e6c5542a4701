package org.mano4j.samples.daemon;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.mano4j.samples.ExitCode;
import org.mano4j.samples.pop.Failures;

/** {@code --health}: asks a running program how it is. */
final class HealthQuestion {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST = 64 << 10;

  private final String program;
  private final MonitorKeys keys;
  private final PrintWriter out;
  private final PrintWriter err;

  HealthQuestion(String program, MonitorKeys keys, PrintWriter out, PrintWriter err) {
    this.program = program;
    this.keys = keys;
    this.out = out;
    this.err = err;
  }

  /** Asks, and tells; the exit code. */
  int ask() {
    try {
      if (keys.socket() != null) {
        String[] told = HealthSocket.ask(keys.socket(), TIMEOUT).split("\n", 2);
        return told.length == 2
            ? tell(told[0].equals(HealthSocket.READY), told[1])
            : failed("what answers at " + keys.socket() + " is no program of mano4j");
      }
      if (keys.listen() != null) {
        return overHttp(keys.listen().socket());
      }
      return failed(
          "[monitor] of the configuration has neither a socket nor an address to listen on, so"
              + " nobody can be asked");
    } catch (IOException e) {
      Object place = keys.socket() == null ? keys.listen() : keys.socket();
      return failed("no " + program + " answers at " + place + ": " + e.getMessage());
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private int overHttp(InetSocketAddress listening) throws IOException, URISyntaxException {
    InetAddress address =
        listening.getAddress().isAnyLocalAddress()
            ? InetAddress.getLoopbackAddress()
            : listening.getAddress();
    URI uri =
        new URI(
            "http",
            null,
            address.getHostAddress(),
            listening.getPort(),
            "/health/ready",
            null,
            null);
    HttpURLConnection question = (HttpURLConnection) uri.toURL().openConnection();
    question.setConnectTimeout((int) TIMEOUT.toMillis());
    question.setReadTimeout((int) TIMEOUT.toMillis());
    boolean ready = question.getResponseCode() == 200;
    try (InputStream answer = ready ? question.getInputStream() : question.getErrorStream()) {
      return tell(
          ready, answer == null ? "" : new String(answer.readNBytes(MOST), StandardCharsets.UTF_8));
    }
  }

  private int tell(boolean ready, String json) {
    out.println(json.strip());
    out.flush();
    return ready ? ExitCode.DONE : ExitCode.FAILED;
  }

  private int failed(String sentence) {
    Failures.tell(sentence, out, err);
    return ExitCode.FAILED;
  }
}
