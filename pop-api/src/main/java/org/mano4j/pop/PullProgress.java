package org.mano4j.pop;

import java.util.Objects;

/**
 * How far a Pop has come with getting an image.
 *
 * @param layer the part of the image that this is about; empty for the whole
 * @param status what happens, in the platform's words
 * @param current bytes so far; 0 if not known
 * @param total bytes in all; 0 if not known
 */
public record PullProgress(String layer, String status, long current, long total) {

  /** Refuses absent parts. */
  public PullProgress {
    Objects.requireNonNull(layer, "layer");
    Objects.requireNonNull(status, "status");
  }
}
