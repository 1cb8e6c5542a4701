package org.mano4j.pop.docker;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.mano4j.pop.server.InstanceEnd;
import org.mano4j.pop.server.InstanceListener;

/** Writes down what a listener is told. */
final class Told implements InstanceListener {

  record End(String id, InstanceEnd end, Instant at) {}

  record Note(String id, String remark) {}

  private final List<End> ends = new CopyOnWriteArrayList<>();
  private final List<Note> notes = new CopyOnWriteArrayList<>();

  @Override
  public void ended(String instanceId, InstanceEnd end) {
    ends.add(new End(instanceId, end, Instant.now()));
  }

  @Override
  public void noted(String instanceId, String remark) {
    notes.add(new Note(instanceId, remark));
  }

  List<InstanceEnd> ends(String id) {
    return ends.stream().filter(told -> told.id.equals(id)).map(End::end).toList();
  }

  List<End> ends() {
    return List.copyOf(ends);
  }

  List<String> notes(String id) {
    return notes.stream().filter(told -> told.id.equals(id)).map(Note::remark).toList();
  }
}
