package org.mano4j.benchmarks.json;

/** What is done with a document; a method of {@link JsonBenchmark}. */
enum Operation {
  READ("read"),
  WRITE("write");

  private final String method;

  Operation(String method) {
    this.method = method;
  }

  String method() {
    return method;
  }
}
