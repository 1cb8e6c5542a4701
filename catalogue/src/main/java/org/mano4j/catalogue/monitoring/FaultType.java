package org.mano4j.catalogue.monitoring;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * Kind of the fault behind an alarm.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record FaultType(@JsonValue String text) implements WireEnum<FaultType.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    COMPUTE,
    COMPUTE_HOGS,
    COMPUTE_HOGS_CPU,
    COMPUTE_HOGS_MEMORY,
    COMPUTE_CRASH,
    COMPUTE_CODE_CORRUPTION,
    COMPUTE_DATA_CORRUPTION,
    IO,
    IO_NETWORK_FRAME_RECEIVE,
    IO_NETWORK_FRAME_RECEIVE_CORRUPTION,
    IO_NETWORK_FRAME_RECEIVE_DROP,
    IO_NETWORK_FRAME_RECEIVE_DELAY,
    IO_NETWORK_FRAME_TRANSMIT,
    IO_NETWORK_FRAME_TRANSMIT_CORRUPTION,
    IO_NETWORK_FRAME_TRANSMIT_DROP,
    IO_NETWORK_FRAME_TRANSMIT_DELAY,
    IO_STORAGE_BLOCK_READS_CORRUPTION,
    IO_STORAGE_BLOCK_READS_DROP,
    IO_STORAGE_BLOCK_READS_DELAY,
    IO_STORAGE_BLOCK_WRITE_CORRUPTION,
    IO_STORAGE_BLOCK_WRITE_DROP,
    IO_STORAGE_BLOCK_WRITE_DELAY,
    VNF_NOT_AVAILABLE
  }

  public static final FaultType COMPUTE = new FaultType("COMPUTE");
  public static final FaultType COMPUTE_HOGS = new FaultType("COMPUTE_HOGS");
  public static final FaultType COMPUTE_HOGS_CPU = new FaultType("COMPUTE_HOGS_CPU");
  public static final FaultType COMPUTE_HOGS_MEMORY = new FaultType("COMPUTE_HOGS_MEMORY");
  public static final FaultType COMPUTE_CRASH = new FaultType("COMPUTE_CRASH");
  public static final FaultType COMPUTE_CODE_CORRUPTION = new FaultType("COMPUTE_CODE_CORRUPTION");
  public static final FaultType COMPUTE_DATA_CORRUPTION = new FaultType("COMPUTE_DATA_CORRUPTION");
  public static final FaultType IO = new FaultType("IO");
  public static final FaultType IO_NETWORK_FRAME_RECEIVE =
      new FaultType("IO_NETWORK_FRAME_RECEIVE");
  public static final FaultType IO_NETWORK_FRAME_RECEIVE_CORRUPTION =
      new FaultType("IO_NETWORK_FRAME_RECEIVE_CORRUPTION");
  public static final FaultType IO_NETWORK_FRAME_RECEIVE_DROP =
      new FaultType("IO_NETWORK_FRAME_RECEIVE_DROP");
  public static final FaultType IO_NETWORK_FRAME_RECEIVE_DELAY =
      new FaultType("IO_NETWORK_FRAME_RECEIVE_DELAY");
  public static final FaultType IO_NETWORK_FRAME_TRANSMIT =
      new FaultType("IO_NETWORK_FRAME_TRANSMIT");
  public static final FaultType IO_NETWORK_FRAME_TRANSMIT_CORRUPTION =
      new FaultType("IO_NETWORK_FRAME_TRANSMIT_CORRUPTION");
  public static final FaultType IO_NETWORK_FRAME_TRANSMIT_DROP =
      new FaultType("IO_NETWORK_FRAME_TRANSMIT_DROP");
  public static final FaultType IO_NETWORK_FRAME_TRANSMIT_DELAY =
      new FaultType("IO_NETWORK_FRAME_TRANSMIT_DELAY");
  public static final FaultType IO_STORAGE_BLOCK_READS_CORRUPTION =
      new FaultType("IO_STORAGE_BLOCK_READS_CORRUPTION");
  public static final FaultType IO_STORAGE_BLOCK_READS_DROP =
      new FaultType("IO_STORAGE_BLOCK_READS_DROP");
  public static final FaultType IO_STORAGE_BLOCK_READS_DELAY =
      new FaultType("IO_STORAGE_BLOCK_READS_DELAY");
  public static final FaultType IO_STORAGE_BLOCK_WRITE_CORRUPTION =
      new FaultType("IO_STORAGE_BLOCK_WRITE_CORRUPTION");
  public static final FaultType IO_STORAGE_BLOCK_WRITE_DROP =
      new FaultType("IO_STORAGE_BLOCK_WRITE_DROP");
  public static final FaultType IO_STORAGE_BLOCK_WRITE_DELAY =
      new FaultType("IO_STORAGE_BLOCK_WRITE_DELAY");
  public static final FaultType VNF_NOT_AVAILABLE = new FaultType("VNF_NOT_AVAILABLE");

  /** Refuses an absent text. */
  public FaultType {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static FaultType of(String text) {
    return new FaultType(text);
  }

  @Override
  public Optional<Known> known() {
    return WireEnum.lookup(Known.class, text);
  }

  @Override
  public String toString() {
    return text;
  }
}
