package org.mano4j.pop.nfv;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.vim.OpenstackVimInstance;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.plugin.VimDriverException;
import org.mano4j.pop.PopCredentials;
import org.mano4j.pop.PopEndpoint;

/**
 * Where the Pop of a VIM instance is and who logs in there. An NFVO 6.0 keeps no user and password
 * of a VIM of type {@code pop}; they are looked for, in this order, in the driver's own
 * configuration, in the fields or properties {@code username} and {@code password} of the VIM
 * instance, in its metadata under the same names, and in the user part of {@code authUrl}.
 *
 * @param endpoint the Pop server
 * @param credentials user and password of the Pop
 */
record VimAccess(PopEndpoint endpoint, PopCredentials credentials) {

  private static final Pattern SCHEME = Pattern.compile("[a-zA-Z][a-zA-Z0-9+.-]*://");

  /**
   * Finds the access of a VIM instance.
   *
   * @param configured the access that the driver's configuration has for an address
   * @throws VimDriverException naming the VIM and where to put what is missing
   */
  static VimAccess of(VimInstance vim, Function<PopEndpoint, Optional<VimAccess>> configured) {
    String url = vim.authUrl();
    if (url == null || url.isBlank()) {
      throw new VimDriverException(
          "VIM '"
              + vim.name()
              + "' has no authUrl; give it the address of its Pop, such as"
              + " http://host:60000");
    }
    PopEndpoint endpoint = endpoint(vim, url);
    return configured
        .apply(endpoint)
        .or(() -> ofVim(vim, url).map(credentials -> new VimAccess(endpoint, credentials)))
        .orElseThrow(
            () ->
                new VimDriverException(
                    "no credentials for the Pop of VIM '"
                        + vim.name()
                        + "' at "
                        + endpoint
                        + "; put endpoint, username and password into a table [pops.<name>] of the"
                        + " driver's configuration, or username and password into the metadata of"
                        + " the VIM instance, where everybody sees them who may read it"));
  }

  private static Optional<PopCredentials> ofVim(VimInstance vim, String url) {
    return ofFields(vim)
        .or(() -> pair(vim.metadata().get("username"), vim.metadata().get("password")))
        .or(() -> ofUserPart(url));
  }

  /** What stands before the last {@code @} is never part of a message: it may be a password. */
  private static PopEndpoint endpoint(VimInstance vim, String url) {
    try {
      int begin = userPart(url);
      int at = url.lastIndexOf('@');
      return PopEndpoint.parse(at < begin ? url : url.substring(0, begin) + url.substring(at + 1));
    } catch (IllegalArgumentException e) {
      throw new VimDriverException(
          "VIM '" + vim.name() + "' has an authUrl that names no Pop: " + e.getMessage());
    }
  }

  private static Optional<PopCredentials> ofFields(VimInstance vim) {
    return vim instanceof OpenstackVimInstance openstack
        ? pair(openstack.username(), openstack.password())
        : pair(text(vim, "username"), text(vim, "password"));
  }

  private static @Nullable String text(VimInstance vim, String property) {
    JsonNode value = vim.extensions().get(property);
    return value == null ? null : value.asText(null);
  }

  private static Optional<PopCredentials> ofUserPart(String url) {
    int begin = userPart(url);
    int at = url.lastIndexOf('@');
    if (at < begin) {
      return Optional.empty();
    }
    String[] parts = url.substring(begin, at).split(":", 2);
    return parts.length < 2 ? Optional.empty() : pair(decoded(parts[0]), decoded(parts[1]));
  }

  /** Where the user part begins, if there is one. A password may have anything in it. */
  private static int userPart(String url) {
    Matcher scheme = SCHEME.matcher(url);
    return scheme.lookingAt() ? scheme.end() : 0;
  }

  /** Percent-decoded; a text that was never encoded is taken as it is. */
  private static String decoded(String part) {
    try {
      return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return part;
    }
  }

  private static Optional<PopCredentials> pair(
      @Nullable String username, @Nullable String password) {
    return username == null || username.isEmpty() || password == null
        ? Optional.empty()
        : Optional.of(new PopCredentials(username, password));
  }
}
