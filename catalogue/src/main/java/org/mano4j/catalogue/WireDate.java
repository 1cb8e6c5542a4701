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
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * A JSON date. The wire has several forms, depending on the Java version and locale of the writer;
 * all are read, and the one that every peer takes is written: ISO 8601 in UTC, to the second, such
 * as {@code 2017-02-21T16:28:41Z}. A text that is none of them is kept and written back as it came.
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
          .toFormatter(Locale.US);

  private static final DateTimeFormatter ISO =
      new DateTimeFormatterBuilder()
          .parseCaseInsensitive()
          .append(DateTimeFormatter.ISO_LOCAL_DATE)
          .optionalStart()
          .appendLiteral('T')
          .append(DateTimeFormatter.ISO_LOCAL_TIME)
          .appendPattern("[XXX][XX][X]")
          .toFormatter(Locale.ROOT);

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
    boolean iso = !trimmed.isEmpty() && Character.isDigit(trimmed.charAt(0));
    try {
      TemporalAccessor parsed =
          iso
              ? ISO.parseBest(trimmed, OffsetDateTime::from, LocalDateTime::from, LocalDate::from)
              : US.parse(trimmed, LocalDateTime::from);
      return Optional.of(toInstant(parsed));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Instant toInstant(TemporalAccessor parsed) {
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
