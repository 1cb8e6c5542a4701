package org.mano4j.pop.server;

import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;
import org.mano4j.pop.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers in a directory, and reads from memory. */
final class DurablePopStore implements PopStore {

  private static final Logger LOG = LoggerFactory.getLogger(DurablePopStore.class);

  private final String popId;
  private final long epoch;
  private final StateDirectory directory;
  private final StateLog log;
  private final GroupCommit commit;
  private final ConcurrentMap<String, ContainerRecord> containers = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Network> networks = new ConcurrentHashMap<>();

  private DurablePopStore(
      StateDirectory directory, StateImage image, boolean sync, String threadName)
      throws IOException, StateException {
    this.directory = directory;
    this.popId = image.popId();
    this.epoch = image.epoch();
    remember(image);
    this.log = new StateLog(directory, image, sync);
    this.commit = new GroupCommit(log, directory.file(), threadName);
  }

  /**
   * Opens what is in a directory, or begins.
   *
   * @param sync whether what is acknowledged survives a power cut, not only the process
   * @param threadName of the thread that writes
   * @throws org.mano4j.pop.PopException if the directory cannot be used; nothing is changed then
   */
  static DurablePopStore open(Path path, boolean sync, String threadName) {
    return open(path, sync, threadName, StateFormat.CURRENT, Path::toString);
  }

  /** With another format, or a file system between the storage library and the disk. */
  static DurablePopStore open(
      Path path,
      boolean sync,
      String threadName,
      StateFormat format,
      Function<Path, String> fileName) {
    StateDirectory directory = StateDirectory.take(path.toAbsolutePath(), fileName);
    try {
      StateImage found = directory.load(format);
      if (found.format() != format.version()) {
        directory.keepCopy(found.format());
      }
      StateImage image = format.upgrade(found).opened(format.version());
      DurablePopStore store = new DurablePopStore(directory, image, sync, threadName);
      store.commit.start();
      return store;
    } catch (IOException e) {
      close(directory);
      throw StateRefusal.of(directory.file(), e);
    } catch (StateException e) {
      close(directory);
      throw StateRefusal.of(directory.file(), e);
    } catch (RuntimeException e) {
      close(directory);
      throw e;
    }
  }

  @Override
  public String popId() {
    return popId;
  }

  @Override
  public long epoch() {
    return epoch;
  }

  @Override
  public void check() {
    commit.check();
  }

  @Override
  public void save(ContainerRecord container) {
    commit.write(
        new StateChange(StateTable.CONTAINERS, container.id(), StoredRecords.bytes(container)),
        () -> containers.put(container.id(), container));
  }

  @Override
  public void delete(String containerId) {
    commit.write(
        new StateChange(StateTable.CONTAINERS, containerId, null),
        () -> containers.remove(containerId));
  }

  @Override
  public Optional<ContainerRecord> find(String containerId) {
    return Optional.ofNullable(containers.get(containerId));
  }

  @Override
  public Collection<ContainerRecord> all() {
    return Collections.unmodifiableCollection(containers.values());
  }

  @Override
  public int size() {
    return containers.size();
  }

  @Override
  public void saveNetwork(Network network) {
    commit.write(
        new StateChange(StateTable.NETWORKS, network.id(), StoredRecords.bytes(network)),
        () -> networks.put(network.id(), network));
  }

  @Override
  public void deleteNetwork(String networkId) {
    commit.write(
        new StateChange(StateTable.NETWORKS, networkId, null), () -> networks.remove(networkId));
  }

  @Override
  public Collection<Network> networks() {
    return Collections.unmodifiableCollection(networks.values());
  }

  /** Writes what is under way, and lets others use the directory. What it has can still be read. */
  @Override
  public void close() {
    commit.close();
    try {
      log.close();
    } catch (IOException e) {
      LOG.warn("closing {} failed, which harms nothing", directory.file(), e);
    }
    close(directory);
  }

  /** Images and flavours are few: containers share them. */
  private void remember(StateImage image) throws StateException {
    Map<Image, Image> images = new HashMap<>();
    Map<Flavour, Flavour> flavours = new HashMap<>();
    try {
      for (Map.Entry<String, byte[]> row : image.containers().entrySet()) {
        ContainerRecord record = StoredRecords.container(row.getValue());
        containers.put(
            row.getKey(),
            record
                .withImage(images.computeIfAbsent(record.image(), each -> each))
                .withFlavour(flavours.computeIfAbsent(record.flavour(), each -> each)));
      }
      for (Map.Entry<String, byte[]> row : image.networks().entrySet()) {
        networks.put(row.getKey(), StoredRecords.network(row.getValue()));
      }
    } catch (InvalidProtocolBufferException | RuntimeException e) {
      throw StateException.damaged("a row cannot be read", e);
    }
  }

  private static void close(StateDirectory directory) {
    try {
      directory.close();
    } catch (IOException e) {
      LOG.warn("closing the lock of {} failed", directory.file(), e);
    }
  }
}
