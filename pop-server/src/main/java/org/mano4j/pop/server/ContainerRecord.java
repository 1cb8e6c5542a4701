package org.mano4j.pop.server;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.function.UnaryOperator;
import org.mano4j.pop.Container;
import org.mano4j.pop.Flavour;
import org.mano4j.pop.Image;

/**
 * Everything a Pop remembers of a container.
 *
 * @param container what callers see of it
 * @param number counts creations, for the order of lists
 * @param image as the platform gave it
 * @param flavour as it was when the container was created
 * @param owner the user who has created it
 * @param idempotencyKey of its Create; empty for none
 * @param configDigest of the content of its Create; empty without key
 * @param hasInstance whether there may be something of it on the platform
 * @param holdsAddresses whether its addresses are reserved
 * @param deleting whether it is to be forgotten once its instance is gone
 */
@RecordBuilder
record ContainerRecord(
    Container container,
    long number,
    Image image,
    Flavour flavour,
    String owner,
    String idempotencyKey,
    String configDigest,
    boolean hasInstance,
    boolean holdsAddresses,
    boolean deleting)
    implements ContainerRecordBuilder.With {

  String id() {
    return container.id();
  }

  /** Id of the instance of the present life; see {@link InstanceSpec#id}. */
  String instanceId() {
    return container.life() <= 1 ? id() : id() + "-" + container.life();
  }

  ContainerRecord changed(UnaryOperator<Container> change) {
    return withContainer(change.apply(container));
  }
}
