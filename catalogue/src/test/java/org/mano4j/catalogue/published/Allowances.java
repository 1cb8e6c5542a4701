package org.mano4j.catalogue.published;

import java.lang.reflect.Field;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.mano4j.catalogue.WireDate;
import org.mano4j.catalogue.WireEnum;

/**
 * The differences that the wire itself makes between what was written and what is read of it; there
 * are no others. The numbers are sections of the notes on the wire, {@code catalogue.md}.
 */
enum Allowances {

  /** A record of mano4j was written, a published class has read it. */
  MANO4J_WROTE {

    /** What is absent leaves the default of the published field (1: primitives; 2 and 6). */
    @Override
    Object left(Field field, Class<?> owner) {
      return PublishedTypes.untouched(field, owner);
    }

    /** Text that an enumeration does not know is read as null (1). */
    @Override
    boolean lost(Object here, Object there) {
      return here instanceof WireEnum<?> value && value.known().isEmpty() && there == null;
    }

    /** Equal texts in a set fall together (6); objects do not, no published class has equals. */
    @Override
    List<?> here(List<?> here, Object there) {
      return there instanceof Set && here.stream().allMatch(String.class::isInstance)
          ? List.copyOf(new LinkedHashSet<>(here))
          : here;
    }

    /** Extensions are ignored (1: unknown field). */
    @Override
    boolean carriesExtensions() {
      return false;
    }
  },

  /** A published object was written, mano4j has read it. */
  PUBLISHED_WROTE {

    /** Null collections are not written and read as empty ones (1). */
    @Override
    boolean lost(Object here, Object there) {
      return there == null
          && (here instanceof Collection<?> list && list.isEmpty()
              || here instanceof Map<?, ?> map && map.isEmpty());
    }

    /** Null elements are written as null (1) and left out here. */
    @Override
    List<?> there(Collection<?> there) {
      return there.stream().filter(Objects::nonNull).toList();
    }

    /** Null values of maps are not written (1). */
    @Override
    Set<?> keys(Map<?, ?> there) {
      Set<Object> keys = new LinkedHashSet<>(there.keySet());
      keys.removeIf(key -> there.get(key) == null);
      return keys;
    }

    /** The text is the writer's local time, to the second and without a zone (4). */
    @Override
    Instant instant(Date there) {
      return LocalDateTime.ofInstant(there.toInstant(), ZoneId.systemDefault())
          .truncatedTo(ChronoUnit.SECONDS)
          .toInstant(ZoneOffset.UTC);
    }
  };

  /** What the published field has to hold, where mano4j has no value. */
  Object left(Field field, Class<?> owner) {
    return null;
  }

  /** Whether one of the two may be null and the other this. */
  boolean lost(Object here, Object there) {
    return false;
  }

  /** The elements that have to be on the other side. */
  List<?> here(List<?> here, Object there) {
    return here;
  }

  /** The elements that have to be on the other side. */
  List<?> there(Collection<?> there) {
    return new ArrayList<>(there);
  }

  /** The keys that have to be on the other side. */
  Set<?> keys(Map<?, ?> there) {
    return there.keySet();
  }

  /** The instant that has to be on the other side; {@link WireDate} has seconds only. */
  Instant instant(Date there) {
    return there.toInstant();
  }

  /**
   * Whether extensions come from the other side. Where Gson writes an object of a class that
   * extends the declared one (5.2), all its properties are on the wire; those that the record does
   * not have are in its extensions.
   */
  boolean carriesExtensions() {
    return true;
  }
}
