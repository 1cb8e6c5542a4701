package org.mano4j.pop;

import java.util.Objects;

/** Which containers, images, networks or flavours are meant. */
public sealed interface Filter {

  /** All of them. */
  static Filter all() {
    return new All();
  }

  /** The one with this id. */
  static Filter byId(String id) {
    return new ById(id);
  }

  /** The one with this name. */
  static Filter byName(String name) {
    return new ByName(name);
  }

  /** All of them. */
  record All() implements Filter {
    @Override
    public String toString() {
      return "all";
    }
  }

  /**
   * The one with an id.
   *
   * @param id the whole id
   */
  record ById(String id) implements Filter {
    /** Refuses an absent id. */
    public ById {
      Objects.requireNonNull(id, "id");
    }

    @Override
    public String toString() {
      return "id '" + id + "'";
    }
  }

  /**
   * The one with a name.
   *
   * @param name the whole name
   */
  record ByName(String name) implements Filter {
    /** Refuses an absent name. */
    public ByName {
      Objects.requireNonNull(name, "name");
    }

    @Override
    public String toString() {
      return "'" + name + "'";
    }
  }
}
