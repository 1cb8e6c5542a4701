/** Brokers for tests: one inside the JVM, and virtual hosts on a RabbitMQ that runs already. */
@NullMarked
package org.mano4j.testkit.broker;

import org.jspecify.annotations.NullMarked;
