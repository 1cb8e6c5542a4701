package org.mano4j.testkit.contract;

import java.util.Map;
import org.mano4j.pop.server.InMemoryPopBackend;
import org.mano4j.pop.server.PopBackend;

class InMemoryPopBackendContractTest extends PopBackendContract {

  final InMemoryPopBackend platform = JobBackend.memory();

  @Override
  protected PopBackend backend() {
    return new JobBackend(platform);
  }

  @Override
  protected String image() {
    return "web:1.2";
  }

  @Override
  protected Map<Integer, String> exitImages() {
    return Map.of(0, "exit-0:latest", 3, "exit-3:latest");
  }

  @Override
  protected String brokenImage() {
    return "broken:latest";
  }

  @Override
  protected String imageWithoutCommand() {
    return "empty:latest";
  }

  @Override
  protected boolean survivesCrash() {
    return true;
  }
}
