package org.mano4j.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The kinds of values. Errors quote numbers, lengths of time and paths, and no other text. */
final class Kinds {

  private Kinds() {}

  @FunctionalInterface
  private interface Reader<A, T> {
    T read(A value) throws Mistake;
  }

  private record Simple<T>(Reader<Object, T> file, Reader<String, T> variable, T standIn)
      implements Kind<T> {
    @Override
    public T ofFile(Object value) throws Mistake {
      return file.read(value);
    }

    @Override
    public T ofVariable(String value) throws Mistake {
      return variable.read(value);
    }
  }

  static Kind<String> text() {
    return new Simple<>(value -> as(String.class, "text", value), value -> value, "");
  }

  static Kind<Boolean> flag() {
    return new Simple<>(
        value -> as(Boolean.class, "true or false", value),
        value ->
            switch (value.trim().toLowerCase(Locale.ROOT)) {
              case "true" -> true;
              case "false" -> false;
              default -> throw new Mistake("must be true or false");
            },
        false);
  }

  static Kind<Integer> integer(int min, int max) {
    Reader<Long, Integer> inRange =
        number -> {
          if (number < min || number > max) {
            throw new Mistake("must be from " + min + " to " + max + ", not " + number);
          }
          return number.intValue();
        };
    return new Simple<>(
        value -> inRange.read(as(Long.class, "a whole number", value)),
        value -> {
          try {
            return inRange.read(Long.parseLong(value.trim()));
          } catch (NumberFormatException e) {
            throw new Mistake("must be a whole number from " + min + " to " + max);
          }
        },
        min);
  }

  static Kind<Duration> duration(Duration min, Duration max, ChronoUnit bare) {
    Reader<String, Duration> reader =
        text -> {
          Duration duration = Durations.parse(text, bare);
          if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
            throw new Mistake(
                "must be from "
                    + Durations.text(min)
                    + " to "
                    + Durations.text(max)
                    + ", not "
                    + Durations.text(duration));
          }
          return duration;
        };
    return new Simple<>(
        value -> {
          if (value instanceof Long || value instanceof String) {
            return reader.read(value.toString());
          }
          throw new Mistake(Durations.form(bare) + ", and is " + Entry.typeOf(value));
        },
        reader,
        min);
  }

  static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
    List<String> names = Arrays.stream(type.getEnumConstants()).map(Kinds::nameOf).toList();
    Reader<String, E> reader =
        value -> {
          int index = names.indexOf(value.trim().toLowerCase(Locale.ROOT));
          if (index < 0) {
            throw new Mistake(
                "must be one of " + String.join(", ", names) + Suggestion.of(value, names));
          }
          return type.getEnumConstants()[index];
        };
    return new Simple<>(
        value -> reader.read(as(String.class, "one of " + String.join(", ", names), value)),
        reader,
        type.getEnumConstants()[0]);
  }

  private static String nameOf(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Kind<URI> uri(List<String> schemes) {
    String what = "an address that begins with " + String.join(":// or ", schemes) + "://";
    Reader<String, URI> reader =
        text -> {
          try {
            URI uri = new URI(text.trim());
            if (schemes.contains(uri.getScheme()) && uri.getHost() != null) {
              return uri;
            }
          } catch (URISyntaxException e) {
            // falls through; what it says quotes the text, which may hold a password
          }
          throw new Mistake("must be " + what + " and names a host");
        };
    return new Simple<>(
        value -> reader.read(as(String.class, what, value)),
        reader,
        URI.create(schemes.get(0) + "://localhost"));
  }

  static Kind<Path> file(Path folder) {
    return new Simple<>(
        value -> readable(folder, as(String.class, "the path of a file", value)),
        value -> readable(Path.of(""), value),
        Path.of(""));
  }

  static Kind<Path> path(Path folder) {
    return new Simple<>(
        value -> resolved(folder, as(String.class, "a path", value)),
        value -> resolved(Path.of(""), value),
        Path.of(""));
  }

  private static Path resolved(Path folder, String path) throws Mistake {
    try {
      return folder.resolve(path);
    } catch (InvalidPathException e) {
      throw new Mistake("is not a path");
    }
  }

  private static Path readable(Path folder, String path) throws Mistake {
    Path file = resolved(folder, path);
    if (Files.isRegularFile(file) && Files.isReadable(file)) {
      return file;
    }
    throw new Mistake("names a file that is not there or cannot be read: " + file);
  }

  static Kind<String> textOrBytes() {
    return new Simple<>(
        value ->
            value instanceof Entry.Array array
                ? ofBytes(array)
                : as(String.class, "text, or an array of bytes", value),
        value -> value,
        "");
  }

  private static String ofBytes(Entry.Array array) throws Mistake {
    ByteBuffer bytes = ByteBuffer.allocate(array.elements().size());
    for (Entry element : array.elements()) {
      if (!(element.value() instanceof Long number) || number < 0 || number > 255) {
        throw new Mistake("must be text, or an array of bytes, which are from 0 to 255");
      }
      bytes.put(number.byteValue());
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw new Mistake("is an array of bytes that are no text in UTF-8");
    }
  }

  static Kind<Double> number(double min, double max) {
    Reader<Double, Double> inRange =
        number -> {
          if (!(number >= min && number <= max)) {
            throw new Mistake("must be from " + min + " to " + max + ", not " + number);
          }
          return number;
        };
    return new Simple<>(
        value ->
            inRange.read(
                value instanceof Long whole
                    ? Double.valueOf(whole)
                    : as(Double.class, "a number", value)),
        value -> {
          try {
            return inRange.read(Double.parseDouble(value.trim()));
          } catch (NumberFormatException e) {
            throw new Mistake("must be a number from " + min + " to " + max);
          }
        },
        min);
  }

  static Kind<List<String>> texts() {
    return new Simple<>(
        value -> {
          List<String> texts = new ArrayList<>();
          for (Entry element : as(Entry.Array.class, "an array of texts", value).elements()) {
            texts.add(as(String.class, "an array of texts alone", element.value()));
          }
          return List.copyOf(texts);
        },
        value -> Arrays.stream(value.split(",")).map(String::trim).toList(),
        List.of());
  }

  private static <T> T as(Class<T> type, String what, Object value) throws Mistake {
    if (!type.isInstance(value)) {
      throw new Mistake("must be " + what + ", and is " + Entry.typeOf(value));
    }
    return type.cast(value);
  }
}
