package org.mano4j.pop.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Some containers of what {@link PopSpeed} measures with many. */
class ManyContainersTest {

  private static final int COUNT = 2000;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(PopSpeed.Memory.class)
  void whatManyClientsCreateIsListedAndFoundAgain(PopSpeed.Memory memory) throws Exception {
    PopSpeed.Report report = PopSpeed.measure(memory, directory, COUNT);

    assertThat(report.found()).isEqualTo(memory == PopSpeed.Memory.IN_MEMORY ? 0 : COUNT);
    assertThat(report.fileBytes()).isLessThan(2000);
  }
}
