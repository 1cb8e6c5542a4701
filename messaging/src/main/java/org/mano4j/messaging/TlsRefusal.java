package org.mano4j.messaging;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import javax.net.ssl.SSLException;

/**
 * Why a broker has cut an encrypted connection. With TLS 1.3 it looks at the client's certificate
 * when the client takes the handshake for done and writes on; what it says then is lost more often
 * than not, as the network throws it away with the connection. So it is asked once more by somebody
 * who writes nothing and listens. No user or password is sent.
 */
final class TlsRefusal {

  private static final int LISTEN_MILLIS = 1000;

  private TlsRefusal() {}

  /** The broker's refusal if there is one behind this failure to connect; else the failure. */
  static Throwable behind(Throwable failure, AmqpOptions options, TlsOptions tls) {
    if (!isCut(failure)) {
      return failure;
    }
    try (Socket socket = TlsContext.of(tls).getSocketFactory().createSocket()) {
      int connect = (int) Math.min(Integer.MAX_VALUE, options.connectTimeout().toMillis());
      socket.connect(new InetSocketAddress(options.host(), options.effectivePort()), connect);
      socket.setSoTimeout(Math.max(1, Math.min(connect, LISTEN_MILLIS)));
      socket.getInputStream().read();
      return failure;
    } catch (SSLException e) {
      e.addSuppressed(failure);
      return e;
    } catch (IOException | RuntimeException e) {
      return failure; // nothing more to be learnt
    }
  }

  private static boolean isCut(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof EOFException
          || each instanceof SocketException && !(each instanceof ConnectException)) {
        return true;
      }
    }
    return false;
  }
}
