package org.mano4j.pop;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mano4j.pop.proto.PopOuterClass;

/** The tables of docs/pop-protocol.md hold what there is, neither more nor less. */
class ProtocolPageTest {

  private static final FileDescriptor NOW = PopOuterClass.getDescriptor();
  private static final FileDescriptor OLD =
      org.mano4j.pop.legacy.Container.getDescriptor().getFile();

  private final List<String> page;

  ProtocolPageTest() throws IOException {
    page = Files.readAllLines(Path.of("..", "docs", "pop-protocol.md"));
  }

  @Test
  void callsAreThoseThatWereAdded() {
    Set<String> old =
        OLD.findServiceByName("Pop").getMethods().stream()
            .map(MethodDescriptor::getName)
            .collect(Collectors.toSet());

    assertThat(rows("Calls", 3))
        .containsExactlyElementsOf(
            NOW.findServiceByName("Pop").getMethods().stream()
                .filter(method -> !old.contains(method.getName()))
                .map(ProtocolPageTest::row)
                .toList());
  }

  @Test
  void fieldsAreThoseThatWereAdded() {
    List<String> added = new ArrayList<>();
    for (Descriptor message : NOW.getMessageTypes()) {
      Descriptor old = OLD.findMessageTypeByName(message.getName());
      message.getFields().stream()
          .filter(field -> old == null || old.findFieldByNumber(field.getNumber()) == null)
          .forEach(
              field ->
                  added.add(
                      "`%s.%s` %d %s"
                          .formatted(
                              message.getName(), field.getName(), field.getNumber(), type(field))));
    }

    assertThat(rows("Fields", 3)).containsExactlyInAnyOrderElementsOf(added);
  }

  @Test
  void keysAreThePhasesOfAStart() {
    assertThat(rows("Trailing metadata of Start", 1))
        .containsExactlyElementsOf(
            Arrays.stream(StartPhase.values())
                .map(phase -> "`mano4j-phase-" + phase.name().toLowerCase(Locale.ROOT) + "`")
                .toList());
  }

  @Test
  void reasonsAreAllOnesWithTheirCode() {
    assertThat(rows("Status codes and reasons", 1))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(PopReason.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(Field::getName)
                .filter(name -> !name.equals("DOMAIN"))
                .map(name -> "`" + name + "`")
                .toList());
    assertThat(rows("Status codes and reasons", 2))
        .allSatisfy(row -> PopException.Code.valueOf(row.substring(row.indexOf(' ') + 1)));
  }

  /** The first columns of the table under this heading. */
  private List<String> rows(String heading, int columns) {
    return page.stream()
        .dropWhile(line -> !line.equals("## " + heading))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .filter(line -> line.startsWith("| `"))
        .map(line -> Arrays.stream(line.split("\\|")).skip(1).limit(columns).map(String::strip))
        .map(cells -> cells.collect(Collectors.joining(" ")))
        .toList();
  }

  private static String row(MethodDescriptor method) {
    return "`%s` %s %s%s"
        .formatted(
            method.getName(),
            method.getInputType().getName(),
            method.isServerStreaming() ? "stream of " : "",
            method.getOutputType().getName());
  }

  private static String type(FieldDescriptor field) {
    if (field.isMapField()) {
      List<FieldDescriptor> entry = field.getMessageType().getFields();
      return "map<" + type(entry.get(0)) + ", " + type(entry.get(1)) + ">";
    }
    String type =
        switch (field.getJavaType()) {
          case MESSAGE -> field.getMessageType().getName();
          case ENUM -> field.getEnumType().getName();
          default -> field.getType().name().toLowerCase(Locale.ROOT);
        };
    boolean optional =
        field.hasPresence() && field.getJavaType() != FieldDescriptor.JavaType.MESSAGE;
    return field.isRepeated() ? "repeated " + type : optional ? "optional " + type : type;
  }
}
