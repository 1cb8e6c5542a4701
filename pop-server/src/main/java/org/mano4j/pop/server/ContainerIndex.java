package org.mano4j.pop.server;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
import org.mano4j.pop.Filter;
import org.mano4j.pop.PopException;
import org.mano4j.pop.PopException.Code;
import org.mano4j.pop.PopReason;

/** Finds containers by name and in the order of their creation. Thread-safe; never waits. */
final class ContainerIndex {

  private static final String KIND = "container";

  private final PopStore store;
  private final AtomicLong lastNumber = new AtomicLong();

  /** Ids by name; a name is here as soon as a Create wants it, and until its container is gone. */
  private final ConcurrentMap<String, String> names = new ConcurrentHashMap<>();

  /** By number; also containers that are just being created, which the store has not yet. */
  private final NavigableMap<Long, ListedContainer> numbers = new ConcurrentSkipListMap<>();

  ContainerIndex(PopStore store) {
    this.store = store;
  }

  /**
   * Takes a name for a container to be.
   *
   * @throws PopException ALREADY_EXISTS if another one has it
   */
  void takeName(String name, String id) {
    if (names.putIfAbsent(name, id) != null) {
      throw new PopException(
          Code.ALREADY_EXISTS,
          PopReason.NAME_TAKEN,
          "container name "
              + name
              + " already taken; delete that container or choose another name");
    }
  }

  /** Gives a name back that no container has got. */
  void returnName(String name, String id) {
    names.remove(name, id);
  }

  /** The place of a new container in the order of all. */
  long nextNumber() {
    return lastNumber.incrementAndGet();
  }

  /** Lists a container from now on, as soon as the store has it. */
  void list(long number, String id) {
    numbers.put(number, new ListedContainer(id));
  }

  /** Lists it no more. */
  void unlist(long number) {
    numbers.remove(number);
  }

  /** Takes in a container that was there before a restart. */
  void restore(ContainerRecord record) {
    names.put(record.container().name(), record.id());
    numbers.put(record.number(), new ListedContainer(record.id()));
    lastNumber.accumulateAndGet(record.number(), Math::max);
  }

  /** Knows a container no more. */
  void forget(ContainerRecord record) {
    unlist(record.number());
    returnName(record.container().name(), record.id());
  }

  /**
   * The container meant.
   *
   * @throws PopException NOT_FOUND if there is none, INVALID_ARGUMENT if the filter names none
   */
  ContainerRecord find(Filter filter) {
    Filters.checkSingle(KIND, filter);
    String id =
        filter instanceof Filter.ByName byName
            ? names.getOrDefault(byName.name(), "")
            : ((Filter.ById) filter).id();
    return store.find(id).orElseThrow(() -> Filters.notFound(KIND, filter));
  }

  /**
   * Containers in the order of their creation, each as it was at some moment of the call.
   *
   * @param number only those that came after this one; 0 for all
   * @param limit at most so many; 0 for all
   */
  List<ContainerRecord> after(long number, int limit) {
    return after(number, limit, (listed, record) -> record);
  }

  /** The same containers, as entries of a list. */
  List<ListedContainer.Entry> entriesAfter(long number, int limit) {
    return after(number, limit, ListedContainer::entry);
  }

  private <T> List<T> after(
      long number, int limit, BiFunction<ListedContainer, ContainerRecord, T> form) {
    List<T> found = new ArrayList<>(limit > 0 ? limit : store.size());
    for (ListedContainer listed : numbers.tailMap(number, false).values()) {
      Optional<ContainerRecord> record = store.find(listed.id());
      record.ifPresent(present -> found.add(form.apply(listed, present)));
      if (limit > 0 && found.size() == limit) {
        break;
      }
    }
    return found;
  }
}
