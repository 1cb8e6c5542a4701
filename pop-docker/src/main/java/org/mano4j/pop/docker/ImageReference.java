package org.mano4j.pop.docker;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A name of an image, taken apart by the rules that engines and registries share: {@code
 * registry/repository:tag@digest}.
 *
 * @param registry host, with port if one is given; {@value #HUB} if none is
 * @param repository where in the registry, with {@code library/} before a single word of {@value
 *     #HUB}
 * @param tag {@code latest} if neither tag nor digest is given; empty if only a digest is
 * @param digest empty if none is given
 */
record ImageReference(String registry, String repository, String tag, String digest) {

  /** The registry of names without one. */
  static final String HUB = "docker.io";

  /** Another name of the same registry, which old tools write. */
  static final String OLD_HUB = "index.docker.io";

  private static final String LIBRARY = "library/";

  private static final int MAX_NAME = 255;

  private static final String HOST_WORD = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";

  private static final Pattern HOST =
      Pattern.compile(
          "(?:" + HOST_WORD + "(?:\\." + HOST_WORD + ")*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?");

  private static final String PATH_WORD = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";

  private static final Pattern PATH = Pattern.compile(PATH_WORD + "(?:/" + PATH_WORD + ")*");

  /** Whatever stands before the tag, which begins after the last slash, and before the digest. */
  private static final Pattern PARTS =
      Pattern.compile(
          "(?<name>.+?)(?::(?<tag>\\w[\\w.-]{0,127}))?"
              + "(?:@(?<digest>[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:"
              + "[0-9a-fA-F]{32,}))?");

  /** A whole id without its algorithm is never a name. */
  private static final Pattern ID = Pattern.compile("[a-f0-9]{64}");

  /** Empty if it is not a name that an image can have. */
  static Optional<ImageReference> parse(String text) {
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches() || ID.matcher(text).matches()) {
      return Optional.empty();
    }
    String name = parts.group("name");
    String digest = text(parts.group("digest"));
    String tag = text(parts.group("tag"));
    String registry = registry(name);
    String path = registry.isEmpty() ? name : name.substring(registry.length() + 1);
    if (registry.isEmpty() || registry.equals(OLD_HUB)) {
      registry = HUB;
    }
    String repository = registry.equals(HUB) && path.indexOf('/') < 0 ? LIBRARY + path : path;
    boolean valid =
        HOST.matcher(registry).matches()
            && PATH.matcher(path).matches()
            && registry.length() + 1 + repository.length() <= MAX_NAME;
    return valid
        ? Optional.of(
            new ImageReference(
                registry, repository, tag.isEmpty() && digest.isEmpty() ? "latest" : tag, digest))
        : Optional.empty();
  }

  /** Registry and repository. */
  String path() {
    return registry + "/" + repository;
  }

  /** What of the repository is meant: the digest if there is one, since it says more. */
  String version() {
    return digest.isEmpty() ? tag : digest;
  }

  /** As engines list it: without what goes without saying, but with the tag. */
  @Override
  public String toString() {
    String name = path();
    if (registry.equals(HUB)) {
      boolean word = repository.startsWith(LIBRARY) && repository.lastIndexOf('/') == 7;
      name = word ? repository.substring(LIBRARY.length()) : repository;
    }
    return name + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
  }

  /** What stands before the first slash, if it looks like a host; else it is a part of the path. */
  private static String registry(String name) {
    int slash = name.indexOf('/');
    String first = slash < 0 ? "" : name.substring(0, slash);
    boolean host = first.indexOf('.') >= 0 || first.indexOf(':') >= 0 || first.equals("localhost");
    return host ? first : "";
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
