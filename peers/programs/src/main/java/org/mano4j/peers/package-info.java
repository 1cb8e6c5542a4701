/** Programs that use Open Baton's published libraries as their authors meant them to be used. */
package org.mano4j.peers;
