/** What a demo runs on: a bus, a Pop, a VIM driver and VNF managers, inside this JVM or outside. */
@NullMarked
package org.mano4j.samples.site;

import org.jspecify.annotations.NullMarked;
