package org.mano4j.messaging;

import com.rabbitmq.client.Connection;
import java.net.Socket;

/**
 * A connection that has come about.
 *
 * @param socket below it, for when it does not end by itself
 */
record Connected(Connection connection, Socket socket) {}
