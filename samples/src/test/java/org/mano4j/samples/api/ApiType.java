package org.mano4j.samples.api;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A public type as the listing shows it.
 *
 * @param packageName its package
 * @param header modifiers, kind and name, such as {@code sealed interface VimImage}
 * @param members a line each, in the order of the listing
 */
record ApiType(String packageName, String header, List<String> members) {

  private static final Pattern HEADER =
      Pattern.compile(
          "((?:@Deprecated |protected |static |abstract |final |sealed )*)"
              + "(class|interface|record|enum|@interface) ([\\w.]+)(.*)");

  ApiType {
    members = List.copyOf(members);
  }

  String name() {
    return packageName + "." + part(3);
  }

  String kind() {
    return part(2);
  }

  /** What the header says beside its modifiers. */
  String declaration() {
    return part(2) + " " + part(3) + part(4);
  }

  List<String> modifiers() {
    return Stream.of(part(1).split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  /** Whether users may write subtypes of their own. */
  boolean isOpen() {
    if (modifiers().contains("sealed")) {
      return false;
    }
    return switch (kind()) {
      case "interface", "@interface" -> true;
      case "class" ->
          !modifiers().contains("final")
              && members.stream().anyMatch(line -> line.contains("constructor("));
      default -> false;
    };
  }

  /** Whether users get instances without naming what they do not set: a builder, or withers. */
  boolean hasBuilder() {
    return has("builder .*")
        || has("static .* builder\\(.*")
        || has("static .* defaults\\(\\)") && has(".* with[A-Z]\\w*\\(.*");
  }

  /** Whether instances are made from these components. */
  boolean hasConstructorOf(List<String> components) {
    String types =
        components.stream()
            .map(line -> line.substring(line.indexOf(' ') + 1, line.lastIndexOf(' ')))
            .collect(Collectors.joining(", ", "constructor(", ")"));
    return members.contains(types) || members.contains("@Deprecated " + types);
  }

  private boolean has(String pattern) {
    return members.stream().anyMatch(line -> line.matches(pattern));
  }

  /** The members that begin with this word, in their order. */
  List<String> linesOf(String word) {
    return members.stream().filter(line -> line.startsWith(word + " ")).toList();
  }

  private String part(int group) {
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("'" + header + "' is not the first line of a type");
    }
    return matcher.group(group);
  }
}
