package org.mano4j.descriptors;

/**
 * A descriptor by what an NSD and a VNFD have in common.
 *
 * @param json the descriptor
 * @param label what messages call it
 */
record EntityView(Located json, String label) {}
