package org.mano4j.pop.server;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;

/**
 * A bcrypt hash of a password, for configurations. Immutable.
 *
 * <p>Its cost is the binary logarithm of the work to check one password: each step doubles the
 * time. Cost 10 takes some 50 ms, cost 4 about 1 ms.
 */
public final class PasswordHash {

  /** The cost when none is given. */
  public static final int DEFAULT_COST = 10;

  /** The lowest cost there is; for tests and demonstrations. */
  public static final int MIN_COST = 4;

  /** Bcrypt looks at no more; a longer password would be as good as its beginning. */
  private static final int MAX_BYTES = 71;

  private static final String ALPHABET =
      "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

  private final String text;

  private PasswordHash(String text) {
    this.text = text;
  }

  /**
   * Hashes a password.
   *
   * @param password 1 to 71 bytes in UTF-8
   * @param cost 4 to 31
   * @throws IllegalArgumentException if one is out of range
   */
  public static PasswordHash of(String password, int cost) {
    checkCost(cost);
    checkPassword(password);
    return new PasswordHash(BCrypt.withDefaults().hashToString(cost, password.toCharArray()));
  }

  /**
   * Reads a hash made before, such as {@code $2a$10$...}.
   *
   * @throws IllegalArgumentException if the text is no bcrypt hash
   */
  public static PasswordHash parse(String text) {
    if (!text.matches("\\$2[abxy]\\$(0[4-9]|[12][0-9]|3[01])\\$[./A-Za-z0-9]{53}")) {
      throw new IllegalArgumentException(
          "this is no bcrypt hash: one has 60 characters and begins with $2a$, $2b$ or $2y$");
    }
    return new PasswordHash(text);
  }

  /** A hash that takes as long to check as a real one, and that no known password matches. */
  static PasswordHash impossible(int cost, RandomGenerator random) {
    StringBuilder text = new StringBuilder("$2a$").append(cost < 10 ? "0" : "").append(cost);
    text.append('$');
    for (int i = 0; i < 53; i++) {
      text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new PasswordHash(text.toString());
  }

  static void checkPassword(String password) {
    if (!fits(password)) {
      throw new IllegalArgumentException(
          "a password has 1 to " + MAX_BYTES + " bytes in UTF-8, this one is empty or longer");
    }
  }

  private static boolean fits(String password) {
    int bytes = password.getBytes(StandardCharsets.UTF_8).length;
    return bytes >= 1 && bytes <= MAX_BYTES;
  }

  static void checkCost(int cost) {
    if (cost < MIN_COST || cost > 31) {
      throw new IllegalArgumentException("a bcrypt cost is 4 to 31, but this one is " + cost);
    }
  }

  /** Whether this is the hash of that password. Takes as long when it is not. */
  public boolean matches(String password) {
    boolean fits = fits(password);
    // What does not fit is compared too, in a form that fits, for the time it takes.
    char[] tried = fits ? password.toCharArray() : new char[] {'-'};
    return BCrypt.verifyer().verify(tried, text).verified && fits;
  }

  /** The logarithm of the work to check a password. */
  int cost() {
    return Integer.parseInt(text.substring(4, 6));
  }

  /** The hash as text, for {@link #parse}. Keep it out of logs: it can be attacked offline. */
  public String text() {
    return text;
  }

  /** Without the hash. */
  @Override
  public String toString() {
    return "PasswordHash[bcrypt, cost " + cost() + "]";
  }
}
