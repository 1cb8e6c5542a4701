package org.mano4j.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A rename breaks the build and not the reader of the README. */
class ReadmeSnippetsTest {

  private final Path root = House.root();
  private final MarkdownSnippets snippets = new MarkdownSnippets(root);

  @Test
  void theJavaInTheReadmeAndTheGuidesIsCompiled() throws IOException {
    List<String> problems =
        markdown().stream()
            .flatMap(
                file ->
                    (Boolean.getBoolean("snippets.update")
                            ? snippets.update(file)
                            : snippets.problems(file))
                        .stream())
            .toList();

    assertThat(problems).isEmpty();
  }

  @Test
  void theReadmeShowsCode() {
    assertThat(snippets.count(root.resolve("README.md"))).isPositive();
  }

  private List<Path> markdown() throws IOException {
    try (Stream<Path> top = Files.list(root);
        Stream<Path> guides = walk(root.resolve("docs"))) {
      return Stream.concat(top, guides)
          .filter(file -> file.getFileName().toString().endsWith(".md"))
          .sorted()
          .toList();
    }
  }

  private static Stream<Path> walk(Path folder) throws IOException {
    return Files.isDirectory(folder) ? Files.walk(folder) : Stream.empty();
  }
}
