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
 * <p>Anybody on the broker can call: an implementation should touch no servers but those of its
 * VIM.
 */
public interface VimManagerHandler {

  /**
   * Looks a server up.
   *
   * @param serverName name of the server, that is the host name of its VNFC instance
   * @return the server; empty if there is none of that name
   * @throws MgmtException with {@link MgmtCode#SERVER_FAILED} for one that has failed
   */
  Optional<Server> check(String serverName);

  /**
   * Starts a server; one that has ended begins anew.
   *
   * @throws MgmtException with {@link MgmtCode#ALREADY_STARTED} for one that runs
   */
  void start(String serverName);

  /**
   * Gives a server metadata.
   *
   * @param entries at least one; an empty value deletes the key
   */
  void addMetadata(String serverName, Map<String, String> entries);

  /** Stops a server; one that has ended stays as it is. */
  void stop(String serverName);
}
