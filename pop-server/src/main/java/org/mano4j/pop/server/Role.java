package org.mano4j.pop.server;

/**
 * What a user may do. Each role may do what the one before it may, and more. Which call needs which
 * is in {@code docs/pop-security.md}.
 */
public enum Role {
  /** May look: lists, Info, Watch, Stats. */
  VIEWER,
  /** May change containers. */
  OPERATOR,
  /** May do everything, also what concerns the host or shows what containers write. */
  ADMIN;

  /** Whether this role may do what the other one may. */
  boolean includes(Role other) {
    return compareTo(other) >= 0;
  }
}
