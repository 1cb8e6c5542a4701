package org.mano4j.samples.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mano4j.samples.timeline.Timeline;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ReportPageTest {

  private static final String HOSTILE = "<script>alert('\"&\u0000\u001b[31m\ud800')</script>";

  static List<Report> runs() {
    return List.of(
        Runs.of("single", List.of("web"), 1, List.of("private")),
        Runs.of("pair", List.of("sipp-client", "sipp-server"), 3, List.of("private")),
        Runs.of(
            "large",
            List.of("gateway", "core", "billing", "media"),
            5,
            List.of("control", "user-plane", "management")),
        Runs.of(
            "long-names",
            List.of("a-name-of-a-network-function-that-is-much-longer-than-any-box", "b"),
            2,
            List.of("a-link-with-a-name-that-goes-on-and-on", "l2")));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void namesEveryServerInTheTableTheDrawingAndTheTimeline(Report run) throws Exception {
    Document page = parsed(run);

    assertThat(run.servers()).isNotEmpty();
    for (Report.Server server : run.servers()) {
      assertThat(texts(page, "th")).contains(server.name());
      assertThat(texts(page, "title"))
          .contains(
              server.name() + ", RUNNING, image " + server.image(), // drawn
              server.name());
      server
          .addresses()
          .forEach(
              (link, addresses) ->
                  assertThat(texts(page, "title")).contains(addresses.get(0) + " on link " + link));
    }
    assertThat(texts(page, "title")).anyMatch(text -> text.startsWith("engine start: 210.0 ms"));
  }

  /** What is drawn lies within the drawing, and no box over another. */
  @ParameterizedTest
  @MethodSource("runs")
  void nothingIsDrawnOutsideOrOverSomethingElse(Report run) throws Exception {
    for (Element svg : elements(parsed(run), "svg")) {
      double width = number(svg, "width");
      double height = number(svg, "height");
      List<double[]> boxes = new ArrayList<>();
      for (Element rect : elements(svg, "rect")) {
        double x = number(rect, "x");
        double y = number(rect, "y");
        double right = x + number(rect, "width");
        double bottom = y + number(rect, "height");
        assertThat(x).isNotNegative();
        assertThat(right).isLessThanOrEqualTo(width);
        assertThat(bottom).isLessThanOrEqualTo(height);
        if (rect.getAttribute("class").equals("vnf-box")) {
          assertThat(boxes).noneMatch(b -> x < b[2] && b[0] < right && y < b[3] && b[1] < bottom);
          boxes.add(new double[] {x, y, right, bottom});
        }
      }
      for (Element text : elements(svg, "text")) {
        double length = 7.3 * text.getTextContent().length();
        double at = number(text, "x");
        double left =
            switch (text.getAttribute("text-anchor")) {
              case "end" -> at - length;
              case "middle" -> at - length / 2;
              default -> at;
            };
        assertThat(left).as(text.getTextContent()).isGreaterThanOrEqualTo(-1);
        assertThat(left + length).as(text.getTextContent()).isLessThanOrEqualTo(width + 1);
      }
    }
  }

  @Test
  void textsOfOthersStayTexts() throws Exception {
    Report run =
        new Report(
            HOSTILE,
            Instant.EPOCH,
            HOSTILE,
            List.of(HOSTILE),
            List.of(new Report.Step(HOSTILE, 1, HOSTILE)),
            HOSTILE,
            new Topology(
                List.of(new Topology.Link(HOSTILE, HOSTILE)),
                List.of(
                    new Topology.Vnf(
                        HOSTILE,
                        List.of(
                            new Topology.Vnfc(
                                HOSTILE,
                                HOSTILE,
                                HOSTILE,
                                List.of(new Topology.Port(HOSTILE, HOSTILE))))))),
            new Timeline(
                List.of(
                    new Timeline.Step(
                        HOSTILE,
                        1,
                        List.of(
                            new Timeline.Vnfr(
                                HOSTILE,
                                List.of(),
                                List.of(new Timeline.Vnfc(HOSTILE, List.of()))))))),
            List.of(
                new Report.Server(
                    HOSTILE,
                    HOSTILE,
                    HOSTILE,
                    Map.of(HOSTILE, List.of(HOSTILE)),
                    Map.of(HOSTILE, HOSTILE))),
            List.of(new Report.Calls(HOSTILE, 1, 1, 1)));

    Document page = parsed(run);

    assertThat(elements(page, "script")).isEmpty();
    assertThat(texts(page, "h1").get(0)).contains("<script>alert('\"&\ufffd\ufffd[31m\ufffd')");
  }

  @Test
  void nothingIsLoadedFromAnywhereAndNothingIsExecuted() {
    String page = ReportPage.of(runs().get(1));

    assertThat(page.replace("http://www.w3.org/", ""))
        .doesNotContain("http:", "https:", "url(", "@import", "<script", "<link", "<img", " src=");
  }

  @Test
  void aRunThatFailedBeforeAnythingRanHasAPageToo() throws Exception {
    Report run =
        new Report(
            "sipp",
            Instant.EPOCH,
            "here",
            List.of("launch failed: there is no room"),
            List.of(),
            "nothing",
            Topology.NONE,
            Timeline.NONE,
            List.of(),
            List.of());
    Document page = parsed(run);

    assertThat(texts(page, "title")).containsExactly("sipp: failed");
    assertThat(texts(page, "p")).contains("launch failed: there is no room");
    assertThat(elements(page, "h2")).isEmpty();
  }

  /** For who wants to look at them: -Dmano4j.pages=FOLDER keeps the pages there. */
  private static Document parsed(Report run) throws Exception {
    String page = ReportPage.of(run);
    keep(run, page);
    DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return parser.parse(new InputSource(new StringReader(page)));
  }

  private static void keep(Report run, String page) throws IOException {
    String folder = System.getProperty("mano4j.pages");
    if (folder != null && run.service().matches("[a-z-]+")) {
      Files.writeString(Path.of(folder, run.service() + ".html"), page);
    }
  }

  private static List<Element> elements(Object in, String tag) {
    NodeList found =
        in instanceof Document document
            ? document.getElementsByTagName(tag)
            : ((Element) in).getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private static List<String> texts(Document page, String tag) {
    return elements(page, tag).stream().map(Element::getTextContent).toList();
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }
}
