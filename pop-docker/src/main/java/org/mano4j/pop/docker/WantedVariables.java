package org.mano4j.pop.docker;

import com.github.dockerjava.api.model.ContainerConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What an image says that it needs to know, in its label {@value Labels#ENVIRONMENT}. */
final class WantedVariables {

  private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");

  private WantedVariables() {}

  /**
   * What is missing, as a remark on a container that runs; empty if nothing is.
   *
   * @param started of the engine's container, which has the labels and variables of its image as
   *     well as its own
   */
  static String remark(ContainerConfig started) {
    Map<String, String> labels = started.getLabels();
    String wanted = labels == null ? null : labels.get(Labels.ENVIRONMENT);
    if (wanted == null) {
      return "";
    }
    String[] variables = started.getEnv() == null ? new String[0] : started.getEnv();
    Set<String> given =
        Arrays.stream(variables)
            .map(variable -> variable.replaceFirst("=.*", ""))
            .collect(Collectors.toSet());
    List<String> missing =
        BETWEEN
            .splitAsStream(wanted)
            .filter(name -> !name.isEmpty() && !given.contains(name))
            .distinct()
            .toList();
    return missing.isEmpty()
        ? ""
        : "the image wants "
            + String.join(", ", missing)
            + ", which "
            + (missing.size() == 1 ? "is" : "are")
            + " not in the metadata";
  }
}
