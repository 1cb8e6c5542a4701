/** What calls of a Pop cost, on the client's side and on the server's. */
@NullMarked
package org.mano4j.benchmarks.pop;

import org.jspecify.annotations.NullMarked;
