package org.mano4j.testkit.replay;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of a replay. The text form names every difference; passwords in it are masked, other
 * content is not.
 *
 * @param messages one for each recorded message of the managers, in recorded order
 * @param unexpected messages of the managers that nothing recorded stands for, as sentences
 */
public record ReplayReport(List<ReplayedMessage> messages, List<String> unexpected) {

  /** Copies the lists. */
  public ReplayReport {
    messages = List.copyOf(messages);
    unexpected = List.copyOf(unexpected);
  }

  /** Messages that are missing or differ in a way that nobody intends. */
  public List<ReplayedMessage> differing() {
    return messages.stream().filter(message -> !message.asRecorded()).toList();
  }

  /** Whether every message came as it was recorded or intended, and no other. */
  public boolean asRecorded() {
    return unexpected.isEmpty() && differing().isEmpty();
  }

  /** The intended differences that occurred; one that never does should leave its list. */
  public Set<IntendedDifference> occurred() {
    return messages.stream()
        .flatMap(message -> message.intended().stream())
        .map(ReplayedMessage.Explained::by)
        .collect(Collectors.toSet());
  }

  /**
   * Asserts that every message came as it was recorded or intended, and no other.
   *
   * @throws AssertionError otherwise, with this report
   */
  public void assertAsRecorded() {
    if (!asRecorded()) {
      throw new AssertionError("the managers did not answer as recorded:\n" + this);
    }
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(messages.size()).append(" messages, ").append(differing().size());
    text.append(" of them not as recorded");
    differing().forEach(message -> text.append('\n').append(message));
    unexpected.forEach(sentence -> text.append("\nnot recorded: ").append(sentence));
    return text.toString();
  }
}
