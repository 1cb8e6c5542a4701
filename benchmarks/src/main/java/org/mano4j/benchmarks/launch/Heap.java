package org.mano4j.benchmarks.launch;

/** What a running service keeps alive. */
final class Heap {

  /** References that a collection clears, such as those of caches, take more than one. */
  private static final int COLLECTIONS = 3;

  private Heap() {}

  /**
   * Bytes per VNFC that are alive because of a service, from before its descriptor is onboarded to
   * when it is ACTIVE: descriptor, records, trace, and what the VIM keeps.
   */
  static double perVnfc(Installation installation, Shape shape) throws Exception {
    Launches first = new Launches(installation, new Shape(1, 100));
    first.terminate(first.launch());
    long before = live();
    Launches launches = new Launches(installation, shape);
    Launches.Launched service = launches.launch();
    double perVnfc = (live() - before) / (double) shape.size();
    launches.terminate(service);
    return perVnfc;
  }

  private static long live() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
