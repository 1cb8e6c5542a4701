package org.mano4j.testkit.replay;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Messages between an NFVO and its managers, in the order in which they were published.
 *
 * <p>On disk it is a folder with a file {@code index.json} and one file per body, or one JSON file:
 * the same index, each entry with its body under {@code body}. Where an entry has {@code raw_body},
 * that is the text that was sent, and the body its strict form.
 *
 * @param messages numbered from 1 without gaps
 */
public record Recording(List<RecordedMessage> messages) {

  /** Name of the NFVO as sender and receiver. */
  public static final String NFVO = "nfvo";

  /** Copies the messages; refuses numbers out of order and answers to nothing. */
  public Recording {
    messages = List.copyOf(messages);
    for (int i = 0; i < messages.size(); i++) {
      RecordedMessage message = messages.get(i);
      if (message.number() != i + 1) {
        throw new IllegalArgumentException(
            "message " + message.number() + " stands at place " + (i + 1) + " of the recording");
      }
      Integer answered = message.answers();
      if (answered != null && (answered < 1 || answered >= message.number())) {
        throw new IllegalArgumentException(
            "message " + message.number() + " answers " + answered + ", which is not before it");
      }
    }
  }

  /**
   * Reads a recording.
   *
   * @param path the folder, or the one file
   * @throws RecordingException if a file is missing or is not what it should be; names it
   */
  public static Recording read(Path path) {
    return RecordingFiles.read(path);
  }

  /**
   * Writes it as a folder, which is made; files of that name in it are replaced.
   *
   * @throws RecordingException if a file cannot be written
   */
  public void writeFolder(Path folder) {
    RecordingFiles.writeFolder(this, folder);
  }

  /**
   * Writes it as one file; white space of the bodies is not kept.
   *
   * @throws RecordingException if the file cannot be written
   */
  public void writeFile(Path file) {
    RecordingFiles.writeFile(this, file);
  }

  /** Everybody in it but the NFVO, such as {@code driver} and {@code vnfm}. */
  public SortedSet<String> managers() {
    SortedSet<String> names = new TreeSet<>();
    messages.forEach(message -> names.addAll(List.of(message.from(), message.to())));
    names.remove(NFVO);
    return names;
  }

  /** The message of that number. */
  public RecordedMessage message(int number) {
    return messages.get(number - 1);
  }

  /** The first answer to a message; empty if the recording holds none. */
  public Optional<RecordedMessage> answerTo(RecordedMessage request) {
    return messages.stream()
        .filter(m -> m.answers() != null && m.answers() == request.number())
        .findFirst();
  }

  /** What one manager has sent or received. */
  Stream<RecordedMessage> with(String manager) {
    return messages.stream().filter(m -> m.from().equals(manager) || m.to().equals(manager));
  }

  /** The number of messages; nothing of their content. */
  @Override
  public String toString() {
    return "Recording[" + messages.size() + " messages of " + managers() + "]";
  }
}
