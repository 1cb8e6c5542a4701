package org.mano4j.samples.daemon;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several services as one: started one after the other, ended the other way round. One that fails
 * or is lost is the end of all.
 */
public final class Together implements DaemonService {

  private static final Logger LOG = LoggerFactory.getLogger(Together.class);

  private final List<Prepared> parts;
  private final AtomicReference<@Nullable DaemonService> lost = new AtomicReference<>();
  private volatile boolean failed;

  /** Services, in the order in which they are started. */
  public Together(List<Prepared> parts) {
    this.parts = List.copyOf(parts);
  }

  /** They, ready to be run as one program. */
  public Prepared prepared() {
    Duration drain = Duration.ZERO;
    List<String> warnings = new ArrayList<>();
    for (Prepared part : parts) {
      drain = drain.plus(part.drain());
      warnings.addAll(part.warnings());
    }
    return new Prepared(this, drain, warnings.stream().distinct().toList());
  }

  @Override
  public void start(Runnable toldOfLoss) {
    Deque<DaemonService> started = new ArrayDeque<>();
    try {
      for (Prepared part : parts) {
        DaemonService service = part.service();
        started.push(service);
        service.start(
            () -> {
              if (!failed && lost.compareAndSet(null, service)) {
                toldOfLoss.run();
              }
            });
        LOG.info("ready {}", service.ready());
      }
    } catch (RuntimeException | Error e) {
      failed = true; // whose end is told now has not ended by itself
      started.forEach(DaemonService::close);
      throw e;
    }
  }

  @Override
  public String ready() {
    return parts.stream().map(part -> part.service().ready()).collect(Collectors.joining(", "));
  }

  @Override
  public List<PartHealth> health() {
    return parts.stream().flatMap(part -> part.service().health().stream()).toList();
  }

  @Override
  public String loss() {
    DaemonService part = lost.get();
    return part == null ? "a part has ended" : part.loss();
  }

  @Override
  public String reload() {
    return parts.stream().map(part -> part.service().reload()).collect(Collectors.joining("; "));
  }

  /** Each for as long as it may; what one leaves the next one may still be asked for. */
  @Override
  public String drain(Duration atMost) {
    List<String> left = new ArrayList<>();
    for (Prepared part : reversed()) {
      left.add(part.service().drain(part.drain()));
      part.service().close();
    }
    left.removeIf(String::isEmpty);
    return String.join(", ", left);
  }

  @Override
  public void close() {
    reversed().forEach(part -> part.service().close());
  }

  private List<Prepared> reversed() {
    List<Prepared> reversed = new ArrayList<>(parts);
    Collections.reverse(reversed);
    return reversed;
  }
}
