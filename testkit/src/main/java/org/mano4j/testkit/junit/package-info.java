/** A JUnit 5 extension around an {@link org.mano4j.testkit.OfflineSite}. */
@NullMarked
package org.mano4j.testkit.junit;

import org.jspecify.annotations.NullMarked;
