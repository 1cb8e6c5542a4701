package org.mano4j.samples.api;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * The public API of one module, as text that people read in reviews: a line per member, below the
 * line of its type, below the line of its package.
 *
 * @param types by package and name
 */
public record ApiListing(List<ApiType> types) {

  private static final String INDENT = "  ";

  public ApiListing {
    types = types.stream().sorted(Comparator.comparing(ApiType::name)).toList();
  }

  /** The listing of these classes; those that users cannot name are left out. */
  public static ApiListing of(Collection<Class<?>> classes) {
    return new ApiListing(ApiReader.read(classes));
  }

  /** Reads what {@link #text} has written. */
  public static ApiListing parse(String text) {
    List<ApiType> types = new ArrayList<>();
    String packageName = "";
    String header = null;
    List<String> members = new ArrayList<>();
    for (String line : (text + "\npackage end").lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (line.startsWith(INDENT)) {
        members.add(line.strip());
        continue;
      }
      if (header != null) {
        types.add(new ApiType(packageName, header, members));
        members.clear();
        header = null;
      }
      if (line.startsWith("package ")) {
        packageName = line.substring("package ".length());
      } else {
        header = line;
      }
    }
    return new ApiListing(types);
  }

  /** The file. */
  public String text(String module) {
    StringBuilder text = new StringBuilder();
    text.append("# The public API of ").append(module);
    text.append(": what VERSIONING.md promises to keep. Written by PublicApiTest.\n");
    String packageName = "";
    for (ApiType type : types) {
      if (!type.packageName().equals(packageName)) {
        packageName = type.packageName();
        text.append("\npackage ").append(packageName).append('\n');
      }
      text.append('\n').append(type.header()).append('\n');
      type.members().forEach(line -> text.append(INDENT).append(line).append('\n'));
    }
    return text.toString();
  }
}
