package org.mano4j.samples.pop;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.mano4j.testkit.pop.PopCaseResult;
import org.mano4j.testkit.pop.PopCaseResult.Outcome;

/** Results as build servers read them. */
final class JUnitXml {

  private JUnitXml() {}

  static void write(Path file, String suite, List<PopCaseResult> results) throws IOException {
    try (Writer text = Files.newBufferedWriter(file)) {
      XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeCharacters("\n");
      xml.writeStartElement("testsuite");
      xml.writeAttribute("name", suite);
      xml.writeAttribute("tests", String.valueOf(results.size()));
      xml.writeAttribute("failures", count(results, Outcome.FAILED));
      xml.writeAttribute("errors", "0");
      xml.writeAttribute("skipped", count(results, Outcome.SKIPPED));
      xml.writeAttribute(
          "time",
          seconds(results.stream().map(PopCaseResult::time).reduce(Duration.ZERO, Duration::plus)));
      for (PopCaseResult result : results) {
        write(xml, suite, result);
      }
      xml.writeCharacters("\n");
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
      text.write("\n");
    } catch (XMLStreamException e) {
      throw new IOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  private static void write(XMLStreamWriter xml, String suite, PopCaseResult result)
      throws XMLStreamException {
    xml.writeCharacters("\n  ");
    xml.writeStartElement("testcase");
    xml.writeAttribute("classname", suite + "." + result.ofCase().area());
    xml.writeAttribute("name", result.ofCase().toString());
    xml.writeAttribute("time", seconds(result.time()));
    if (result.outcome() != Outcome.OK) {
      xml.writeEmptyElement(result.outcome() == Outcome.FAILED ? "failure" : "skipped");
      xml.writeAttribute("message", printable(result.detail()));
    }
    xml.writeEndElement();
  }

  private static String count(List<PopCaseResult> results, Outcome outcome) {
    return String.valueOf(results.stream().filter(one -> one.outcome() == outcome).count());
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
  }

  /** XML has no way to write most control characters. */
  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\\t\\n\\r]]", "?");
  }
}
