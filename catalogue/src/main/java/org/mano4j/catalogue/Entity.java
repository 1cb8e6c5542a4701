package org.mano4j.catalogue;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What nearly every object that an NFVO stores has in common. */
public interface Entity extends WireObject {

  /** Identifier given by the NFVO; absent on new objects and never invented by a manager. */
  @Nullable String id();

  /**
   * Optimistic lock of the NFVO's database ({@code hb_version} before 5.0). It goes back unchanged;
   * a stale one makes the NFVO refuse the object.
   */
  @Nullable Integer hbVersion();

  /** Project the object belongs to. */
  @Nullable String projectId();

  /** Whether other projects see the object; absent means no. */
  @Nullable Boolean shared();

  /** Free properties of the object. */
  Map<String, String> metadata();
}
