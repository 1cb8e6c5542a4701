package org.mano4j.samples.pop;

import java.util.List;
import picocli.CommandLine.Parameters;

/** A command about one thing. */
abstract class FilterTask extends PopTask {

  @Parameters(
      paramLabel = "FILTER",
      arity = "0..*",
      hideParamSyntax = true,
      description = "A name, or id: and an id.")
  private List<String> arguments = List.of();

  @Override
  void check() {
    checkOne(arguments);
  }

  /** As it was typed. */
  final String target() {
    return arguments.get(0);
  }
}
