package org.mano4j.vnfm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HandlerCallTest {

  @Test
  void doesNotBeginWhenItIsCancelledBefore() {
    HandlerCall<String> call = new HandlerCall<>(() -> "done");
    call.cancel(new VnfmException("too late"));
    call.run();

    assertThatThrownBy(() -> call.result().join()).hasMessageContaining("too late");
  }

  @Test
  void leavesNoInterruptToTheThread() {
    AtomicReference<HandlerCall<Boolean>> self = new AtomicReference<>();
    self.set(
        new HandlerCall<>(
            () -> {
              self.get().cancel(new VnfmException("enough"));
              return Thread.currentThread().isInterrupted();
            }));

    self.get().run();

    assertThat(self.get().result().join()).isTrue();
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void doesNotInterruptAThreadThatIsDoneWithIt() {
    HandlerCall<String> call = new HandlerCall<>(() -> "done");
    call.run();
    call.cancel(new VnfmException("too late"));

    assertThat(Thread.interrupted()).isFalse();
    assertThat(call.result().join()).isEqualTo("done");
  }
}
