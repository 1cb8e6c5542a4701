package org.mano4j.catalogue.monitoring;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;
import java.util.Optional;
import org.mano4j.catalogue.WireEnum;

/**
 * A value that a monitoring driver can measure; the names are those of Zabbix items.
 *
 * @param text the text on the wire, also one that this version does not know
 */
public record Metric(@JsonValue String text) implements WireEnum<Metric.Known> {

  /** The constants of version 6.0. */
  public enum Known {
    AGENT_PING,
    NET_DNS,
    NET_IF_COLLISION,
    NET_IF_IN,
    NET_IF_OUT,
    NET_IF_TOTAL,
    NET_TCP_LISTEN,
    NET_TCP_PORT,
    NET_TCP_SERVICE,
    NET_TCP_SERVICE_PERF,
    NET_UDP_LISTEN,
    PROC_MEM,
    PROC_NUM,
    SENSOR,
    SYSTEM_CPU_INTR,
    SYSTEM_CPU_LOAD,
    SYSTEM_CPU_NUM,
    SYSTEM_CPU_SWITCHES,
    SYSTEM_CPU_UTIL,
    SYSTEM_STAT,
    SYSTEM_SWAP_IN,
    SYSTEM_SWAP_OUT,
    SYSTEM_SWAP_SIZE,
    SYSTEM_UPTIME,
    SYSTEM_USERS_NUM,
    VFS_DEV_READ,
    VFS_DEV_WRITE,
    VFS_FILE_CKSUM,
    VFS_FILE_EXISTS,
    VFS_FILE_REGMATCH,
    VFS_FILE_SIZE,
    VFS_FS_INODE,
    VFS_FS_SIZE,
    VM_MEMORY_SIZE,
    WEB_PAGE_PERF
  }

  public static final Metric AGENT_PING = new Metric("AGENT_PING");
  public static final Metric NET_DNS = new Metric("NET_DNS");
  public static final Metric NET_IF_COLLISION = new Metric("NET_IF_COLLISION");
  public static final Metric NET_IF_IN = new Metric("NET_IF_IN");
  public static final Metric NET_IF_OUT = new Metric("NET_IF_OUT");
  public static final Metric NET_IF_TOTAL = new Metric("NET_IF_TOTAL");
  public static final Metric NET_TCP_LISTEN = new Metric("NET_TCP_LISTEN");
  public static final Metric NET_TCP_PORT = new Metric("NET_TCP_PORT");
  public static final Metric NET_TCP_SERVICE = new Metric("NET_TCP_SERVICE");
  public static final Metric NET_TCP_SERVICE_PERF = new Metric("NET_TCP_SERVICE_PERF");
  public static final Metric NET_UDP_LISTEN = new Metric("NET_UDP_LISTEN");
  public static final Metric PROC_MEM = new Metric("PROC_MEM");
  public static final Metric PROC_NUM = new Metric("PROC_NUM");
  public static final Metric SENSOR = new Metric("SENSOR");
  public static final Metric SYSTEM_CPU_INTR = new Metric("SYSTEM_CPU_INTR");
  public static final Metric SYSTEM_CPU_LOAD = new Metric("SYSTEM_CPU_LOAD");
  public static final Metric SYSTEM_CPU_NUM = new Metric("SYSTEM_CPU_NUM");
  public static final Metric SYSTEM_CPU_SWITCHES = new Metric("SYSTEM_CPU_SWITCHES");
  public static final Metric SYSTEM_CPU_UTIL = new Metric("SYSTEM_CPU_UTIL");
  public static final Metric SYSTEM_STAT = new Metric("SYSTEM_STAT");
  public static final Metric SYSTEM_SWAP_IN = new Metric("SYSTEM_SWAP_IN");
  public static final Metric SYSTEM_SWAP_OUT = new Metric("SYSTEM_SWAP_OUT");
  public static final Metric SYSTEM_SWAP_SIZE = new Metric("SYSTEM_SWAP_SIZE");
  public static final Metric SYSTEM_UPTIME = new Metric("SYSTEM_UPTIME");
  public static final Metric SYSTEM_USERS_NUM = new Metric("SYSTEM_USERS_NUM");
  public static final Metric VFS_DEV_READ = new Metric("VFS_DEV_READ");
  public static final Metric VFS_DEV_WRITE = new Metric("VFS_DEV_WRITE");
  public static final Metric VFS_FILE_CKSUM = new Metric("VFS_FILE_CKSUM");
  public static final Metric VFS_FILE_EXISTS = new Metric("VFS_FILE_EXISTS");
  public static final Metric VFS_FILE_REGMATCH = new Metric("VFS_FILE_REGMATCH");
  public static final Metric VFS_FILE_SIZE = new Metric("VFS_FILE_SIZE");
  public static final Metric VFS_FS_INODE = new Metric("VFS_FS_INODE");
  public static final Metric VFS_FS_SIZE = new Metric("VFS_FS_SIZE");
  public static final Metric VM_MEMORY_SIZE = new Metric("VM_MEMORY_SIZE");
  public static final Metric WEB_PAGE_PERF = new Metric("WEB_PAGE_PERF");

  /** Refuses an absent text. */
  public Metric {
    Objects.requireNonNull(text, "text");
  }

  /** The value for a text on the wire; any text is taken. */
  @JsonCreator
  public static Metric of(String text) {
    return new Metric(text);
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
