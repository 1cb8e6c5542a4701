package org.mano4j.samples.daemon;

/**
 * How a part of a program is.
 *
 * @param part its name, such as {@code broker}
 * @param ready whether it can do its work now
 * @param state how it is, in a word or a sentence
 */
public record PartHealth(String part, boolean ready, String state) {}
