package org.mano4j.testkit.contract;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What contract suites consist of. */
public final class Contracts {

  /**
   * A case of a suite.
   *
   * @param id such as {@code CH-10}
   * @param area such as {@code Draining}
   * @param sentence what has to hold
   * @param needs capabilities without which it is skipped
   */
  public record Entry(String id, String area, String sentence, List<String> needs) {

    /** Copies the list. */
    public Entry {
      needs = List.copyOf(needs);
    }

    @Override
    public String toString() {
      return id + " " + sentence + (needs.isEmpty() ? "" : " " + needs);
    }
  }

  private Contracts() {}

  /** All cases of a suite, such as {@link ChannelContract}, by their ids. */
  public static List<Entry> cases(Class<?> suite) {
    List<Entry> entries = new ArrayList<>();
    for (Class<?> area : suite.getDeclaredClasses()) {
      for (Class<?> type = area; type != null; type = type.getSuperclass()) {
        for (Method method : type.getDeclaredMethods()) {
          ContractCase one = method.getAnnotation(ContractCase.class);
          if (one != null) {
            entries.add(
                new Entry(one.id(), area.getSimpleName(), one.says(), Arrays.asList(one.needs())));
          }
        }
      }
    }
    entries.sort(Comparator.comparing(Entry::id));
    return entries;
  }
}
