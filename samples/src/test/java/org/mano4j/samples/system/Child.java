package org.mano4j.samples.system;

import java.io.IOException;
import org.mano4j.samples.Mano4j;

/**
 * A program of the launcher that does not outlive the JVM that has started it, whatever ends that
 * one: it ends when its standard input does.
 */
final class Child {

  private static final int ORPHANED = 99;

  private Child() {}

  public static void main(String[] args) {
    Thread watch = new Thread(Child::awaitOrphaned, "parent-watch");
    watch.setDaemon(true);
    watch.start();
    Mano4j.main(args);
  }

  private static void awaitOrphaned() {
    try {
      while (System.in.read() >= 0) {
        // nobody writes to it
      }
    } catch (IOException e) {
      System.err.println("standard input is gone: " + e.getMessage());
    }
    Runtime.getRuntime().halt(ORPHANED);
  }
}
