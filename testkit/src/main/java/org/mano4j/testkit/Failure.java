package org.mano4j.testkit;

/**
 * Why a service is in ERROR: the first thing that went wrong.
 *
 * @param nsrId the service
 * @param vnfr name of the VNFR
 * @param action what was being done, such as {@code MODIFY}
 * @param message what the VNFM, the VIM driver or the orchestrator said
 */
public record Failure(String nsrId, String vnfr, String action, String message) {

  @Override
  public String toString() {
    return vnfr + " failed in " + action + ": " + message;
  }
}
