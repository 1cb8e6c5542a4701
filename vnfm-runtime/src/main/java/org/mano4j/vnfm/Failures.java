package org.mano4j.vnfm;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.CatalogueException;
import org.mano4j.catalogue.WireThrowable;
import org.mano4j.catalogue.configuration.Configuration;
import org.mano4j.catalogue.configuration.ConfigurationBuilder;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.MessageJson;
import org.mano4j.catalogue.message.OrVnfmError;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
import org.mano4j.catalogue.message.OrVnfmLog;
import org.mano4j.catalogue.message.OrVnfmMessage;
import org.mano4j.catalogue.message.VnfmOrErrorBuilder;
import org.mano4j.catalogue.message.VnfmOrMessage;
import org.mano4j.catalogue.record.Status;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecord;
import org.mano4j.catalogue.record.VirtualNetworkFunctionRecordBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ERROR answers. An NFVO can read one only with a record and an exception that is an object.
 */
final class Failures {

  private static final Logger log = LoggerFactory.getLogger(VnfmRuntime.class);

  private Failures() {}

  /**
   * Logs a failure and makes the answer that reports it. The record in it says which step failed,
   * so that RESUME can find that.
   */
  static Optional<VnfmOrMessage> answer(Operation operation, Throwable failure) {
    log(operation, failure);
    if (operation.request() instanceof OrVnfmError) {
      // the NFVO knows already that the function has failed
      return Optional.empty();
    }
    if (operation.request() instanceof OrVnfmLog) {
      String why = Objects.requireNonNullElse(unwrapped(failure).getMessage(), "no reason given");
      return Optional.of(VnfmLogs.failed("The logs cannot be had: " + why).toMessage());
    }
    VirtualNetworkFunctionRecord known = operation.record();
    VirtualNetworkFunctionRecord record = known == null ? leastRecord(operation) : known;
    return Optional.of(
        error(
            operation.key().nsr(),
            record == null
                ? null
                : FailedStep.of(operation.request())
                    .map(step -> History.failed(record, step, operation.now()))
                    .orElse(record),
            WireThrowable.of(unwrapped(failure))));
  }

  /**
   * The same for failures about which nothing can be said, such as an exception that throws when
   * asked for its message: an NFVO that gets no answer waits for ever.
   */
  static Optional<VnfmOrMessage> answerSafely(Operation operation, Throwable failure) {
    try {
      return answer(operation, failure);
    } catch (RuntimeException | Error e) {
      String text =
          operation.request().action()
              + " of VNFR '"
              + operation.key().vnfr()
              + "' failed, and the report of that, too: "
              + failure.getClass().getName()
              + ", then "
              + e.getClass().getName();
      log.warn("{}", text);
      VirtualNetworkFunctionRecord record = operation.record();
      return operation.request() instanceof OrVnfmError
          ? Optional.empty()
          : Optional.of(error(operation.key().nsr(), record, WireThrowable.of(text)));
    }
  }

  /** What the handler throws is logged with its stack, which the NFVO does not get. */
  static void log(Operation operation, Throwable failure) {
    Throwable cause = unwrapped(failure);
    String what = operation.request().action() + " of VNFR '" + operation.key().vnfr() + "'";
    if (cause instanceof VnfmException) {
      log.warn("{} failed: {}", what, cause.getMessage());
    } else {
      log.warn("{} failed: the handler threw", what, cause);
    }
  }

  /** The answer to a message that asks for nothing that could be done. */
  static Optional<VnfmOrMessage> answer(OrVnfmMessage request, String text) {
    VirtualNetworkFunctionRecord record = Requests.record(request);
    return Optional.of(error(nsr(record), record, WireThrowable.of(text)));
  }

  /** The answer to a message that could not be read, so that nothing is known of it. */
  static Optional<VnfmOrMessage> unreadable(String text) {
    return Optional.of(error("", null, WireThrowable.of(text)));
  }

  /**
   * Logs that an answer cannot be sent and makes those that may go in its place, the best first:
   * with the record as the NFVO has sent it, unless there is a later one; with the least, and the
   * machines, which must not be forgotten; with the least.
   */
  static List<VnfmOrMessage> unsendable(byte[] request, VnfmOrMessage answer, Throwable why) {
    VirtualNetworkFunctionRecord meant = answer.carriedVnfr().orElse(null);
    String reason =
        why instanceof VnfmException
            ? why.getMessage()
            : "it cannot be written as JSON (" + why.getClass().getSimpleName() + ")";
    String text =
        "the answer "
            + answer.action()
            + " of VNFR '"
            + (meant == null || meant.name() == null ? "" : meant.name())
            + "' cannot be sent: "
            + reason;
    log.warn("{}", text);
    log.debug("an answer cannot be sent", why);

    List<@Nullable VirtualNetworkFunctionRecord> records = new ArrayList<>();
    VirtualNetworkFunctionRecord sent = sentRecord(request);
    if (sent != null && (meant == null || Objects.equals(sent.hbVersion(), meant.hbVersion()))) {
      records.add(sent);
    }
    if (meant != null) {
      VirtualNetworkFunctionRecord least = least(meant);
      records.add(least.withVdu(meant.vdu()));
      records.add(least);
    }
    if (records.isEmpty()) {
      records.add(null);
    }
    return records.stream()
        .map(record -> error(nsr(record), record, WireThrowable.of(text)))
        .toList();
  }

  private static String nsr(@Nullable VirtualNetworkFunctionRecord record) {
    return record == null || record.parentNsId() == null ? "" : record.parentNsId();
  }

  private static @Nullable VirtualNetworkFunctionRecord sentRecord(byte[] request) {
    try {
      return Requests.record(MessageJson.readOrVnfm(request));
    } catch (CatalogueException e) {
      // it was answered as unreadable, so that there is no record
      return null;
    }
  }

  private static VirtualNetworkFunctionRecord least(VirtualNetworkFunctionRecord record) {
    String name = record.name() == null ? "" : record.name();
    return VirtualNetworkFunctionRecordBuilder.builder()
        .id(record.id())
        .hbVersion(record.hbVersion())
        .projectId(record.projectId())
        .name(name)
        .parentNsId(record.parentNsId())
        .type(record.type())
        .endpoint(record.endpoint())
        .descriptorReference(record.descriptorReference())
        .status(record.status())
        .configurations(empty(name))
        .requires(empty("requires"))
        .provides(empty("provides"))
        .build();
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static VnfmOrMessage error(
      String nsr, @Nullable VirtualNetworkFunctionRecord record, WireThrowable exception) {
    return VnfmOrErrorBuilder.builder()
        .action(Action.ERROR)
        .nsrId(nsr.isEmpty() ? null : nsr)
        .virtualNetworkFunctionRecord(record)
        .exception(exception)
        .build();
  }

  /** For a first INSTANTIATE that fails before there is a record. */
  private static @Nullable VirtualNetworkFunctionRecord leastRecord(Operation operation) {
    if (!(operation.request() instanceof OrVnfmInstantiate request)) {
      return null;
    }
    VirtualNetworkFunctionDescriptor vnfd = request.vnfd();
    return least(
        VirtualNetworkFunctionRecordBuilder.builder()
            .name(operation.key().vnfr())
            .parentNsId(operation.key().nsr())
            .type(vnfd == null ? null : vnfd.type())
            .endpoint(vnfd == null ? null : vnfd.endpoint())
            .descriptorReference(vnfd == null ? null : vnfd.id())
            .status(Status.NULL)
            .build());
  }

  private static Configuration empty(String name) {
    return ConfigurationBuilder.builder().name(name).build();
  }
}
