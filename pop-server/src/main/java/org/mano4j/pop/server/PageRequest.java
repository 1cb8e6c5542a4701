package org.mano4j.pop.server;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;
import org.mano4j.pop.proto.Filter;

/**
 * Which part of a list a caller wants. A token holds the key of the last entry of the page before,
 * so that it stays good whatever comes and goes meanwhile, also over a restart.
 *
 * @param kind of the entries; the token of one kind is none of another
 * @param size most entries; 0 for all
 * @param after the key that the page comes after; null for the first page
 */
record PageRequest(String kind, int size, @Nullable String after) {

  static final int MAX_SIZE = 10_000;

  /** Bytes of a page: callers take 4 MiB in a message unless they are told otherwise. */
  private static final int MAX_BYTES = 3 << 20;

  private static final String SEPARATOR = "\n";

  /** From a filter, which also has to be looked at for the id or name in it. */
  static PageRequest of(String kind, Filter filter) {
    if (filter.getPageSize() < 0) {
      throw invalid("page_size must be 0 (everything) or more, but is " + filter.getPageSize());
    }
    String token = filter.getPageToken();
    if (token.isEmpty()) {
      return new PageRequest(kind, Math.min(filter.getPageSize(), MAX_SIZE), null);
    }
    if (filter.getOptionsCase() != Filter.OptionsCase.OPTIONS_NOT_SET) {
      throw invalid("page_token goes with a filter that lists everything, not with an id or name");
    }
    return new PageRequest(kind, Math.min(filter.getPageSize(), MAX_SIZE), key(kind, token));
  }

  /**
   * Most entries to look at: one more than the page has, to see whether there is another page; 0
   * for all.
   */
  int limit() {
    return size == 0 ? 0 : size + 1;
  }

  /**
   * Hands on what belongs to this page.
   *
   * @param from entries after {@link #after}, in the order of their keys
   * @param message the form of an entry on the wire
   * @param messageSize bytes of that
   * @return the token of the next page; empty if this is the last one
   */
  <T, P> String fill(
      Iterable<T> from,
      Function<T, String> key,
      Function<T, P> message,
      ToIntFunction<P> messageSize,
      Consumer<P> page) {
    int count = 0;
    long bytes = 0;
    @Nullable T last = null;
    for (T entry : from) {
      P added = message.apply(entry);
      if (size > 0) {
        bytes += messageSize.applyAsInt(added);
        if (count == size || (bytes > MAX_BYTES && count > 0)) {
          return token(key.apply(Objects.requireNonNull(last)));
        }
        last = entry;
      }
      page.accept(added);
      count++;
    }
    return "";
  }

  /** What is wrong with a token that cannot be read, or whose key cannot. */
  static PopException badToken(String kind) {
    return invalid(
        "page_token is not one that this Pop gave for a list of "
            + kind
            + "s; begin with the first page");
  }

  private String token(String key) {
    byte[] text = (kind + SEPARATOR + key).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
  }

  private static String key(String kind, String token) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
      if (text.startsWith(kind + SEPARATOR)) {
        return text.substring(kind.length() + SEPARATOR.length());
      }
    } catch (IllegalArgumentException e) {
      throw badToken(kind);
    }
    throw badToken(kind);
  }

  private static PopException invalid(String text) {
    return new PopException(Code.INVALID_ARGUMENT, PopReason.INVALID_FIELD, text);
  }
}
