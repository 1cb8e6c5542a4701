package org.mano4j.catalogue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and booleans, read as the peers read them: in quotes too, and whole numbers with a
 * fraction of zero. What would become another value is refused: a fraction where a whole number is
 * expected, a number that is too large, an empty text. Jackson makes 1, null or Infinity of these.
 */
final class Scalars {

  /** Longer texts are no numbers, and costly to convert. */
  private static final int LONGEST_QUOTED = 100;

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?");

  private Scalars() {}

  static SimpleModule module() {
    return new SimpleModule("mano4j-scalars")
        .addDeserializer(Integer.class, new OfInteger())
        .addDeserializer(Long.class, new OfLong())
        .addDeserializer(Double.class, new OfDouble())
        .addDeserializer(Boolean.class, new OfBoolean())
        .addSerializer(Double.class, new FiniteDouble());
  }

  /**
   * Makes whole numbers of decimals that look like them when they are written, such as 1E0, so that
   * what is written and read again is equal.
   */
  static final class Nodes extends JsonNodeFactory {

    private static final long serialVersionUID = 1L;

    @Override
    public ValueNode numberNode(@Nullable BigDecimal value) {
      if (value == null || value.scale() != 0) {
        return super.numberNode(value);
      }
      BigInteger whole = value.unscaledValue();
      if (whole.bitLength() < Integer.SIZE) {
        return numberNode(whole.intValue());
      }
      return whole.bitLength() < Long.SIZE ? numberNode(whole.longValue()) : numberNode(whole);
    }
  }

  /** One scalar value, or none where it is not of the type. */
  private abstract static class Reader<T> extends StdScalarDeserializer<T> {

    private static final long serialVersionUID = 1L;

    Reader(Class<T> type) {
      super(type);
    }

    abstract Optional<T> value(JsonParser in) throws IOException;

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable T deserialize(JsonParser in, DeserializationContext context)
        throws IOException {
      Optional<T> value = value(in);
      return value.isPresent() ? value.get() : (T) context.handleUnexpectedToken(handledType(), in);
    }
  }

  private static final class OfInteger extends Reader<Integer> {
    private static final long serialVersionUID = 1L;

    OfInteger() {
      super(Integer.class);
    }

    @Override
    Optional<Integer> value(JsonParser in) throws IOException {
      return whole(in).filter(n -> n == n.intValue()).map(Long::intValue);
    }
  }

  private static final class OfLong extends Reader<Long> {
    private static final long serialVersionUID = 1L;

    OfLong() {
      super(Long.class);
    }

    @Override
    Optional<Long> value(JsonParser in) throws IOException {
      return whole(in);
    }
  }

  private static final class OfDouble extends Reader<Double> {
    private static final long serialVersionUID = 1L;

    OfDouble() {
      super(Double.class);
    }

    @Override
    Optional<Double> value(JsonParser in) throws IOException {
      return number(in).map(Double::valueOf).filter(Double::isFinite);
    }
  }

  private static final class OfBoolean extends Reader<Boolean> {
    private static final long serialVersionUID = 1L;

    OfBoolean() {
      super(Boolean.class);
    }

    @Override
    Optional<Boolean> value(JsonParser in) throws IOException {
      JsonToken token = in.currentToken();
      if (token.isBoolean()) {
        return Optional.of(in.getBooleanValue());
      }
      String text = token == JsonToken.VALUE_STRING ? in.getText().strip() : "";
      return text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")
          ? Optional.of(Boolean.valueOf(text))
          : Optional.empty();
    }
  }

  private static Optional<Long> whole(JsonParser in) throws IOException {
    if (in.hasToken(JsonToken.VALUE_NUMBER_INT)) {
      return in.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          ? Optional.empty()
          : Optional.of(in.getLongValue());
    }
    try {
      return number(in).map(text -> new BigDecimal(text).longValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** The text of a number, in quotes or not. */
  private static Optional<String> number(JsonParser in) throws IOException {
    if (in.currentToken().isNumeric()) {
      return Optional.of(in.getText());
    }
    String text = in.hasToken(JsonToken.VALUE_STRING) ? in.getText().strip() : "";
    return text.length() <= LONGEST_QUOTED && NUMBER.matcher(text).matches()
        ? Optional.of(text)
        : Optional.empty();
  }

  /** Infinity and NaN have no form in JSON; Jackson would write a text. */
  private static final class FiniteDouble extends StdScalarSerializer<Double> {
    private static final long serialVersionUID = 1L;

    FiniteDouble() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (!Double.isFinite(value)) {
        throw JsonMappingException.from(out, "NaN and Infinity are no numbers of JSON");
      }
      out.writeNumber(value);
    }
  }
}
