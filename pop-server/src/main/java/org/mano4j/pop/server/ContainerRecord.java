package org.mano4j.pop.server;

import java.util.function.UnaryOperator;
import org.mano4j.pop.Container;
import org.mano4j.pop.Image;

/**
 * Everything a Pop remembers of a container.
 *
 * @param container what callers see of it
 * @param number counts creations, for the order of lists
 * @param image as the platform gave it
 * @param hasInstance whether there may be something of it on the platform
 * @param holdsAddresses whether its addresses are reserved
 * @param deleting whether it is to be forgotten once its instance is gone
 */
record ContainerRecord(
    Container container,
    long number,
    Image image,
    boolean hasInstance,
    boolean holdsAddresses,
    boolean deleting) {

  String id() {
    return container.id();
  }

  ContainerRecord with(UnaryOperator<Container> change) {
    return new ContainerRecord(
        change.apply(container), number, image, hasInstance, holdsAddresses, deleting);
  }

  ContainerRecord withInstance(boolean value) {
    return new ContainerRecord(container, number, image, value, holdsAddresses, deleting);
  }

  ContainerRecord withAddresses(boolean value) {
    return new ContainerRecord(container, number, image, hasInstance, value, deleting);
  }

  ContainerRecord withDeleting(boolean value) {
    return new ContainerRecord(container, number, image, hasInstance, holdsAddresses, value);
  }
}
