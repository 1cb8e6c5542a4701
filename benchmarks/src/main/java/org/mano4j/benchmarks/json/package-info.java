/** How fast JSON is read and written. */
@NullMarked
package org.mano4j.benchmarks.json;

import org.jspecify.annotations.NullMarked;
