package org.mano4j.pop;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An unmodifiable map in the order of its keys. Half as large as a small tree, of which long lists
 * are full, and known to need no other copy.
 */
final class SortedEntries<V> extends AbstractMap<String, V> {

  private final String[] keys;
  private final V[] values;

  /** Copies. */
  @SuppressWarnings("unchecked")
  SortedEntries(Map<String, V> map) {
    Entry<String, V>[] entries = (Entry<String, V>[]) map.entrySet().toArray(new Entry<?, ?>[0]);
    Arrays.sort(entries, Entry.comparingByKey());
    keys = new String[entries.length];
    values = (V[]) new Object[entries.length];
    for (int i = 0; i < entries.length; i++) {
      keys[i] = entries[i].getKey();
      values[i] = entries[i].getValue();
    }
  }

  @Override
  public int size() {
    return keys.length;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return index(key) >= 0;
  }

  @Override
  public @Nullable V get(@Nullable Object key) {
    int index = index(key);
    return index < 0 ? null : values[index];
  }

  @Override
  public Set<Entry<String, V>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, V>> iterator() {
        return IntStream.range(0, keys.length)
            .<Entry<String, V>>mapToObj(i -> new SimpleImmutableEntry<>(keys[i], values[i]))
            .iterator();
      }

      @Override
      public int size() {
        return keys.length;
      }
    };
  }

  private int index(@Nullable Object key) {
    return key instanceof String text ? Arrays.binarySearch(keys, text) : -1;
  }
}
