package org.mano4j.benchmarks.json;

/** Reads and writes documents of one kind, from bytes and to bytes. */
interface Codec {

  Object read(byte[] json);

  byte[] write(Object value);
}
