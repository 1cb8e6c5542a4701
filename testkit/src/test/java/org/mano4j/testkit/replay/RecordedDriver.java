package org.mano4j.testkit.replay;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.mano4j.catalogue.CatalogueJson;
import org.mano4j.catalogue.vim.Server;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.catalogue.vim.VimNetwork;
import org.mano4j.plugin.LaunchRequest;
import org.mano4j.plugin.VimDriver;
import org.mano4j.plugin.VimDriverException;

/** Returns and throws what the recorded driver has, as values of the catalogue. */
final class RecordedDriver implements VimDriver {

  private final Recording recording;
  private final List<RecordedMessage> calls;
  private final ReentrantLock lock = new ReentrantLock();

  RecordedDriver(Recording recording) {
    this.recording = recording;
    this.calls =
        new ArrayList<>(
            recording
                .with("driver")
                .filter(m -> m.from().equals(Recording.NFVO) && !m.isAnswer())
                .toList());
  }

  @Override
  public VimInstance refresh(VimInstance vim) {
    return CatalogueJson.read(answer("refresh", call -> true), VimInstance.class);
  }

  @Override
  public VimNetwork createNetwork(VimInstance vim, VimNetwork network) {
    return CatalogueJson.read(answer("createNetwork", call -> true), VimNetwork.class);
  }

  @Override
  public Server launchInstanceAndWait(VimInstance vim, LaunchRequest request) {
    return CatalogueJson.read(
        answer(
            "launchInstanceAndWait",
            call -> call.path("parameters").path(1).asText().equals(request.name())),
        Server.class);
  }

  @Override
  public Server rebuildServer(VimInstance vim, String serverExtId, String image) {
    return CatalogueJson.read(answer("rebuildServer", call -> true), Server.class);
  }

  @Override
  public List<Server> listServer(VimInstance vim) {
    List<Server> servers = new ArrayList<>();
    answer("listServer", call -> true)
        .forEach(server -> servers.add(CatalogueJson.read(server, Server.class)));
    return servers;
  }

  @Override
  public void deleteServerByIdAndWait(VimInstance vim, String serverExtId) {
    answer("deleteServerByIdAndWait", call -> true);
  }

  /** What was answered to the first call of the method that is like this one and not used yet. */
  private JsonNode answer(String method, Predicate<JsonNode> like) {
    lock.lock();
    try {
      RecordedMessage call =
          calls.stream()
              .filter(c -> c.what().equals(method) && like.test(c.body()))
              .findFirst()
              .orElseThrow(() -> new VimDriverException("no such call of " + method));
      calls.remove(call);
      JsonNode body = recording.answerTo(call).orElseThrow().body();
      if (body.has("exception")) {
        throw new VimDriverException(body.at("/exception/detailMessage").asText());
      }
      return body.path("answer");
    } finally {
      lock.unlock();
    }
  }
}
