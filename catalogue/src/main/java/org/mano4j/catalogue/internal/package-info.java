/** What the wire types of several packages share; no API, and changed without notice. */
@NullMarked
package org.mano4j.catalogue.internal;

import org.jspecify.annotations.NullMarked;
