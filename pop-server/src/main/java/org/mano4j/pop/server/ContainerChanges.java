package org.mano4j.pop.server;

import org.mano4j.pop.Container;

/** Is told every change of a container, in its order, after it was made safe. Returns at once. */
interface ContainerChanges {

  /** Nobody wants to know. */
  ContainerChanges UNHEARD =
      new ContainerChanges() {
        @Override
        public void changed(Container container) {}

        @Override
        public void deleted(Container container) {}
      };

  /** The container is new, or not as it was. */
  void changed(Container container);

  /** The container is gone. */
  void deleted(Container container);
}
