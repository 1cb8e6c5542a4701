/** The VNFM's narrow door to a VIM: a connector that calls, a manager that serves. */
@NullMarked
package org.mano4j.mgmt;

import org.jspecify.annotations.NullMarked;
