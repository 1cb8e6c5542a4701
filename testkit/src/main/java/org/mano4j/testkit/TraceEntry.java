package org.mano4j.testkit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message of the orchestrator, without its content.
 *
 * @param number counts from 1
 * @param time when it was sent or received
 * @param direction seen from the orchestrator
 * @param kind what it is to its receiver
 * @param address exchange and key, as in {@code openbaton-exchange/mgmt}; of an answer, those of
 *     its request
 * @param what action of a lifecycle message, method of a VIM driver, {@code register} or {@code
 *     deregister}
 * @param nsrId the service it is about, if it is about one
 * @param subject name of the VNFR, of the VIM instance, or of the manager it is about
 * @param size of the body in bytes; 0 where no message came
 * @param correlationId as the sender has set it; absent where the bus chooses it
 * @param answers number of the request it answers
 * @param note what is special about it, such as that no answer came
 * @param server name of the server that a VIM driver is asked to launch, in the request and in its
 *     answer; absent otherwise
 */
public record TraceEntry(
    long number,
    Instant time,
    Direction direction,
    Kind kind,
    String address,
    String what,
    @Nullable String nsrId,
    @Nullable String subject,
    int size,
    @Nullable String correlationId,
    @Nullable Long answers,
    @Nullable String note,
    @Nullable String server) {

  /** Which way a message went, seen from the orchestrator. */
  public enum Direction {
    /** From the orchestrator. */
    SENT,
    /** To the orchestrator. */
    RECEIVED
  }

  /** What a message is to its receiver. */
  public enum Kind {
    /** Wants an answer. */
    REQUEST,
    /** Answers a request. */
    ANSWER,
    /** Wants no answer. */
    NOTICE
  }

  boolean isRequestSent() {
    return direction == Direction.SENT && kind != Kind.ANSWER;
  }
}
