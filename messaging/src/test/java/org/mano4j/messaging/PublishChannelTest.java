package org.mano4j.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which messages a broker means. */
class PublishChannelTest {

  private final FakeChannel broker = new FakeChannel();
  private final List<String> told = new ArrayList<>();
  private PublishChannel channel;

  @BeforeEach
  void open() throws Exception {
    channel =
        new PublishChannel(
            broker.channel,
            new PublishChannel.Listener() {
              @Override
              public void done(PublishChannel by, List<Outgoing> messages, boolean accepted) {
                messages.forEach(
                    message ->
                        told.add(
                            name(message)
                                + (message.returned ? " returned" : accepted ? "" : " refused")));
              }

              @Override
              public void broken(
                  PublishChannel by, List<Outgoing> left, ShutdownSignalException cause) {
                left.forEach(message -> told.add(name(message) + " left"));
              }
            });
    channel.share(true);
  }

  private static String name(Outgoing message) {
    return new String(message.message.body());
  }

  private Outgoing send(String body, String key, String id) throws Exception {
    Outgoing message =
        new Outgoing(Address.queue(key), Message.text(body), id, null, failure -> {});
    channel.send(message);
    return message;
  }

  @Test
  void aConfirmationIsForOneOrForAllBefore() throws Exception {
    for (String body : List.of("a", "b", "c", "d", "e")) {
      send(body, "q", null);
    }

    broker.ack(2, false);
    broker.ack(3, true);
    broker.ack(3, true);
    broker.nack(5, true);

    assertThat(told).containsExactly("b", "a", "c", "d refused", "e refused");
    assertThat(channel.size()).isZero();
  }

  @Test
  void ofMessagesWithOneIdTheOneWithTheBodyIsReturned() throws Exception {
    send("a", "q", "id");
    Outgoing second = send("b", "q", "id");
    send("b", "other", "id");

    broker.giveBack(second);
    broker.ack(3, true);

    assertThat(told).containsExactly("a", "b returned", "b");
  }

  /** The first waits for a disk, say; the queue is deleted before the second comes. */
  @Test
  void ofMessagesThatAreAlikeTheOneThatIsConfirmedNextIsReturned() throws Exception {
    send("a", "q", null);
    Outgoing second = send("a", "q", null);

    broker.giveBack(second);
    broker.ack(2, false);
    broker.ack(1, false);

    assertThat(told).containsExactly("a returned", "a");
  }

  @Test
  void eachReturnIsForOneMessage() throws Exception {
    Outgoing first = send("a", "q", null);
    Outgoing second = send("a", "q", null);
    send("a", "q", null);

    broker.giveBack(first);
    broker.giveBack(second);
    broker.ack(2, true);
    broker.ack(3, false);

    assertThat(told).containsExactly("a returned", "a returned", "a");
  }

  @Test
  void whatCameBackTooLateIsNotTakenForTheLastOneThatIsLeft() throws Exception {
    Outgoing late = send("late", "q", null);
    send("b", "q", null);
    channel.forget(late);

    broker.giveBack(late);
    broker.ack(2, true);

    assertThat(told).containsExactly("b");
  }

  @Test
  void itsEndTellsOfWhatIsLeftOnce() throws Exception {
    send("a", "q", null);
    send("b", "q", null);
    broker.ack(1, false);

    broker.end(AMQP.NOT_FOUND);
    broker.tellEnd();
    broker.tellEnd();

    assertThat(told).containsExactly("a", "b left");
  }
}
