package org.mano4j.descriptors;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.CharArrayReader;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mano4j.descriptors.LocatedJson.UnreadableException;

/** Reads and writes {@code Metadata.yaml}. */
final class PackageYaml {

  /** Metadata has dozens of lines. What is larger is refused before it costs anything. */
  static final int MOST_BYTES = 256 * 1024;

  private static final int MOST_LEVELS = 20;

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MOST_LEVELS).build())
                  .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                  .disable(YAMLGenerator.Feature.SPLIT_LINES)
                  .build())
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .build();

  private PackageYaml() {}

  /** The values of a document with their places. */
  static LocatedJson.Document locate(byte[] yaml) throws UnreadableException {
    try (JsonParser in = parser(yaml)) {
      return LocatedJson.read(in);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Reads the description of a package, liberally: a single value may stand for a list, and a
   * number for a text.
   */
  static PackageMetadata read(byte[] yaml) throws UnreadableException {
    locate(yaml); // what is there twice, or after the end, would be dropped silently
    return readLocated(yaml);
  }

  /** Reads the description of a package that {@link #locate} has read already. */
  static PackageMetadata readLocated(byte[] yaml) throws UnreadableException {
    try (JsonParser in = parser(yaml)) {
      return MAPPER.readValue(in, PackageMetadata.class);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  static byte[] write(PackageMetadata metadata) {
    try {
      return MAPPER.writeValueAsBytes(metadata);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("cannot write the metadata of a VNF package", e);
    }
  }

  private static JsonParser parser(byte[] yaml) throws UnreadableException, IOException {
    if (yaml.length > MOST_BYTES) {
      throw new UnreadableException("it has more than " + MOST_BYTES + " bytes", 1, 1);
    }
    char[] text = LocatedJson.decode(yaml);
    refuseControlCharacters(text);
    return new Guard(MAPPER.getFactory().createParser(new CharArrayReader(text)));
  }

  /** YAML has none; found here, so that the message tells the place. */
  private static void refuseControlCharacters(char[] text) throws UnreadableException {
    int line = 1;
    int column = 1;
    for (char c : text) {
      if (c == '\n') {
        line++;
        column = 1;
        continue;
      }
      if (Character.isISOControl(c) && c != '\t' && c != '\r' && c != '\u0085') {
        throw new UnreadableException("there is a control character", line, column);
      }
      column++;
    }
  }

  private static UnreadableException unreadable(IOException e) {
    JsonLocation at =
        e instanceof JsonProcessingException json && json.getLocation() != null
            ? json.getLocation()
            : JsonLocation.NA;
    return new UnreadableException(
        why(e), Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }

  /** Without the content of the document, which may be secret. */
  private static String why(IOException e) {
    if (e instanceof MismatchedInputException mismatch) {
      String path =
          mismatch.getPath().stream()
              .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
              .collect(Collectors.joining("/", "/", ""));
      return "the value at '" + path + "' has not the type that belongs there";
    }
    return e instanceof JsonProcessingException json
        ? json.getOriginalMessage()
        : String.valueOf(e.getMessage());
  }

  /**
   * Refuses what Jackson would read as something else (an alias as the text of its name), and turns
   * what the parser of YAML says, which quotes the document over several lines, into one line.
   */
  private static final class Guard extends JsonParserDelegate {

    private static final Pattern PLACE =
        Pattern.compile("^ in [^,]*, line (\\d{1,7}), column (\\d{1,7}):$", Pattern.MULTILINE);

    Guard(JsonParser parser) {
      super(parser);
    }

    @Override
    public JsonToken nextToken() throws IOException {
      JsonToken token;
      try {
        token = delegate.nextToken();
      } catch (JsonProcessingException e) {
        throw new JsonParseException(this, oneLine(e.getOriginalMessage()), place(e));
      } catch (RuntimeException e) {
        throw new JsonParseException(this, "it is not YAML", delegate.currentLocation());
      }
      if (delegate instanceof YAMLParser yaml && yaml.isCurrentAlias()) {
        throw new JsonParseException(
            this, "an alias is not read here: write the value", delegate.currentTokenLocation());
      }
      return token;
    }

    /** Jackson's place is that of the value before; the last one in the message is exact. */
    private JsonLocation place(JsonProcessingException e) {
      JsonLocation place = e.getLocation() == null ? delegate.currentLocation() : e.getLocation();
      Matcher said = PLACE.matcher(e.getOriginalMessage());
      while (said.find()) {
        place =
            new JsonLocation(
                place.contentReference(),
                -1,
                Integer.parseInt(said.group(1)),
                Integer.parseInt(said.group(2)));
      }
      return place;
    }

    /** Lines that quote are indented. */
    private static String oneLine(String message) {
      return message
          .lines()
          .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
          .map(String::strip)
          .collect(Collectors.joining(", "));
    }
  }
}
