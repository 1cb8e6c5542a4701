/** Virtualised infrastructure: instances of VIMs, images, networks, servers. */
@NullMarked
package org.mano4j.catalogue.vim;

import org.jspecify.annotations.NullMarked;
