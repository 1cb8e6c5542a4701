package org.mano4j.samples;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** What the pom.xml files of this build say, as written. */
final class Poms {

  private Poms() {}

  /** The folders the root pom lists. */
  static List<String> modules(Path root) {
    return children(child(read(root), "modules")).stream().map(Element::getTextContent).toList();
  }

  /** Artifact ids of the modules that make a jar. */
  static List<String> jarModules(Path root) {
    return modules(root).stream()
        .map(module -> read(root.resolve(module)))
        .filter(pom -> text(pom, "packaging").isEmpty())
        .map(pom -> text(pom, "artifactId"))
        .toList();
  }

  /**
   * Artifact ids of the modules of ours that a module declares, in any scope; without those that
   * only have to be built before it.
   */
  static List<String> ownDependencies(Path module) {
    List<String> found = new ArrayList<>();
    for (Element dependency : children(child(read(module), "dependencies"))) {
      if (text(dependency, "groupId").equals("org.mano4j")
          && !text(dependency, "type").equals("pom")) {
        found.add(text(dependency, "artifactId"));
      }
    }
    return found;
  }

  /** Versions that a pom manages, by artifact id; what begins with $ is a property of it. */
  static Map<String, String> managed(Path folder) {
    Element pom = read(folder);
    Element management = child(pom, "dependencyManagement");
    return children(child(management, "dependencies")).stream()
        .collect(
            Collectors.toMap(
                dependency -> text(dependency, "artifactId"),
                dependency -> resolved(child(pom, "properties"), text(dependency, "version"))));
  }

  private static String resolved(Element properties, String version) {
    String name = version.replaceFirst("^\\$\\{(.*)}$", "$1");
    String value = text(properties, name);
    return value.isEmpty() ? version : value;
  }

  /** Artifact ids of optional dependencies that a module declares. */
  static List<String> optional(Path module) {
    return children(child(read(module), "dependencies")).stream()
        .filter(dependency -> text(dependency, "optional").equals("true"))
        .map(dependency -> text(dependency, "artifactId"))
        .toList();
  }

  private static Element read(Path folder) {
    Path file = folder.resolve("pom.xml");
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      return factory.newDocumentBuilder().parse(file.toFile()).getDocumentElement();
    } catch (IOException | SAXException | ParserConfigurationException e) {
      throw new IllegalStateException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static List<Element> children(Element parent) {
    List<Element> found = new ArrayList<>();
    if (parent != null) {
      NodeList nodes = parent.getChildNodes();
      for (int i = 0; i < nodes.getLength(); i++) {
        if (nodes.item(i).getNodeType() == Node.ELEMENT_NODE) {
          found.add((Element) nodes.item(i));
        }
      }
    }
    return found;
  }

  private static Element child(Element parent, String name) {
    return children(parent).stream()
        .filter(element -> element.getTagName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static String text(Element parent, String name) {
    Element element = child(parent, name);
    return element == null ? "" : element.getTextContent().trim();
  }
}
