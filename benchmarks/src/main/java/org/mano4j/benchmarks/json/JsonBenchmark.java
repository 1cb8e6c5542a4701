package org.mano4j.benchmarks.json;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One side reads, or writes, one document. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JsonBenchmark {

  /** A {@link Document}. */
  @Param({"NSD", "VNFR", "INSTANTIATE"})
  public String document;

  /** A {@link Side}. */
  @Param({"PUBLISHED", "MANO4J", "KNOWN_ONLY"})
  public String side;

  private Codec codec;
  private byte[] json;
  private Object value;

  /** Reads once what is to be written. */
  @Setup
  public void prepare() throws IOException {
    Document chosen = Document.valueOf(document);
    codec = Side.valueOf(side).codec(chosen);
    json = chosen.json();
    value = codec.read(json);
  }

  /** From bytes to records. */
  @Benchmark
  public Object read() {
    return codec.read(json);
  }

  /** From records to bytes. */
  @Benchmark
  public byte[] write() {
    return codec.write(value);
  }
}
