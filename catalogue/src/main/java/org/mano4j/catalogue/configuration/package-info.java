/** Named lists of parameters. */
@NullMarked
package org.mano4j.catalogue.configuration;

import org.jspecify.annotations.NullMarked;
