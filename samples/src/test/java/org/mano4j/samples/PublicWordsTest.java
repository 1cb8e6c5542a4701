package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mano4j.descriptors.DescriptorValidator;
import org.mano4j.samples.api.ModuleClasses;
import org.mano4j.samples.pop.PopCommand;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Scripts know commands and their options, and the ids of rules; those stay, too. */
class PublicWordsTest {

  private static final String HEAD =
      "# Commands with their options, and rules: what scripts may rely on. Written by PublicWordsTest.\n";

  private final Path file = House.root().resolve("api").resolve("words.txt");

  @Test
  void commandsOptionsAndRulesAreThoseOfTheListing() throws IOException {
    String now =
        Stream.concat(Stream.of(commands()), Stream.of(rules()))
            .flatMap(Collection::stream)
            .collect(Collectors.joining("\n", HEAD, "\n"));
    if (Boolean.getBoolean("api.update")) {
      Files.writeString(file, now);
    }

    assertThat(Files.readString(file).lines())
        .withFailMessage(() -> message(now))
        .containsExactlyElementsOf(now.lines().toList());
  }

  private String message(String now) {
    List<String> old = lines();
    List<String> found = now.lines().toList();
    return "Words that scripts rely on are not those of api/words.txt:\n"
        + old.stream()
            .filter(line -> !found.contains(line))
            .map(line -> "BREAKING   - " + line + "\n")
            .collect(Collectors.joining())
        + found.stream()
            .filter(line -> !old.contains(line))
            .map(line -> "compatible + " + line + "\n")
            .collect(Collectors.joining())
        + "If that was meant: see VERSIONING.md, write a line in CHANGELOG.md, and run\n  "
        + PublicApiTest.UPDATE;
  }

  private List<String> lines() {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Set<String> rules() {
    return DescriptorValidator.rules().stream()
        .map(rule -> "rule " + rule.id())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> commands() {
    List<Class<?>> all =
        ModuleClasses.inPackages(name -> name.startsWith("org.mano4j.samples")).stream()
            .filter(type -> type.isAnnotationPresent(Command.class))
            .toList();
    Set<Class<?>> below =
        all.stream().flatMap(type -> below(type).stream()).collect(Collectors.toSet());
    Set<String> lines = new TreeSet<>();
    all.stream().filter(type -> !below.contains(type)).forEach(type -> collect(type, "", lines));
    return lines;
  }

  /** From the annotations alone: not every command can be made without its surroundings. */
  private static void collect(Class<?> type, String above, Set<String> lines) {
    Command command = type.getAnnotation(Command.class);
    String name = (above + " " + command.name()).strip();
    lines.add("command " + name);
    options(type).forEach(option -> lines.add("command " + name + " option " + option));
    below(type).forEach(below -> collect(below, name, lines));
  }

  /** Those of pop are not in its annotation: it makes only the one ready that was typed. */
  private static List<Class<?>> below(Class<?> type) {
    return type == PopCommand.class
        ? PopCommand.commands()
        : List.of(type.getAnnotation(Command.class).subcommands());
  }

  private static Set<String> options(Class<?> type) {
    Set<String> found = new TreeSet<>();
    for (Class<?> from = type; from != null; from = from.getSuperclass()) {
      Stream.concat(
              Arrays.stream(from.getDeclaredFields()), Arrays.stream(from.getDeclaredMethods()))
          .filter(member -> member.isAnnotationPresent(Option.class))
          .map(member -> member.getAnnotation(Option.class))
          .filter(option -> !option.hidden())
          .forEach(option -> found.addAll(List.of(option.names())));
      Arrays.stream(from.getDeclaredFields())
          .filter(
              field ->
                  field.isAnnotationPresent(Mixin.class)
                      || field.isAnnotationPresent(ArgGroup.class))
          .forEach(field -> found.addAll(options(field.getType())));
    }
    return found;
  }
}
