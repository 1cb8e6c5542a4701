package org.mano4j.messaging;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.AuthenticationFailureException;
import com.rabbitmq.client.Method;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What the broker or the network says, as sentences. */
final class AmqpFailures {

  private static final int INVALID_ARGUMENT = 542;

  private AmqpFailures() {}

  /** Why no connection came about; {@link BusException.Denied} if trying again does not help. */
  static BusException connect(AmqpOptions options, BusCredentials credentials, Throwable failure) {
    String what = "cannot connect to broker " + options.address() + ": ";
    if (failure instanceof AuthenticationFailureException) {
      return new BusException.Denied(
          what
              + "it refuses user '"
              + credentials.username()
              + "'; check name and password, and whether the user may log in from here",
          failure);
    }
    int code = code(failure);
    if (code == AMQP.NOT_ALLOWED || code == AMQP.ACCESS_REFUSED) {
      return new BusException.Denied(
          what
              + text(failure)
              + "; check the name of the virtual host and the permissions of user '"
              + credentials.username()
              + "'",
          failure);
    }
    SSLException tls = find(failure, SSLException.class);
    if (tls != null && isLasting(tls)) {
      return new BusException.Denied(
          what
              + "TLS failed ("
              + tls.getMessage()
              + "); check that the port speaks TLS, the authorities to trust, the host name in the"
              + " broker's certificate, and the own certificate",
          failure);
    }
    return new BusException.Unreachable(
        what + reason(failure) + "; check that it runs and can be reached" + hint(failure),
        failure);
  }

  /** Something is there, and may be something else. */
  private static String hint(Throwable failure) {
    boolean nobody =
        find(failure, UnknownHostException.class) != null
            || find(failure, ConnectException.class) != null;
    return nobody
        ? ""
        : ", and that the port speaks AMQP (5672, or 5671 with TLS, unless set otherwise)";
  }

  /** A handshake that breaks off is the network's fault, and may go well the next time. */
  private static boolean isLasting(SSLException tls) {
    return find(tls, EOFException.class) == null && find(tls, SocketException.class) == null;
  }

  private static String reason(Throwable failure) {
    UnknownHostException unknown = find(failure, UnknownHostException.class);
    if (unknown != null) {
      return "its name is unknown (" + unknown.getMessage() + ")";
    }
    if (find(failure, SocketTimeoutException.class) != null
        || find(failure, TimeoutException.class) != null) {
      return "no answer in time";
    }
    if (find(failure, EOFException.class) != null) {
      // old brokers say no to a user like this, networks and brokers that stop do it, too
      return "it has ended the connection before the login was complete";
    }
    ConnectException refused = find(failure, ConnectException.class);
    return refused != null && refused.getMessage() != null ? refused.getMessage() : text(failure);
  }

  /** Why the broker has not done what was asked for, on a connection that may still be well. */
  static BusException refused(String what, Throwable failure) {
    String text = what + ": " + text(failure);
    if (find(failure, IllegalArgumentException.class) != null) {
      return new BusException(text + "; AMQP has no form for it", failure);
    }
    return switch (code(failure)) {
      case AMQP.ACCESS_REFUSED ->
          new BusException.Denied(
              text + "; give the broker user this permission, or use another name", failure);
      case AMQP.RESOURCE_LOCKED ->
          new BusException.Denied(
              text + "; another connection has it for itself alone: choose another name", failure);
      case AMQP.PRECONDITION_FAILED ->
          new BusException.Mismatch(
              text + "; use the properties it has, or delete it first", failure);
      case AMQP.NOT_IMPLEMENTED, INVALID_ARGUMENT ->
          new BusException.Mismatch(text + "; leave out what this broker does not know", failure);
      case AMQP.NOT_FOUND -> new BusException(text + "; declare it first", failure);
      case 0, AMQP.REPLY_SUCCESS, AMQP.CONNECTION_FORCED ->
          new BusException.Closed(text + "; the connection is gone, try again");
      default -> new BusException(text, failure);
    };
  }

  /** The code with which the broker closed channel or connection; 0 if it did not. */
  static int code(Throwable failure) {
    Method reason = closing(failure);
    if (reason instanceof AMQP.Channel.Close channel) {
      return channel.getReplyCode();
    }
    return reason instanceof AMQP.Connection.Close connection ? connection.getReplyCode() : 0;
  }

  /** What the broker or the JVM says of it. */
  static String text(Throwable failure) {
    Method reason = closing(failure);
    if (reason instanceof AMQP.Channel.Close channel) {
      return channel.getReplyText();
    } else if (reason instanceof AMQP.Connection.Close connection) {
      return connection.getReplyText();
    }
    Throwable root =
        Stream.iterate(failure, Throwable::getCause)
            .takeWhile(t -> t != null)
            .reduce((first, last) -> last)
            .orElse(failure);
    String message = root.getMessage();
    return message == null || message.isBlank() ? root.getClass().getSimpleName() : message;
  }

  private static @Nullable Method closing(Throwable failure) {
    ShutdownSignalException signal = find(failure, ShutdownSignalException.class);
    return signal == null || failure instanceof AlreadyClosedException && signal.isHardError()
        ? null
        : signal.getReason();
  }

  private static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
    }
    return null;
  }
}
