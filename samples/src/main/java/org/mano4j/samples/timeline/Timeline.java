package org.mano4j.samples.timeline;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the time went in the steps of a run that made something run. A phase that was not seen, or
 * does not exist where the service ran, is missing. All times are milliseconds, to the tenth; those
 * of phases count from the beginning of the step.
 *
 * @param steps in the order in which they were done
 */
public record Timeline(@JsonProperty("steps") List<Step> steps) {

  /** Of a run that was not watched. */
  public static final Timeline NONE = new Timeline(List.of());

  /** Copies the list. */
  public Timeline {
    steps = List.copyOf(steps);
  }

  /**
   * A step that made something run.
   *
   * @param step its name, {@code launch} or {@code scale-out}
   * @param millis how long it took
   * @param vnfrs the VNFs it was about, in the order in which it came to them
   */
  public record Step(
      @JsonProperty("step") String step,
      @JsonProperty("millis") double millis,
      @JsonProperty("vnfrs") List<Vnfr> vnfrs) {

    /** Copies the list. */
    public Step {
      vnfrs = List.copyOf(vnfrs);
    }

    /** When the last of it was over: a Pop may tell of an end a little after the step. */
    public double end() {
      return Stream.concat(
              vnfrs.stream().flatMap(vnfr -> vnfr.phases().stream()),
              vnfrs.stream()
                  .flatMap(vnfr -> vnfr.vnfcs().stream())
                  .flatMap(vnfc -> vnfc.phases().stream()))
          .mapToDouble(Span::end)
          .reduce(millis, Math::max);
    }
  }

  /**
   * A VNF.
   *
   * @param name its name
   * @param phases of all its instances together: one request for all of them
   * @param vnfcs those of its instances that the step has made
   */
  public record Vnfr(
      @JsonProperty("name") String name,
      @JsonProperty("phases") List<Span> phases,
      @JsonProperty("vnfcs") List<Vnfc> vnfcs) {

    /** Copies the lists. */
    public Vnfr {
      phases = List.copyOf(phases);
      vnfcs = List.copyOf(vnfcs);
    }
  }

  /**
   * An instance of a VNF.
   *
   * @param name of its server
   * @param phases one after the other
   */
  public record Vnfc(@JsonProperty("name") String name, @JsonProperty("phases") List<Span> phases) {

    /** Copies the list. */
    public Vnfc {
      phases = List.copyOf(phases);
    }
  }

  /**
   * A phase.
   *
   * @param phase which one
   * @param begin counted from the beginning of the step
   * @param millis how long it took
   */
  public record Span(
      @JsonProperty("phase") Phase phase,
      @JsonProperty("begin") double begin,
      @JsonProperty("millis") double millis) {

    /** When it was over, counted from the beginning of the step. */
    public double end() {
      return begin + millis;
    }
  }

  /** Whether there is nothing to show. */
  @JsonIgnore
  public boolean isEmpty() {
    return steps.isEmpty();
  }

  /** The phases that occur, in their order. */
  public List<Phase> occurring() {
    List<Phase> seen =
        steps.stream()
            .flatMap(step -> step.vnfrs().stream())
            .flatMap(
                vnfr ->
                    Stream.concat(
                        vnfr.phases().stream(),
                        vnfr.vnfcs().stream().flatMap(vnfc -> vnfc.phases().stream())))
            .map(Span::phase)
            .toList();
    return Stream.of(Phase.values()).filter(seen::contains).toList();
  }
}
