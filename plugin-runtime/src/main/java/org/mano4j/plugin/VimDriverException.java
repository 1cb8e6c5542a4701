package org.mano4j.plugin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.vim.Server;

/**
 * A function of a VIM driver failed. Thrown by drivers to say why, and by {@code VimDriverCaller}
 * at the other end of the wire.
 *
 * <p>A launch that fails after a machine was made should name that {@link #server()}: the NFVO then
 * records it in state ERROR and releases it later. Without it the NFVO can only search the list of
 * servers for the host name.
 */
public class VimDriverException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient @Nullable Server server;

  /** With what failed, on what, why, and what to do. */
  public VimDriverException(String message) {
    this(message, null, null);
  }

  /** With what failed, on what, why, what to do, and the cause. */
  public VimDriverException(String message, @Nullable Throwable cause) {
    this(message, null, cause);
  }

  /** For a launch that left a machine behind. */
  public VimDriverException(String message, @Nullable Server server, @Nullable Throwable cause) {
    super(message, cause);
    this.server = server;
  }

  /** The machine that was left behind, if the driver knows one. */
  public Optional<Server> server() {
    return Optional.ofNullable(server);
  }

  /** The driver does not have that function; asking again is in vain. */
  public static final class Unsupported extends VimDriverException {
    private static final long serialVersionUID = 1L;

    /** For a function by its name on the wire. */
    public Unsupported(String driver, String function) {
      super("driver " + driver + " does not support " + function);
    }

    static Unsupported by(VimDriver driver, String function) {
      String simple = driver.getClass().getSimpleName();
      return new Unsupported(simple.isEmpty() ? driver.getClass().getName() : simple, function);
    }
  }

  /**
   * No answer came from the driver: it is not running, or took too long, or the connection is gone.
   * The work may have been done.
   */
  public static final class Unavailable extends VimDriverException {
    private static final long serialVersionUID = 1L;

    /** With the driver, the function, and what the bus says. */
    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
