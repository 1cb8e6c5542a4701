package org.mano4j.pop.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.BiConsumer;

/** Tells of the ends of instances, from the engine's stream of events. */
final class EngineEvents implements AutoCloseable {

  private final ResultCallback.Adapter<Event> stream;

  /**
   * Begins to listen.
   *
   * @param ended told instance id and exit code
   */
  EngineEvents(Engine engine, String owner, BiConsumer<String, Integer> ended) {
    this.stream =
        engine
            .streams()
            .eventsCmd()
            .withEventTypeFilter(EventType.CONTAINER)
            .withEventFilter("die")
            .withLabelFilter(Map.of(Labels.OWNER, owner))
            .exec(
                new ResultCallback.Adapter<>() {
                  @Override
                  public void onNext(Event event) {
                    Map<String, String> told = event.getActor().getAttributes();
                    ended.accept(told.get(Labels.INSTANCE), Integer.valueOf(told.get("exitCode")));
                  }
                });
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot end the stream of events", e);
    }
  }
}
