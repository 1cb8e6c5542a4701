package org.mano4j.pop;

import java.util.Objects;

/** Where a Pop listens. A value: two of the same address are equal, and share one connection. */
public final class PopEndpoint {

  /** The port of a Pop when none is given. */
  public static final int DEFAULT_PORT = 60000;

  private static final String HTTP = "http://";
  private static final String HTTPS = "https://";

  private final String host;
  private final int port;

  /** Whether {@link #host} is the name of a Pop in this process. */
  private final boolean inProcess;

  private final boolean tls;

  private PopEndpoint(String host, int port, boolean inProcess, boolean tls) {
    this.host = host;
    this.port = port;
    this.inProcess = inProcess;
    this.tls = tls;
  }

  /**
   * A Pop in this process, which is reached without any network.
   *
   * @param name what the server was told to listen by
   * @throws IllegalArgumentException if the name is empty
   */
  public static PopEndpoint inProcess(String name) {
    if (name.isBlank()) {
      throw new IllegalArgumentException("a Pop in this process needs a name, but it is empty");
    }
    return new PopEndpoint(name, 0, true, false);
  }

  /**
   * A Pop that speaks plain text, unless {@link PopClientOptions#tls} says otherwise for all.
   *
   * @param host name or address
   * @param port 1 to 65535
   * @throws IllegalArgumentException if the host is empty or the port out of range
   */
  public static PopEndpoint of(String host, int port) {
    if (host.isBlank()) {
      throw new IllegalArgumentException(
          "a Pop needs a host, as in localhost:" + DEFAULT_PORT + ", but it is empty");
    }
    if (port < 1 || port > 65535) {
      throw new IllegalArgumentException(
          "port " + port + " of Pop host '" + host + "' is not between 1 and 65535");
    }
    return new PopEndpoint(host, port, false, false);
  }

  /**
   * A Pop that speaks TLS.
   *
   * @param host name or address
   * @param port 1 to 65535
   * @throws IllegalArgumentException if the host is empty or the port out of range
   */
  public static PopEndpoint tls(String host, int port) {
    return of(host, port).withTls(true);
  }

  /**
   * Reads {@code host:port}, {@code host} (port {@value #DEFAULT_PORT}), or one of them after
   * {@code http://} or {@code https://}. IPv6 addresses stand in brackets. With {@code https://} it
   * is a Pop that speaks TLS; {@code http://} means the same as nothing.
   *
   * @throws IllegalArgumentException if the text is none of them
   */
  public static PopEndpoint parse(String text) {
    String rest = text.strip();
    boolean tls = startsWith(rest, HTTPS);
    if (tls || startsWith(rest, HTTP)) {
      rest = rest.substring(tls ? HTTPS.length() : HTTP.length());
      if (rest.endsWith("/")) {
        rest = rest.substring(0, rest.length() - 1);
      }
    }
    return address(rest, text).withTls(tls);
  }

  private static boolean startsWith(String text, String scheme) {
    return text.regionMatches(true, 0, scheme, 0, scheme.length());
  }

  private PopEndpoint withTls(boolean value) {
    return new PopEndpoint(host, port, inProcess, value);
  }

  private static PopEndpoint address(String rest, String text) {
    if (rest.contains("/") || rest.contains("@") || rest.chars().anyMatch(c -> c <= ' ')) {
      throw malformed(text);
    }
    int portAt = rest.lastIndexOf(':');
    if (rest.startsWith("[")) {
      int end = rest.indexOf(']');
      if (end < 0 || (end + 1 < rest.length() && portAt != end + 1)) {
        throw malformed(text);
      }
      String host = rest.substring(1, end);
      return of(host, end + 1 < rest.length() ? port(rest.substring(end + 2), text) : DEFAULT_PORT);
    }
    if (portAt != rest.indexOf(':')) {
      throw malformed(text);
    }
    return portAt < 0
        ? of(rest, DEFAULT_PORT)
        : of(rest.substring(0, portAt), port(rest.substring(portAt + 1), text));
  }

  /** Name or address, without brackets; the server's name if {@link #isInProcess}. */
  public String host() {
    return host;
  }

  /** Whether it is a Pop in this process, see {@link #inProcess}. */
  public boolean isInProcess() {
    return inProcess;
  }

  /** Whether the address says that this Pop speaks TLS. */
  public boolean isTls() {
    return tls;
  }

  /** 1 to 65535; 0 if {@link #isInProcess}. */
  public int port() {
    return port;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PopEndpoint that
        && host.equals(that.host)
        && port == that.port
        && inProcess == that.inProcess
        && tls == that.tls;
  }

  @Override
  public int hashCode() {
    return Objects.hash(host, port, inProcess, tls);
  }

  /** {@code host:port}, as {@link #parse} reads it; {@code in-process:name} for one here. */
  @Override
  public String toString() {
    if (inProcess) {
      return "in-process:" + host;
    }
    return (tls ? HTTPS : "") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
  }

  private static int port(String digits, String text) {
    if (digits.isEmpty()
        || digits.length() > 5
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw malformed(text);
    }
    return Integer.parseInt(digits);
  }

  /** Does not repeat what stands before an {@code @}: it may be a password. */
  private static IllegalArgumentException malformed(String text) {
    return new IllegalArgumentException(
        "'"
            + text.substring(text.lastIndexOf('@') + 1)
            + "' is no address of a Pop; give host:port, host, or https://host:port");
  }
}
