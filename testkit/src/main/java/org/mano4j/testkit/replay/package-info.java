/**
 * Exchanges between an NFVO and its managers as files: record them, play the NFVO's side of them to
 * a VNF manager or VIM driver, and compare what it answers with what was recorded.
 */
@NullMarked
package org.mano4j.testkit.replay;

import org.jspecify.annotations.NullMarked;
