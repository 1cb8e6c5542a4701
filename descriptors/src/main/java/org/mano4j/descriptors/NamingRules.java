package org.mano4j.descriptors;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What can be wrong with names, wherever they stand. */
final class NamingRules {

  /** A host name has at most 63 characters, of which a dash and seven digits are appended. */
  private static final int LONGEST_VNF = 55;

  private static final int LONGEST_NETWORK = 255;

  private static final Pattern USABLE = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

  static final List<Rule<VnfdView>> OF_VNFD =
      List.of(
          blank((vnfd, out) -> inVnfd(vnfd).forEach(list -> list.blank(out))),
          twice((vnfd, out) -> inVnfd(vnfd).forEach(list -> list.twice(out))),
          unusable(
              (vnfd, out) ->
                  unusable(
                      vnfd.json(), LONGEST_VNF, "part of the host name of its instances", out)));

  static final List<Rule<NsdView>> OF_NSD =
      List.of(
          blank((nsd, out) -> inNsd(nsd).forEach(list -> list.blank(out))),
          twice((nsd, out) -> inNsd(nsd).forEach(list -> list.twice(out))));

  static final List<Rule<LinkView>> OF_LINK =
      List.of(
          unusable(
              (link, out) ->
                  unusable(link.json(), LONGEST_NETWORK, "the name of a network of the VIM", out)));

  private NamingRules() {}

  private static <T> Rule<T> blank(BiConsumer<T, Rule.Complaints> check) {
    return Rule.error("blank-name", "No name in a list of names is blank.", check);
  }

  private static <T> Rule<T> twice(BiConsumer<T, Rule.Complaints> check) {
    return Rule.warning("repeated-name", "No name is twice in a list of names.", check);
  }

  private static <T> Rule<T> unusable(BiConsumer<T, Rule.Complaints> check) {
    return Rule.warning(
        "unusable-name",
        "VNFDs and links have names that can be those of hosts and networks of a Pop.",
        check);
  }

  /**
   * A list of names.
   *
   * @param what one of its names is, for messages
   */
  private record NameList(List<Located> names, String what) {

    void blank(Rule.Complaints out) {
      for (Located name : names) {
        if (name.text().isEmpty()) {
          out.add(name, "the name of " + what + " is blank", "fill it in, or remove it");
        }
      }
    }

    void twice(Rule.Complaints out) {
      Map<String, Located> first = new HashMap<>();
      for (Located name : names) {
        Located earlier = name.text().map(text -> first.putIfAbsent(text, name)).orElse(null);
        if (earlier != null) {
          out.add(
              name,
              what
                  + " "
                  + name.quoted()
                  + " is in this list twice, first in line "
                  + earlier.line(),
              "remove one");
        }
      }
    }
  }

  private static Stream<NameList> inVnfd(VnfdView vnfd) {
    Stream<NameList> own =
        Stream.of(new NameList(vnfd.json().list("provides"), "a parameter that is provided"));
    Stream<NameList> wanted =
        vnfd.json().get("requires").stream()
            .flatMap(requires -> requires.fields().values().stream())
            .map(source -> new NameList(source.list("parameters"), "a parameter"));
    Stream<NameList> ofVdus =
        vnfd.vdus().stream()
            .flatMap(
                vdu ->
                    Stream.of(
                        new NameList(vdu.list("vm_image"), "an image"),
                        new NameList(vdu.list("vimInstanceName"), "a VIM instance")));
    return Stream.of(own, wanted, ofVdus).flatMap(lists -> lists);
  }

  private static Stream<NameList> inNsd(NsdView nsd) {
    return nsd.json().list("vnf_dependency").stream()
        .map(dependency -> new NameList(dependency.list("parameters"), "a parameter"));
  }

  private static void unusable(Located named, int longest, String use, Rule.Complaints out) {
    String name = named.text("name").orElse("");
    if (name.isEmpty()) {
      return;
    }
    if (!USABLE.matcher(name).matches()) {
      out.add(
          named.near("name"),
          "the name " + Names.quoted(name) + " is to be " + use + ", which not every VIM accepts",
          "use letters, digits, '_', '.' and '-', and begin with a letter or digit");
    } else if (name.length() > longest) {
      out.add(
          named.near("name"),
          "the name is to be " + use + ", but has " + name.length() + " characters",
          "use at most " + longest);
    }
  }
}
