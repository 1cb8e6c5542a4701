/**
 * Where Pop meets MANO: the mapping between the two, a VIM driver over Pop, and a generic VNF
 * manager that needs nothing but the mgmt door of a VIM.
 */
@NullMarked
package org.mano4j.pop.nfv;

import org.jspecify.annotations.NullMarked;
