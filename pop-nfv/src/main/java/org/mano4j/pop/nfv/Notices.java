package org.mano4j.pop.nfv;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.mano4j.catalogue.vim.VimInstance;
import org.mano4j.plugin.LaunchRequest;
import org.slf4j.Logger;

/**
 * Says what a launch asks for and a Pop does not have: once for each VIM instance, since it would
 * be the same at every launch. Thread-safe.
 */
final class Notices {

  /** Beyond it, things are said again. */
  private static final int REMEMBERED = 1000;

  private final Logger log;
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  Notices(Logger log) {
    this.log = log;
  }

  /** What a launch asks for in vain. Floating addresses are missed the most. */
  void of(VimInstance vim, LaunchRequest request) {
    String where = VimText.of(vim);
    if (!request.floatingIps().isEmpty() && isNews(vim, "floatingIps")) {
      log.warn(
          "{}: a Pop has no floating addresses; '{}' and others are launched without",
          where,
          request.name());
    }
    if (!request.securityGroups().isEmpty() && isNews(vim, "securityGroups")) {
      log.info(
          "{}: a Pop has no security groups; {} mean nothing", where, request.securityGroups());
    }
    if (!request.keyPair().isEmpty() && isNews(vim, "keyPair")) {
      log.info("{}: a Pop has no key pairs; '{}' means nothing", where, request.keyPair());
    }
    if (!request.keys().isEmpty() && isNews(vim, "keys")) {
      log.info("{}: a Pop lets nobody log in to containers; keys mean nothing", where);
    }
  }

  /** Something about a network that a Pop does not do. */
  void ofNetwork(VimInstance vim, String topic, String text) {
    if (isNews(vim, topic)) {
      log.warn("{}: {}", VimText.of(vim), text);
    }
  }

  private boolean isNews(VimInstance vim, String topic) {
    boolean news = said.add(topic + " " + VimText.of(vim));
    if (news && said.size() > REMEMBERED) {
      said.clear();
    }
    return news;
  }

  /** How much of what was said is remembered. */
  int remembered() {
    return said.size();
  }
}
