package org.mano4j.samples;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.mano4j.pop.server.PopBackend;
import org.mano4j.testkit.contract.PopBackendContract;

// snippet:contract
class ProcessPopBackendContractTest extends PopBackendContract {

  @TempDir private Path directory;

  @Override
  protected PopBackend backend() {
    return new ProcessPopBackend(
        directory,
        Map.of(
            "sleep", List.of("sleep", "1000"),
            "good", List.of("true"),
            "bad", List.of("sh", "-c", "exit 3"),
            "missing", List.of("/no/such/program")));
  }

  @Override
  protected String image() {
    return "sleep";
  }

  @Override
  protected Map<Integer, String> exitImages() {
    return Map.of(0, "good", 3, "bad");
  }

  @Override
  protected String brokenImage() {
    return "missing";
  }

  @Override
  protected boolean survivesCrash() {
    return true;
  }
}
// end
