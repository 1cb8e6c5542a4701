/** What is measured, the alarms that follow, and who is told of them. */
@NullMarked
package org.mano4j.catalogue.monitoring;

import org.jspecify.annotations.NullMarked;
