package org.mano4j.benchmarks.harness;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.mano4j.messaging.BusCredentials;
import org.mano4j.testkit.broker.RabbitMq;

/**
 * Where the things are that mano4j talks to.
 *
 * @param amqp RabbitMQ, with user and password, such as {@code amqp://guest:guest@localhost:5672};
 *     each measurement makes a virtual host of its own there
 * @param management RabbitMQ's HTTP API, for the same user
 * @param docker socket of a Docker Engine, such as {@code unix:///var/run/docker.sock}
 */
public record Services(URI amqp, URI management, URI docker) {

  /**
   * The broker.
   *
   * @throws Unavailable if none answers there
   */
  public RabbitMq rabbitMq() {
    String[] user = (amqp.getUserInfo() == null ? "guest:guest" : amqp.getUserInfo()).split(":", 2);
    RabbitMq broker =
        new RabbitMq(
            amqp.getHost(),
            amqp.getPort() < 0 ? 5672 : amqp.getPort(),
            management,
            new BusCredentials(user[0], user.length > 1 ? user[1] : ""));
    if (!broker.answers()) {
      throw new Unavailable(
          "no RabbitMQ with management plugin at %s:%d and %s; install rabbitmq-server, or say where one is with --amqp and --management"
              .formatted(amqp.getHost(), amqp.getPort(), management));
    }
    return broker;
  }

  /**
   * The engine's socket.
   *
   * @throws Unavailable if none answers there
   */
  public URI engine() {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(Path.of(docker.getPath())));
      return docker;
    } catch (IOException e) {
      throw new Unavailable(
          "no Docker Engine at %s (%s); install docker.io, or say where one is with --docker"
              .formatted(docker, e.getMessage()));
    }
  }
}
