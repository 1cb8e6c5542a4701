package org.mano4j.pop.nfv;

import java.time.Instant;
import org.mano4j.pop.PopEndpoint;

/**
 * A VIM instance whose mgmt door a driver serves, for people and metrics. No secrets.
 *
 * @param id its id in the NFVO
 * @param name its name; the id as long as it is known from another replica only
 * @param endpoint its Pop
 * @param lastSeen when it was last called for, asked at its door, or seen so by another replica
 * @param called whether the driver was called for it; if not, another replica has told of it
 */
public record ServedVim(
    String id, String name, PopEndpoint endpoint, Instant lastSeen, boolean called) {}
