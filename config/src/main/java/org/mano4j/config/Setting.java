package org.mano4j.config;

import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The value of one key: there, missing, or wrong. What is wrong has been noted already, and is
 * reported by {@link Config#check()}. Used at once, by the thread that reads the configuration.
 *
 * @param <T> type of the value
 */
public final class Setting<T> {

  private final Table table;
  private final String key;
  private final T standIn;
  private final boolean wrong;
  private @Nullable T value;

  Setting(Table table, String key, @Nullable T value, boolean wrong, T standIn) {
    this.table = table;
    this.key = key;
    this.value = value;
    this.wrong = wrong;
    this.standIn = standIn;
  }

  /**
   * Notes a mistake if the value is there and breaks a rule. Then it counts as wrong.
   *
   * @param sentence goes on after the key, such as {@code "must not begin with 'amq.'"}; never the
   *     value of a password
   */
  public Setting<T> mustBe(Predicate<? super T> rule, String sentence) {
    if (value == null || rule.test(value)) {
      return this;
    }
    table.problem(key, sentence);
    return new Setting<>(table, key, null, true, standIn);
  }

  /**
   * The value, which has to be there and, if it is a text, not blank. If it is not, that is noted,
   * and a stand-in returned: "", the least number, the first choice. Use it after a check only.
   */
  public T required() {
    if (value instanceof String text && text.isBlank()) {
      table.problem(key, "is empty");
      return standIn;
    }
    if (value == null) {
      if (!wrong) {
        table.missing(key);
      }
      return standIn;
    }
    return value;
  }

  /** The value, or the default if it is missing. */
  public T orElse(T otherwise) {
    return value == null ? otherwise : value;
  }

  /** The value, if there is one. */
  public Optional<T> optional() {
    return Optional.ofNullable(value);
  }

  /** The key, and not the value, which may be a password. */
  @Override
  public String toString() {
    return "Setting[" + table.pathOf(key) + "]";
  }
}
