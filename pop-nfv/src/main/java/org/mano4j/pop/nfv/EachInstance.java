package org.mano4j.pop.nfv;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.record.VNFCInstance;
import org.mano4j.vnfm.VnfmException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Does something with each of several instances, a bounded number of them at a time, one of them on
 * the calling thread. One that fails does not keep the others from being done.
 */
final class EachInstance {

  private static final Logger LOG = LoggerFactory.getLogger(EachInstance.class);

  private static final int MOST_SHOWN = 10;

  private final List<VNFCInstance> instances;
  private final Consumer<VNFCInstance> work;
  private final BooleanSupplier cancelled;
  private final AtomicInteger next = new AtomicInteger();
  private final CountDownLatch left;
  private final Map<Integer, RuntimeException> failures = new ConcurrentHashMap<>();

  private EachInstance(
      Collection<VNFCInstance> instances, Consumer<VNFCInstance> work, BooleanSupplier cancelled) {
    this.instances = List.copyOf(instances);
    this.work = work;
    this.cancelled = cancelled;
    this.left = new CountDownLatch(this.instances.size());
  }

  /**
   * Does it.
   *
   * @param cancelled whether nothing more is to be begun
   * @throws VnfmException naming every instance that failed, and why; what a single instance fails
   *     with is thrown as it is
   */
  static void run(
      Collection<VNFCInstance> instances,
      MgmtVnfmOptions options,
      BooleanSupplier cancelled,
      Consumer<VNFCInstance> work) {
    EachInstance each = new EachInstance(instances, work, cancelled);
    int helpers = Math.min(options.parallelism(), instances.size()) - 1;
    Map<String, String> known = MDC.getCopyOfContextMap();
    Map<String, String> about = known == null ? Map.of() : known;
    List<FutureTask<Void>> helping =
        IntStream.range(0, helpers)
            .mapToObj(i -> new FutureTask<Void>(() -> each.help(about), null))
            .toList();
    helping.forEach(task -> begin(task, options.executor()));
    each.work();
    try {
      // for the instances, not for the helpers: some may never have got a thread
      each.left.await();
    } catch (InterruptedException e) {
      helping.forEach(task -> task.cancel(true));
      Thread.currentThread().interrupt();
      throw new VnfmException(
          "interrupted while "
              + instances.size()
              + " instances were worked on; it may have been done for some of them",
          e);
    }
    each.report();
  }

  /** As the calling thread does, with what its log lines are about. */
  private void help(Map<String, String> about) {
    Map<String, String> before = MDC.getCopyOfContextMap();
    MDC.setContextMap(about);
    try {
      work();
    } finally {
      MDC.setContextMap(before == null ? Map.of() : before);
    }
  }

  private static void begin(FutureTask<Void> task, @Nullable Executor executor) {
    if (executor == null) {
      Thread thread = new Thread(task, "mano4j-mgmt-vnfm");
      thread.setDaemon(true);
      thread.start();
      return;
    }
    try {
      executor.execute(task);
    } catch (RejectedExecutionException e) {
      LOG.debug("the executor takes no work; the calling thread does it", e);
    }
  }

  private void work() {
    while (!Thread.currentThread().isInterrupted()) {
      int taken = next.getAndIncrement();
      if (taken >= instances.size()) {
        return;
      }
      try {
        if (cancelled.getAsBoolean()) {
          throw new VnfmException("not begun, since nobody waits for it any more");
        }
        work.accept(instances.get(taken));
      } catch (RuntimeException e) {
        failures.put(taken, e);
      } catch (Error e) {
        failures.put(taken, new VnfmException(e.toString(), e));
      } finally {
        left.countDown();
      }
    }
  }

  private void report() {
    if (failures.isEmpty()) {
      return;
    }
    Map<Integer, RuntimeException> ordered = new TreeMap<>(failures);
    RuntimeException first = ordered.values().iterator().next();
    if (instances.size() == 1) {
      throw first;
    }
    VnfmException failure = new VnfmException(text(ordered), first);
    ordered.values().stream().skip(1).limit(MOST_SHOWN).forEach(failure::addSuppressed);
    throw failure;
  }

  private String text(Map<Integer, RuntimeException> ordered) {
    String each =
        ordered.entrySet().stream()
            .limit(MOST_SHOWN)
            .map(e -> instances.get(e.getKey()).hostname() + ": " + e.getValue().getMessage())
            .collect(Collectors.joining("; "));
    String more =
        ordered.size() > MOST_SHOWN ? "; and " + (ordered.size() - MOST_SHOWN) + " more" : "";
    return ordered.size() + " of " + instances.size() + " instances failed: " + each + more;
  }
}
