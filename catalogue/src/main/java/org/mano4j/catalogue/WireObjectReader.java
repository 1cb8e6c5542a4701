package org.mano4j.catalogue;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.deser.BeanDeserializer;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.SettableBeanProperty;
import com.fasterxml.jackson.databind.deser.ValueInstantiator;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an object of the wire into its record. What the record knows is found out by Jackson; the
 * loop over the properties is our own, since Jackson's loses something where a constructor takes
 * the unknown ones: a property of the same name as that parameter, of several of one name all but
 * the first, and their order.
 */
final class WireObjectReader extends DelegatingDeserializer {

  private static final long serialVersionUID = 1L;

  private transient volatile @Nullable Properties properties;

  private WireObjectReader(JsonDeserializer<?> jackson) {
    super(jackson);
  }

  /** Puts this reader in front of that of Jackson. */
  static final class Modifier extends BeanDeserializerModifier {

    private static final long serialVersionUID = 1L;

    @Override
    public JsonDeserializer<?> modifyDeserializer(
        DeserializationConfig config, BeanDescription type, JsonDeserializer<?> jackson) {
      return WireObject.class.isAssignableFrom(type.getBeanClass())
              && jackson instanceof BeanDeserializer
          ? new WireObjectReader(jackson)
          : jackson;
    }
  }

  @Override
  protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> jackson) {
    return new WireObjectReader(jackson);
  }

  @Override
  public @Nullable Object deserialize(JsonParser in, DeserializationContext context)
      throws IOException {
    Properties type = properties(context);
    if (type.unknown() == null || type.known().isEmpty() || !in.hasToken(JsonToken.START_OBJECT)) {
      return super.deserialize(in, context);
    }
    @Nullable Object[] arguments = type.absent().clone();
    Map<String, JsonNode> unknown = Map.of();
    @Nullable Property last = null;
    while (true) {
      @Nullable Property property = type.after(last);
      if (!in.nextFieldName(property.name())) {
        if (!in.hasToken(JsonToken.FIELD_NAME)) {
          break;
        }
        property = type.known().get(in.currentName());
        type.learn(last, property);
      }
      String name = in.currentName();
      in.nextToken();
      try {
        if (property == null) {
          unknown = unknown.isEmpty() ? new LinkedHashMap<>() : unknown;
          unknown.put(name, context.readTree(in));
        } else {
          arguments[property.index()] = property.jackson().deserialize(in, context);
          last = property;
        }
      } catch (JsonProcessingException | RuntimeException e) {
        throw JsonMappingException.wrapWithPath(e, handledType(), name);
      }
    }
    takeAliases(type, arguments, unknown, context);
    arguments[type.unknown().getCreatorIndex()] = unknown;
    return type.instantiator().createFromObjectWith(context, arguments);
  }

  /** What stands under another name of a property counts where its own name has nothing. */
  private void takeAliases(
      Properties type,
      @Nullable Object[] arguments,
      Map<String, JsonNode> unknown,
      DeserializationContext context)
      throws IOException {
    for (Map.Entry<String, SettableBeanProperty> alias : type.aliases().entrySet()) {
      SettableBeanProperty property = alias.getValue();
      int index = property.getCreatorIndex();
      JsonNode value = unknown.get(alias.getKey());
      if (value == null || arguments[index] != type.absent()[index]) {
        continue;
      }
      try (JsonParser in = value.traverse(context.getParser().getCodec())) {
        in.nextToken();
        arguments[index] = property.deserialize(in, context);
      } catch (JsonProcessingException | RuntimeException e) {
        throw JsonMappingException.wrapWithPath(e, handledType(), alias.getKey());
      }
      unknown.remove(alias.getKey());
    }
  }

  /** Known only after the first use, when all types are resolved that this one refers to. */
  private Properties properties(DeserializationContext context) throws JsonMappingException {
    Properties found = properties;
    if (found == null) {
      found = Properties.of((BeanDeserializer) getDelegatee(), context);
      properties = found;
    }
    return found;
  }

  /**
   * A component of a record.
   *
   * @param name in the form in which it can be compared with the bytes of a document
   * @param index of the parameter of the constructor
   */
  private record Property(SerializedString name, SettableBeanProperty jackson, int index) {}

  /**
   * What a record has.
   *
   * @param known its components by name
   * @param aliases those of them that have other names, by these
   * @param unknown the one that takes all others; absent where there is none
   * @param absent what each component is without its property
   * @param instantiator makes the record
   * @param next which component came after each, and first of all, when it was last looked up.
   *     Peers write all objects of a class in the same order, and to see that a name is the one
   *     expected takes less time than to look it up. Threads may see what others have learned or
   *     not: it is a component in any case
   */
  private record Properties(
      Map<String, Property> known,
      Map<String, SettableBeanProperty> aliases,
      @Nullable SettableBeanProperty unknown,
      @Nullable Object[] absent,
      ValueInstantiator instantiator,
      Property[] next) {

    /** The component that very likely comes next. */
    Property after(@Nullable Property last) {
      return next[last == null ? absent.length : last.index()];
    }

    void learn(@Nullable Property last, @Nullable Property came) {
      if (came != null) {
        next[last == null ? absent.length : last.index()] = came;
      }
    }

    static Properties of(BeanDeserializer jackson, DeserializationContext context)
        throws JsonMappingException {
      List<SettableBeanProperty> all = new ArrayList<>();
      for (Iterator<SettableBeanProperty> i = jackson.creatorProperties(); i.hasNext(); ) {
        all.add(i.next());
      }
      Map<String, Property> known = new HashMap<>();
      Map<String, SettableBeanProperty> aliases = new HashMap<>();
      SettableBeanProperty unknown = null;
      int count = all.stream().mapToInt(SettableBeanProperty::getCreatorIndex).max().orElse(-1) + 1;
      @Nullable Object[] absent = new Object[count];
      Property[] next = new Property[count + 1];
      for (SettableBeanProperty property : all) {
        if (property.getAnnotation(JsonAnySetter.class) != null) {
          unknown = property;
          continue;
        }
        for (PropertyName alias : property.findAliases(context.getConfig())) {
          aliases.put(alias.getSimpleName(), property);
        }
        int index = property.getCreatorIndex();
        Property component =
            new Property(new SerializedString(property.getName()), property, index);
        known.put(property.getName(), component);
        absent[index] = property.getValueDeserializer().getAbsentValue(context);
        Arrays.fill(next, component);
      }
      return new Properties(known, aliases, unknown, absent, jackson.getValueInstantiator(), next);
    }
  }
}
