/** VNF packages and their scripts. */
@NullMarked
package org.mano4j.catalogue.packaging;

import org.jspecify.annotations.NullMarked;
