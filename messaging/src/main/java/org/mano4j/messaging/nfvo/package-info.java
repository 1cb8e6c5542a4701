/** What managers and drivers have in common towards an NFVO: addresses and registration. */
@NullMarked
package org.mano4j.messaging.nfvo;

import org.jspecify.annotations.NullMarked;
