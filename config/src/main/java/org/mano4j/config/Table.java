package org.mano4j.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A table of a configuration, such as {@code [amqp]}, with the variables that stand for its keys. A
 * key belongs to it once somebody has asked for it; all others are mistakes.
 *
 * <p>The methods for the types note a mistake if the file or the variable holds anything else. The
 * variable wins; the value of the file must be right all the same. Not thread-safe.
 */
public final class Table {

  private final Config config;
  private final String path;
  private final Map<String, Entry> entries;
  private final int line;
  private final boolean hasVariables;
  private final Set<String> keys;
  private final Map<String, Table> tables = new LinkedHashMap<>();
  private final Set<String> left;

  Table(Config config, String path, Entry.Table content, int line, boolean hasVariables) {
    this.config = config;
    this.path = path;
    this.entries = content.entries();
    this.line = line;
    this.hasVariables = hasVariables;
    this.keys = config.anyCase() ? new TreeSet<>(String.CASE_INSENSITIVE_ORDER) : new TreeSet<>();
    this.left = config.anyCase() ? new TreeSet<>(String.CASE_INSENSITIVE_ORDER) : new TreeSet<>();
  }

  /** Its name, with those of the tables around it: {@code amqp.tls}. */
  public String path() {
    return path;
  }

  /** Whether the file has it, or a variable for one of its keys is set. */
  public boolean isPresent() {
    return line > 0 || (hasVariables && config.environment().hasAny(path));
  }

  /** Whether the file or a variable has something for a key, be it right or wrong. */
  public boolean has(String key) {
    return entries.containsKey(key) || variable(key).isPresent();
  }

  /** A table in this one; an empty one if it is not there. The same at each call. */
  public Table table(String name) {
    return tables.computeIfAbsent(name, key -> open(key, hasVariables));
  }

  /**
   * The tables in this one, by name: for those whose names the writer of the file chooses, such as
   * {@code [users.anna]}. No variables stand for their keys.
   */
  public Map<String, Table> named() {
    Map<String, Table> named = new LinkedHashMap<>();
    entries.forEach(
        (name, entry) -> {
          if (entry.value() instanceof Entry.Table) {
            named.put(name, tables.computeIfAbsent(name, key -> open(key, false)));
          }
        });
    return Collections.unmodifiableMap(named);
  }

  /**
   * The same with variables for their keys: {@code MANO4J_POPS_SITE_1_PASSWORD} for {@code
   * password} in {@code [pops.site-1]}, which has to be in the file. Two tables whose variables
   * would have the same names are a mistake.
   */
  public Map<String, Table> namedWithVariables() {
    Map<String, String> byVariable = new HashMap<>();
    entries.forEach(
        (name, entry) -> {
          String other = byVariable.putIfAbsent(Environment.variable(pathOf(name)), name);
          if (other == null && entry.value() instanceof Entry.Table) {
            table(name);
          } else if (other != null) {
            String same = "would share its variables with " + pathOf(other);
            note(name, config.where(entry.line()), entry.line(), same + "; rename one of them");
          }
        });
    return named();
  }

  private Table open(String name, boolean withVariables) {
    Entry entry = entries.get(name);
    if (entry != null && entry.value() instanceof Entry.Table content) {
      return new Table(config, pathOf(name), content, entry.line(), withVariables);
    }
    if (entry != null) {
      String what = Entry.typeOf(entry.value());
      note(name, config.where(entry.line()), entry.line(), "must be a table, and is " + what);
    }
    return new Table(config, pathOf(name), new Entry.Table(Map.of()), 0, withVariables);
  }

  /** A text. */
  public Setting<String> text(String key) {
    return read(key, Kinds.text());
  }

  /** A text, or the same as an array of its bytes in UTF-8, as some programs write it. */
  public Setting<String> textOrBytes(String key) {
    return read(key, Kinds.textOrBytes());
  }

  /** True or false. */
  public Setting<Boolean> flag(String key) {
    return read(key, Kinds.flag());
  }

  /** A whole number between two, both included. */
  public Setting<Integer> integer(String key, int min, int max) {
    return read(key, Kinds.integer(min, max));
  }

  /** A number between two, both included, which may have a fraction. */
  public Setting<Double> number(String key, double min, double max) {
    return read(key, Kinds.number(min, max));
  }

  /**
   * A length of time between two, both included: a number of milliseconds, or a text with a unit,
   * such as {@code "30 s"}; the units are ms, s, min and h.
   */
  public Setting<Duration> duration(String key, Duration min, Duration max) {
    return read(key, Kinds.duration(min, max, ChronoUnit.MILLIS));
  }

  /** The same, but a number alone is a number of seconds. */
  public Setting<Duration> seconds(String key, Duration min, Duration max) {
    return read(key, Kinds.duration(min, max, ChronoUnit.SECONDS));
  }

  /** A constant by its name, whatever its case, with {@code -} for {@code _}. */
  public <E extends Enum<E>> Setting<E> choice(String key, Class<E> type) {
    return read(key, Kinds.choice(type));
  }

  /** An address with a host and one of the schemes. */
  public Setting<URI> uri(String key, String... schemes) {
    return read(key, Kinds.uri(List.of(schemes)));
  }

  /**
   * A file that can be read. A relative path begins at the folder of the configuration file, or in
   * a variable at the working directory.
   */
  public Setting<Path> file(String key) {
    return read(key, Kinds.file(config.folder()));
  }

  /** A file or folder that need not be there. A relative path begins as in {@link #file}. */
  public Setting<Path> location(String key) {
    return read(key, Kinds.path(config.folder()));
  }

  /** An array of texts; in a variable they have commas between them. */
  public Setting<List<String>> texts(String key) {
    return read(key, Kinds.texts());
  }

  private <T> Setting<T> read(String key, Kind<T> kind) {
    keys.add(key);
    @Nullable T value = null;
    boolean wrong = false;
    Entry entry = entries.get(key);
    if (entry != null) {
      try {
        value = kind.ofFile(entry.value());
      } catch (Mistake e) {
        wrong = true;
        note(key, config.where(entry.line()), entry.line(), e.getMessage());
      }
    }
    Optional<String> variable = variable(key);
    if (variable.isPresent()) {
      try {
        value = kind.ofVariable(variable.get());
      } catch (Mistake e) {
        wrong = true;
        note(key, Environment.variable(pathOf(key)), 0, e.getMessage());
      }
    }
    return new Setting<>(this, key, wrong ? null : value, wrong, kind.standIn());
  }

  /**
   * Notes a mistake that only the reader of this table can see, such as keys that contradict each
   * other; it is reported by {@link Config#check()} with the key's line or variable.
   *
   * @param sentence goes on after the key, such as {@code "needs 'ca', too"}; never the value of a
   *     password
   */
  public void problem(String key, String sentence) {
    if (variable(key).isPresent()) {
      note(key, Environment.variable(pathOf(key)), 0, sentence);
      return;
    }
    Entry entry = entries.get(key);
    int at = entry == null ? line : entry.line();
    note(key, config.where(at), at, sentence);
  }

  void missing(String key) {
    String place = path.isEmpty() ? "at the top" : "in [" + path + "]";
    String or = hasVariables ? ", or " + Environment.variable(pathOf(key)) : "";
    note(key, config.where(line), line, "is missing; set it " + place + or);
  }

  private Optional<String> variable(String key) {
    return hasVariables ? config.environment().value(pathOf(key)) : Optional.empty();
  }

  private void note(String key, String where, int at, @Nullable String sentence) {
    config.add(new Problem(pathOf(key), where, at, pathOf(key) + " " + sentence));
  }

  /**
   * Reports all mistakes noted so far anywhere in the configuration, and the keys and tables in
   * this table that nobody has asked for. Call it when all of the table was read, before its values
   * are used.
   *
   * @throws ConfigException if there is a mistake
   */
  public void check() {
    List<Problem> unknown = new ArrayList<>();
    addUnknown(unknown);
    config.report(unknown);
  }

  void leave(String name) {
    left.add(name);
  }

  void addUnknown(List<Problem> unknown) {
    entries.forEach(
        (name, entry) -> {
          if (!keys.contains(name) && !isTable(name) && !left.contains(name)) {
            String text = pathOf(name) + " is unknown" + suggestion(name, entry);
            unknown.add(new Problem(pathOf(name), config.where(entry.line()), entry.line(), text));
          }
        });
    tables.values().forEach(table -> table.addUnknown(unknown));
  }

  private boolean isTable(String name) {
    return config.anyCase()
        ? tables.keySet().stream().anyMatch(name::equalsIgnoreCase)
        : tables.containsKey(name);
  }

  private String suggestion(String name, Entry entry) {
    boolean table = entry.value() instanceof Entry.Table;
    Collection<String> near = table ? tables.keySet() : keys;
    String suggestion = Suggestion.of(name, near);
    if (!suggestion.isEmpty()) {
      return suggestion;
    }
    List<String> elsewhere = table ? List.of() : config.tablesWith(name);
    if (!elsewhere.isEmpty()) {
      return "; it belongs to [" + String.join("] or [", elsewhere) + "]";
    }
    String known = String.join(", ", near);
    return known.isEmpty() ? "" : "; known " + (table ? "tables" : "keys") + ": " + known;
  }

  void addTablesWith(String key, Set<String> found) {
    if (keys.contains(key)) {
      found.add(path);
    }
    tables.values().forEach(table -> table.addTablesWith(key, found));
  }

  Entry.Table content() {
    return new Entry.Table(entries);
  }

  List<String> tableNames() {
    return List.copyOf(tables.keySet());
  }

  String pathOf(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The name of the table, and no values. */
  @Override
  public String toString() {
    return "Table[" + path + "]";
  }
}
