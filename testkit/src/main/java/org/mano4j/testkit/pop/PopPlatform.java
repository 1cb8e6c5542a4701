package org.mano4j.testkit.pop;

import java.util.List;
import org.mano4j.pop.PopEndpoint;
import org.mano4j.pop.server.InstanceSpec;
import org.mano4j.pop.server.InstanceState;

/** The platform behind a Pop under test, for what cannot be seen over the wire. */
public interface PopPlatform {

  /** What the platform has of this Pop now. */
  List<InstanceState> instances();

  /** Whether instances go on when the Pop ends; if not, nothing below is called. */
  boolean survivesCrash();

  /** Ends the Pop without a word to its platform. */
  void crash();

  /** Starts the Pop again, with what it has written down, and tells where it is now. */
  PopEndpoint restart();

  /** Runs an instance past the Pop, as one that it has started and forgotten. */
  void run(InstanceSpec spec);

  /** Ends an instance past the Pop. */
  void end(String instanceId);
}
