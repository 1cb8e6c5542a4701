package org.mano4j.descriptors;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * No rule takes more than about linear time. The limit is far above what a slow machine needs, and
 * far below what ten thousand times ten thousand take.
 */
class LargeDescriptorsTest {

  private static final int MANY = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "vnfds, 0",
    "vnfds without links, 1000",
    "vnfds with a link each, 0",
    "broken vnfds, 1000",
    "dependencies in a chain, 0",
    "dependencies in a circle, 1",
    "dependencies on nobody, 1000",
    "links with overlapping ranges, 1000",
    "links of the same name, 1000",
    "addresses, 0",
    "vdus, 0",
    "components, 0",
    "constituents, 0",
    "flavours, 0",
    "scripts, 0",
    "unknown properties, 1",
    "values of a wrong type, 1000"
  })
  void isValidatedInReasonableTime(String of, int findings) {
    byte[] json = document(of).getBytes(StandardCharsets.UTF_8);

    List<Finding> found =
        Assertions.assertTimeoutPreemptively(
            PATIENCE, () -> DescriptorValidator.validateNsd("f", json).findings());

    assertThat(found).hasSize(findings);
    assertThat(found).isSortedAccordingTo((a, b) -> a.line() - b.line());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({"vdus", "flavours", "vnfds"})
  void alsoOnASite(String of) {
    byte[] json = document(of).getBytes(StandardCharsets.UTF_8);

    List<Finding> found =
        Assertions.assertTimeoutPreemptively(
            PATIENCE, () -> DescriptorValidator.forVims(Vims.all()).nsd("f", json).findings());

    assertThat(found).hasSize(of.equals("flavours") ? 1 : 1000);
  }

  private static String document(String of) {
    String link = "{\"name\":\"l\",\"cidr\":\"10.0.0.0/8\"}";
    String vnf = vnfd("v", point(""), "");
    return switch (of) {
      case "vnfds" -> nsd(link, many(i -> vnfd("v" + i, point(""), "")), "");
      case "vnfds without links" -> nsd("", many(i -> vnfd("v" + i, point(""), "")), "");
      case "vnfds with a link each" ->
          nsd(
              link + "," + many(i -> "{\"name\":\"l" + i + "\"}"),
              many(
                  i ->
                      vnfd(
                          "v" + i,
                          point("") + "," + point("").replace("\"l\"", "\"l" + i + "\""),
                          "")),
              "");
      case "broken vnfds" -> nsd(link, many(i -> "{\"name\":\"" + i + "\"}"), "");
      case "dependencies in a chain" -> dependencies(MANY - 1);
      case "dependencies in a circle" -> dependencies(MANY);
      case "dependencies on nobody" ->
          nsd(
              link,
              many(i -> vnfd("v" + i, point(""), "")),
              many(i -> dependency("w" + i, "v" + i)));
      case "links with overlapping ranges" ->
          nsd(
              many(i -> "{\"name\":\"l" + i + "\",\"cidr\":\"10.0.0.0/8\"}"),
              vnfd("v", many(i -> point("").replace("\"l\"", "\"l" + i + "\"")), ""),
              "");
      case "links of the same name" -> nsd(many(i -> link), vnf, "");
      case "addresses" ->
          nsd(
              link,
              many(
                  i ->
                      vnfd(
                          "v" + i,
                          point(",\"fixedIp\":\"10.0." + i / 250 + "." + (i % 250 + 1) + "\""),
                          "")),
              "");
      case "vdus" ->
          nsd(
              link,
              vnfd("v", point(""), "").replace("}]}]}]", "}]}]}," + many(i -> vdu("u" + i)) + "]"),
              "");
      case "components" ->
          nsd(
              link,
              vnfd("v", "", "")
                  .replace(
                      "{\"connection_point\":[]}",
                      many(
                          i ->
                              "{\"connection_point\":["
                                  + point(
                                      ",\"fixedIp\":\"10.0." + i / 250 + "." + (i % 250 + 1) + "\"")
                                  + "]}")),
              "");
      case "constituents" ->
          document("flavours")
              .replaceFirst(
                  "\\{",
                  "{\"service_deployment_flavour\":[{\"flavour_key\":\"s\",\"constituent_vnf\":["
                      + many(
                          i ->
                              "{\"vnf_reference\":\"v\",\"vnf_flavour_id_reference\":\"f"
                                  + i
                                  + "\"}")
                      + "]}],");
      case "flavours" ->
          nsd(
              link,
              vnfd(
                  "v",
                  point(""),
                  ",\"deployment_flavour\":["
                      + many(i -> "{\"flavour_key\":\"f" + i + "\"}")
                      + "]"),
              "");
      case "scripts" ->
          nsd(
              link,
              vnfd(
                  "v",
                  point(""),
                  ",\"vnfPackageLocation\":\"x\",\"lifecycle_event\":[{\"event\":\"START\",\"lifecycle_events\":["
                      + many(i -> "\"s" + i + "\"")
                      + "]}]"),
              "");
      case "unknown properties" ->
          nsd(
              link,
              vnfd("v", point(""), ",\"provide\":[]," + many(i -> "\"property" + i + "\":1")),
              "");
      case "values of a wrong type" -> nsd(link, many(i -> "7") + "," + vnf, "");
      default -> throw new IllegalArgumentException(of);
    };
  }

  private static String dependencies(int count) {
    return nsd(
        "{\"name\":\"l\"}",
        many(i -> vnfd("v" + i, point(""), "")),
        IntStream.range(0, count)
            .mapToObj(i -> dependency("v" + i, "v" + (i + 1) % MANY))
            .collect(Collectors.joining(",")));
  }

  private static String many(IntFunction<String> each) {
    return IntStream.range(0, MANY).mapToObj(each).collect(Collectors.joining(",\n"));
  }

  private static String nsd(String links, String vnfds, String dependencies) {
    return """
        {"name":"s","vendor":"v","version":"1","vld":[%s],"vnfd":[%s],"vnf_dependency":[%s]}"""
        .formatted(links, vnfds, dependencies);
  }

  private static String vnfd(String name, String points, String rest) {
    return """
        {"name":"%s","vendor":"v","version":"1","type":"%s","endpoint":"e",
         "vdu":[{"vm_image":["i"],"vnfc":[{"connection_point":[%s]}]}]%s}"""
        .formatted(name, name, points, rest);
  }

  private static String vdu(String name) {
    return """
        {"name":"%s","vm_image":["i"],"vnfc":[{"connection_point":[%s]}]}"""
        .formatted(name, point(""));
  }

  private static String point(String rest) {
    return "{\"virtual_link_reference\":\"l\"" + rest + "}";
  }

  private static String dependency(String source, String target) {
    return "{\"source\":\"%s\",\"target\":\"%s\",\"parameters\":[\"l\"]}".formatted(source, target);
  }
}
