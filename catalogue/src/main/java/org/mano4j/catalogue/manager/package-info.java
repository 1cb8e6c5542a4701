/** Managers of network functions and their registration. */
@NullMarked
package org.mano4j.catalogue.manager;

import org.jspecify.annotations.NullMarked;
