package org.mano4j.mgmt;

import java.util.Map;
import java.util.Optional;
import org.mano4j.catalogue.vim.Server;

/**
 * What a VIM does for a {@link VimManager}. Calls block and come from several threads at once;
 * several may concern the same server. A call may come twice, so each should be repeatable. A
 * {@link MgmtException} reaches the caller with its code and text, any other exception with its
 * text and {@link MgmtCode#INTERNAL}.
 *
 * <p>Anybody on the broker can call: an implementation touches no servers but those that were
 * launched for its VIM by whoever it belongs to, and refuses others with {@link MgmtCode#REFUSED}.
 */
public interface VimManagerHandler {

  /**
   * Looks a server up.
   *
   * @param serverName name of the server, that is the host name of its VNFC instance
   * @return the server; empty if there is none of that name. One whose status is {@code FAILED} or
   *     {@code ERROR} reaches the caller as a failure.
   */
  Optional<Server> check(String serverName);

  /**
   * Starts a server.
   *
   * @throws MgmtException with {@link MgmtCode#ALREADY_STARTED} for one that runs, and with {@link
   *     MgmtCode#ENDED} for one that has ended: the manager then calls {@link #reset}, and this
   *     once more
   */
  void start(String serverName);

  /**
   * Gives a server metadata.
   *
   * @param entries at least one; an empty value deletes the key
   */
  void addMetadata(String serverName, Map<String, String> entries);

  /** Stops a server; one that does not run stays as it is. */
  void stop(String serverName);

  /**
   * Makes a server that has ended ready to be started again, with its name, addresses and metadata;
   * any other one stays as it is. No function of the wire reaches this; it is a part of {@code
   * start}.
   *
   * @throws MgmtException with {@link MgmtCode#REFUSED}, if the VIM cannot
   */
  void reset(String serverName);

  /**
   * Makes a server ready to be started with metadata: one that was never started gets it; one that
   * has ended gets it in a new life; one that runs is stopped and gets it in a new life, unless it
   * runs with all of that already. It is not started. Repeatable.
   *
   * @param entries may be none; an empty value deletes the key
   * @param always whether one that runs is stopped in any case
   * @throws MgmtException with {@link MgmtCode#UNKNOWN_FUNCTION}, as by default, if this VIM has no
   *     such thing, and with {@link MgmtCode#REFUSED} if it cannot begin a new life of this server
   */
  default void renew(String serverName, Map<String, String> entries, boolean always) {
    throw new MgmtException(MgmtCode.UNKNOWN_FUNCTION, "unknown function: " + MgmtRequest.RENEW);
  }

  /**
   * Makes a server that is gone anew, with its name and addresses, as a launch by the driver does
   * it. Repeatable: one that is there and not started stays, and is returned.
   *
   * @throws MgmtException with {@link MgmtCode#UNKNOWN_FUNCTION}, as by default, if this VIM has no
   *     such thing, and with {@link MgmtCode#REFUSED} if an address, an image or the name cannot be
   *     had
   */
  default Server recreate(ServerSpec spec) {
    throw new MgmtException(MgmtCode.UNKNOWN_FUNCTION, "unknown function: " + MgmtRequest.RECREATE);
  }
}
