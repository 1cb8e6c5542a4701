package org.mano4j.vnfm;

import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** The channels that can be named in a configuration. */
final class ChannelProviders {

  private final Map<String, ChannelProvider> byName = new TreeMap<>();

  /**
   * @throws VnfmException if two have one name
   */
  ChannelProviders(Iterable<ChannelProvider> providers) {
    for (ChannelProvider provider : providers) {
      ChannelProvider other = byName.putIfAbsent(provider.name(), provider);
      if (other != null) {
        throw new VnfmException(
            "two providers are called channel '"
                + provider.name()
                + "': "
                + other.getClass().getName()
                + " and "
                + provider.getClass().getName()
                + "; leave one of them out of the class path");
      }
    }
  }

  static ChannelProviders found() {
    return new ChannelProviders(ServiceLoader.load(ChannelProvider.class));
  }

  /** The same with this one in the place of the one of its name. */
  ChannelProviders with(ChannelProvider provider) {
    Map<String, ChannelProvider> others = new TreeMap<>(byName);
    others.put(provider.name(), provider);
    return new ChannelProviders(others.values());
  }

  Optional<ChannelProvider> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Set<String> names() {
    return byName.keySet();
  }
}
