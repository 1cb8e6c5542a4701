package org.mano4j.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A configuration: a TOML file, overridden by environment variables. The variable of a key is
 * {@code MANO4J_} and its path in upper case, joined with underscores: {@code MANO4J_AMQP_TLS_CA}
 * for {@code ca} in {@code [amqp.tls]}. An empty variable counts as not set.
 *
 * <p>Whoever needs a table reads it: each key once, with its type, range and default. Mistakes are
 * collected, so that reading goes on with a stand-in. Then a check reports all of them, with the
 * keys that nobody has read:
 *
 * <pre>{@code
 * Config config = Config.read(Path.of("vnfm.toml"));
 * Table vnfm = config.table("vnfm");
 * String type = vnfm.text("type").required();
 * Duration timeout = vnfm.duration("timeout", ofMillis(1), ofMinutes(25)).orElse(ofMinutes(9));
 * config.check();
 * }</pre>
 *
 * <p>Not thread-safe: one thread reads it. What it returns is immutable.
 */
public final class Config {

  private static final int MAX_SIZE = 1 << 20;

  private final String source;
  private final Path folder;
  private final Environment environment;
  private final List<Problem> problems = new ArrayList<>();
  private final List<String> left = new ArrayList<>();
  private final Map<String, String> variables;
  private final boolean anyCase;
  private final Table root;

  private Config(
      String source,
      Path folder,
      Entry.Table content,
      Map<String, String> variables,
      boolean anyCase) {
    this.source = source;
    this.folder = folder;
    this.variables = variables;
    this.environment = new Environment(variables);
    this.anyCase = anyCase;
    this.root = new Table(this, "", content, 0, true);
  }

  /**
   * Reads a file and the environment of the process.
   *
   * @throws ConfigException if the file cannot be read, is over 1 MiB, or is not TOML
   */
  public static Config read(Path file) {
    return read(file, System.getenv());
  }

  /** The same with other variables, by name. */
  public static Config read(Path file, Map<String, String> environment) {
    String name = String.valueOf(file.getFileName());
    Path folder = file.toAbsolutePath().getParent();
    return new Config(
        name,
        folder == null ? file : folder,
        TomlFile.parse(text(file, name), name),
        environment,
        false);
  }

  /**
   * Reads a text.
   *
   * @param name what errors call the text
   * @throws ConfigException if it is not TOML
   */
  public static Config parse(String toml, String name, Map<String, String> environment) {
    return new Config(name, Path.of(""), TomlFile.parse(toml, name), environment, false);
  }

  /** A configuration without a file. */
  public static Config ofEnvironment(Map<String, String> environment) {
    return parse("", "the environment", environment);
  }

  private static String text(Path file, String name) {
    try {
      if (Files.isDirectory(file)) {
        throw unreadable(name, file.toAbsolutePath() + " is a folder; name the file in it");
      }
      if (Files.size(file) > MAX_SIZE) {
        throw unreadable(name, "it is larger than 1 MiB");
      }
      byte[] bytes = Files.readAllBytes(file);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      // some editors begin a file with this mark, TOML does not know it
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (NoSuchFileException e) {
      throw unreadable(name, "there is no file " + file.toAbsolutePath());
    } catch (AccessDeniedException e) {
      throw unreadable(name, "this user may not read " + file.toAbsolutePath());
    } catch (CharacterCodingException e) {
      throw unreadable(name, "it is not UTF-8");
    } catch (IOException e) {
      throw unreadable(name, e.toString());
    }
  }

  private static ConfigException unreadable(String name, String why) {
    return new ConfigException(
        name, List.of(new Problem("", name, 0, "the file cannot be read: " + why)));
  }

  /**
   * The same configuration, in which {@code popname} is {@code PopName}: for files of programs that
   * did not care. TOML itself tells upper case from lower. Use it before anything is read.
   *
   * @throws ConfigException if a key is there twice then
   */
  public Config withKeysOfAnyCase() {
    List<Problem> twice = new ArrayList<>();
    Entry.Table content =
        root.content()
            .inAnyCase(
                (key, entry) ->
                    twice.add(
                        new Problem(
                            key, where(entry.line()), entry.line(), key + " is there twice")));
    report(twice);
    return new Config(source, folder, content, variables, true);
  }

  /** A table at the top of the file; an empty one if it is not there. The same at each call. */
  public Table table(String name) {
    return root.table(name);
  }

  /**
   * The keys that stand in no table; {@link Table#table} of it is {@link #table}. The variable of
   * such a key is its name alone, after {@code MANO4J_}.
   */
  public Table top() {
    return root;
  }

  /**
   * Leaves a table at the top of the file, or a key that stands in no table, to somebody else: its
   * keys and variables are not checked. Without effect if there is none. Of {@link
   * #withKeysOfAnyCase} the name counts in any case.
   */
  public void leave(String name) {
    left.add(name);
    root.leave(name);
  }

  /**
   * Reports all mistakes: those of the values read so far, and all keys, tables and variables that
   * nobody has asked for.
   *
   * @throws ConfigException if there is one
   */
  public void check() {
    List<Problem> unknown = new ArrayList<>();
    root.addUnknown(unknown);
    unknown.addAll(environment.unknown(root.tableNames(), left));
    report(unknown);
  }

  /** Reports the mistakes so far, and others. */
  void report(List<Problem> others) {
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(others);
    if (!all.isEmpty()) {
      throw new ConfigException(source, all);
    }
  }

  void add(Problem problem) {
    problems.add(problem);
  }

  /** The file, or the file and a line. */
  String where(int line) {
    return line == 0 ? source : source + ":" + line;
  }

  boolean anyCase() {
    return anyCase;
  }

  Path folder() {
    return folder;
  }

  Environment environment() {
    return environment;
  }

  /** The tables in which somebody has asked for a key. */
  List<String> tablesWith(String key) {
    TreeSet<String> tables = new TreeSet<>();
    root.addTablesWith(key, tables);
    return List.copyOf(tables);
  }

  /** Where the values come from; no values. */
  @Override
  public String toString() {
    return "Config[" + source + "]";
  }
}
