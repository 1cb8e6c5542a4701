/**
 * Suites that hold for every implementation of an interface of mano4j. Extend one in a test, say
 * how to make the implementation, and run it. They need JUnit 5, AssertJ and Awaitility.
 */
@NullMarked
package org.mano4j.testkit.contract;

import org.jspecify.annotations.NullMarked;
