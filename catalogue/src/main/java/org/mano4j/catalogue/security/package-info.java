/** Keys and security placeholders of the information model. */
@NullMarked
package org.mano4j.catalogue.security;

import org.jspecify.annotations.NullMarked;
