package org.mano4j.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openbaton.catalogue.nfvo.viminstances.BaseVimInstance;
import org.openbaton.catalogue.nfvo.viminstances.GenericVimInstance;
import org.openbaton.exceptions.NotFoundException;
import org.openbaton.plugin.utils.PluginCaller;

/**
 * Calls refresh of a VIM driver with the published caller, again and again. Each line of standard
 * input says how many threads are to call for how many milliseconds; it is answered with a line:
 * the nanoseconds that all took, and those of each call. Arguments as those of {@link
 * PublishedCaller}.
 */
public final class PublishedLoad {

  private final PluginCaller caller;
  private final GenericVimInstance vim = new GenericVimInstance();

  private PublishedLoad(PluginCaller caller) {
    this.caller = caller;
    vim.setName("vim1");
    vim.setType("bench");
    vim.setAuthUrl("http://127.0.0.1:60000");
    vim.setActive(true);
  }

  /** Runs until standard input ends. */
  public static void main(String[] args)
      throws IOException, NotFoundException, InterruptedException, ExecutionException {
    PublishedLoad load = new PublishedLoad(PublishedCaller.caller(args));
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] words = line.split(" ");
      System.out.println(load.run(Integer.parseInt(words[0]), Long.parseLong(words[1])));
    }
    Runtime.getRuntime().halt(0);
  }

  private String run(int threads, long millis) throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    long began = System.nanoTime();
    List<Future<List<Long>>> parts = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      parts.add(pool.submit(() -> call(began + TimeUnit.MILLISECONDS.toNanos(millis))));
    }
    List<Long> times = new ArrayList<>();
    for (Future<List<Long>> part : parts) {
      times.addAll(part.get());
    }
    long took = System.nanoTime() - began;
    pool.shutdown();
    return took + " " + times.stream().map(String::valueOf).collect(Collectors.joining(" "));
  }

  private List<Long> call(long end) throws Exception {
    List<Long> times = new ArrayList<>();
    Collection<Serializable> parameters = Collections.singletonList(vim);
    for (long now = System.nanoTime(); now < end; ) {
      caller.executeRPC("refresh", parameters, BaseVimInstance.class);
      long after = System.nanoTime();
      times.add(after - now);
      now = after;
    }
    return times;
  }
}
