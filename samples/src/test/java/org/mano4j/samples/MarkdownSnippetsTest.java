package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkdownSnippetsTest {

  @TempDir Path root;
  private Path markdown;
  private MarkdownSnippets snippets;

  @BeforeEach
  void writeTheSource() throws IOException {
    Files.writeString(
        root.resolve("Some.java"),
        """
        class Some {
            // snippet:loop
            for (;;) {
              work();
            }
            // end
        }
        """);
    markdown = root.resolve("README.md");
    snippets = new MarkdownSnippets(root);
  }

  @Test
  void acceptsARegionMovedToTheMargin() throws IOException {
    write("<!-- snippet: Some.java#loop -->\n\n```java\nfor (;;) {\n  work();\n}\n```\n\nMore.\n");

    assertThat(snippets.problems(markdown)).isEmpty();
    assertThat(snippets.count(markdown)).isEqualTo(1);
  }

  @Test
  void tellsWhichBlockDiffers() throws IOException {
    write("Text.\n\n<!-- snippet: Some.java#loop -->\n```java\nfor (;;) {}\n```\n");

    assertThat(snippets.problems(markdown))
        .singleElement()
        .asString()
        .startsWith("README.md:4: the code differs from Some.java#loop");
  }

  @Test
  void refusesJavaThatIsCompiledNowhere() throws IOException {
    write("Some words.\n\n```java\nint i;\n```\n");

    assertThat(snippets.problems(markdown))
        .singleElement()
        .asString()
        .startsWith("README.md:3: this Java is compiled nowhere");
  }

  @Test
  void oneMarkerCountsForOneBlock() throws IOException {
    write(
        "<!-- snippet: Some.java#loop -->\n```java\nfor (;;) {\n  work();\n}\n```\n\n"
            + "```java\nfor (;;) {\n  work();\n}\n```\n");

    assertThat(snippets.problems(markdown)).singleElement().asString().startsWith("README.md:8:");
  }

  @Test
  void tellsOfAFileOrARegionThatIsNotThere() throws IOException {
    write(
        "<!-- snippet: Gone.java#loop -->\n```java\n```\n\n"
            + "<!-- snippet: Some.java#gone -->\n```java\n```\n");

    assertThat(snippets.problems(markdown))
        .containsExactly(
            "README.md:2: the snippet's file Gone.java does not exist",
            "README.md:6: Some.java has no region // snippet:gone ... // end");
  }

  @Test
  void updatePutsTheRegionIntoTheBlockAndLeavesTheRestAlone() throws IOException {
    write("Before.\n<!-- snippet: Some.java#loop -->\n```java\nold\n```\n\n```sh\nls\n```\n");

    assertThat(snippets.update(markdown)).isEmpty();
    assertThat(markdown)
        .hasContent(
            "Before.\n<!-- snippet: Some.java#loop -->\n```java\nfor (;;) {\n  work();\n}\n```\n\n"
                + "```sh\nls\n```\n");
  }

  private void write(String text) throws IOException {
    Files.writeString(markdown, text);
  }
}
