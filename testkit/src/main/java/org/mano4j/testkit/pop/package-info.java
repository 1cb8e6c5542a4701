/**
 * What every Pop has to do, as cases that programs can run over the wire against any Pop server.
 * The suite {@code PopBackendContract} runs them as JUnit tests on a backend.
 */
@NullMarked
package org.mano4j.testkit.pop;

import org.jspecify.annotations.NullMarked;
