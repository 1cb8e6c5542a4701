package org.mano4j.samples.site;

/**
 * What a site still holds.
 *
 * @param containers containers of its Pop, in any state
 * @param addresses addresses that are reserved for them
 */
public record SiteLeftovers(int containers, long addresses) {}
