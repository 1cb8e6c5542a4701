package org.mano4j.vnfm;

import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.mano4j.catalogue.WireThrowable;
import org.mano4j.catalogue.configuration.Configuration;
import org.mano4j.catalogue.configuration.ConfigurationBuilder;
import org.mano4j.catalogue.descriptor.VirtualNetworkFunctionDescriptor;
import org.mano4j.catalogue.message.Action;
import org.mano4j.catalogue.message.OrVnfmInstantiate;
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

  /** Logs a failure and makes the answer that reports it. */
  static Optional<VnfmOrMessage> answer(Operation operation, Throwable failure) {
    log(operation, failure);
    VirtualNetworkFunctionRecord record = operation.record();
    return error(
        operation.key().nsr(),
        record == null ? leastRecord(operation) : record,
        WireThrowable.of(unwrapped(failure)));
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

  /** The answer to a message that could not be read, so that nothing is known of it. */
  static Optional<VnfmOrMessage> unreadable(String text) {
    return error("", null, WireThrowable.of(text));
  }

  private static Throwable unwrapped(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  private static Optional<VnfmOrMessage> error(
      String nsr, @Nullable VirtualNetworkFunctionRecord record, WireThrowable exception) {
    return Optional.of(
        VnfmOrErrorBuilder.builder()
            .action(Action.ERROR)
            .nsrId(nsr.isEmpty() ? null : nsr)
            .virtualNetworkFunctionRecord(record)
            .exception(exception)
            .build());
  }

  /** For a first INSTANTIATE that fails before there is a record. */
  private static @Nullable VirtualNetworkFunctionRecord leastRecord(Operation operation) {
    if (!(operation.request() instanceof OrVnfmInstantiate request)) {
      return null;
    }
    VirtualNetworkFunctionDescriptor vnfd = request.vnfd();
    return VirtualNetworkFunctionRecordBuilder.builder()
        .name(operation.key().vnfr())
        .parentNsId(operation.key().nsr())
        .type(vnfd == null ? null : vnfd.type())
        .endpoint(vnfd == null ? null : vnfd.endpoint())
        .descriptorReference(vnfd == null ? null : vnfd.id())
        .status(Status.NULL)
        .configurations(empty(operation.key().vnfr()))
        .requires(empty("requires"))
        .provides(empty("provides"))
        .build();
  }

  private static Configuration empty(String name) {
    return ConfigurationBuilder.builder().name(name).build();
  }
}
