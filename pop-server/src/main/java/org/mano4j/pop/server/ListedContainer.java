package org.mano4j.pop.server;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.mano4j.pop.internal.PopWire;
import org.mano4j.pop.proto.Container;
import org.mano4j.pop.proto.ContainerList;

/**
 * A container in the order of all. Keeps its form on the wire from one list to the next: most
 * containers have not changed meanwhile, and to make that form is nearly all that a list costs.
 * Thread-safe.
 */
final class ListedContainer {

  private final String id;
  private volatile @Nullable Entry last;

  ListedContainer(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  /** The entry for what the container is now. */
  Entry entry(ContainerRecord record) {
    Entry known = last;
    if (known != null && known.record == record) {
      return known;
    }
    Entry made = Entry.of(record);
    last = made;
    return made;
  }

  /**
   * A container as it is in a list.
   *
   * @param bytes one element of a {@link ContainerList}, with its tag and length; not to be changed
   */
  record Entry(ContainerRecord record, byte[] bytes) {

    static Entry of(ContainerRecord record) {
      Container message = PopWire.toProto(record.container());
      byte[] bytes =
          new byte[CodedOutputStream.computeMessageSize(ContainerList.LIST_FIELD_NUMBER, message)];
      try {
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeMessage(ContainerList.LIST_FIELD_NUMBER, message);
        out.checkNoSpaceLeft();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Entry(record, bytes);
    }
  }
}
