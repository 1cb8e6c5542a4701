package org.mano4j.catalogue;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A JSON date. The wire has several forms, depending on the Java version and locale of the writer;
 * all are read, and the one that every peer takes is written: ISO 8601 in UTC, to the second, such
 * as {@code 2017-02-21T16:28:41Z}. Read are also the forms of the dates that records carry as text,
 * so that {@link #read} helps with those: {@code createdAt} ({@code 2026.11.21 at 00:18:41 UTC})
 * and {@code executedAt} ({@code 2026.11.21-00:12:13:813-UTC}). A text that is none of them is kept
 * and written back as it came.
 *
 * @param text what is written on the wire
 */
@JsonDeserialize(using = WireDate.Reader.class)
public record WireDate(@JsonValue String text) {

  /** Java 8, Java 9 and later, Java 20 and later (narrow space), and the Go SDK's short digits. */
  private static final DateTimeFormatter US =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("MMM d, uuuu[,] h:m:s[ ][\u202f]a")
          .toFormatter(Locale.US)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private static final DateTimeFormatter RECORD =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .appendPattern("uuuu.MM.dd[' at 'HH:mm:ss][-HH:mm:ss:SSS][ ][-]z")
          .toFormatter(Locale.US)
          .withResolverStyle(ResolverStyle.STRICT);

  /** Refuses an absent text. */
  public WireDate {
    Objects.requireNonNull(text, "text");
  }

  /** The date of an instant, cut to the second. */
  public static WireDate of(Instant instant) {
    return new WireDate(instant.truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /** Reads any form of the wire; a form without zone is UTC. Never fails. */
  public static WireDate read(String text) {
    String usual = UsualDate.iso(text);
    if (usual != null) {
      return new WireDate(usual);
    }
    return parse(text).map(WireDate::of).orElseGet(() -> new WireDate(text));
  }

  /** The instant, or empty when the text is not a date. */
  public Optional<Instant> instant() {
    return parse(text);
  }

  @Override
  public String toString() {
    return text;
  }

  private static Optional<Instant> parse(String text) {
    String trimmed = text.strip();
    try {
      return Optional.of(toInstant(parseAny(trimmed)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static TemporalAccessor parseAny(String text) {
    if (text.isEmpty() || !Character.isDigit(text.charAt(0))) {
      return US.parse(text, LocalDateTime::from);
    }
    if (text.indexOf('.') == 4) {
      return RECORD.parse(text, Instant::from);
    }
    return ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
  }

  private static Instant toInstant(TemporalAccessor parsed) {
    if (parsed instanceof Instant instant) {
      return instant;
    }
    if (parsed instanceof OffsetDateTime zoned) {
      return zoned.toInstant();
    }
    if (parsed instanceof LocalDateTime local) {
      return local.toInstant(ZoneOffset.UTC);
    }
    return ((LocalDate) parsed).atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** Also keeps a number or boolean, which no peer could read as a date, as its text. */
  static final class Reader extends StdDeserializer<WireDate> {
    Reader() {
      super(WireDate.class);
    }

    @Override
    public WireDate deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return in.currentToken().isScalarValue()
          ? WireDate.read(in.getText())
          : (WireDate) context.handleUnexpectedToken(WireDate.class, in);
    }
  }
}
