package org.mano4j.samples.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The processes of a site. Used by one thread. */
final class SiteProcesses {

  private final SiteFolder folder;
  private final List<SiteProcess> all = new ArrayList<>();

  SiteProcesses(SiteFolder folder) {
    this.folder = folder;
  }

  /** One more, not started; whoever asks for it closes it. */
  SiteProcess add(String word, List<String> arguments, Map<String, String> environment) {
    SiteProcess process = new SiteProcess(folder, word, arguments, environment);
    all.add(process);
    return process;
  }

  /**
   * The end of what each has logged, a text for each that has logged something.
   *
   * @param told what people have heard already; no process repeats it that says nothing else
   */
  List<String> lastLines(String told) {
    List<String> texts = new ArrayList<>();
    for (SiteProcess process : all) {
      List<String> lines = process.lastLines();
      if (lines.size() > 1 || !lines.isEmpty() && !told.endsWith(process.lastWords())) {
        texts.add(process.name() + " says:\n  " + String.join("\n  ", lines));
      }
    }
    return texts;
  }
}
