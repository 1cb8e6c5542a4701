package org.mano4j.descriptors;

/**
 * A rule as its documentation tells it.
 *
 * @param id name of the rule in its findings; stable, for scripts
 * @param severity of its findings
 * @param description what it demands, in one sentence
 */
public record RuleInfo(String id, Severity severity, String description) {}
