package org.mano4j.catalogue;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
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
    if (type.unknown() == null || !in.hasToken(JsonToken.START_OBJECT)) {
      return super.deserialize(in, context);
    }
    @Nullable Object[] arguments = type.absent().clone();
    Map<String, JsonNode> unknown = Map.of();
    for (String name = in.nextFieldName(); name != null; name = in.nextFieldName()) {
      in.nextToken();
      SettableBeanProperty property = type.known().get(name);
      try {
        if (property == null) {
          unknown = unknown.isEmpty() ? new LinkedHashMap<>() : unknown;
          unknown.put(name, context.readTree(in));
        } else {
          arguments[property.getCreatorIndex()] = property.deserialize(in, context);
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
   * What a record has.
   *
   * @param known its components by name
   * @param aliases those of them that have other names, by these
   * @param unknown the one that takes all others; absent where there is none
   * @param absent what each component is without its property
   * @param instantiator makes the record
   */
  private record Properties(
      Map<String, SettableBeanProperty> known,
      Map<String, SettableBeanProperty> aliases,
      @Nullable SettableBeanProperty unknown,
      @Nullable Object[] absent,
      ValueInstantiator instantiator) {

    static Properties of(BeanDeserializer jackson, DeserializationContext context)
        throws JsonMappingException {
      List<SettableBeanProperty> all = new ArrayList<>();
      for (Iterator<SettableBeanProperty> i = jackson.creatorProperties(); i.hasNext(); ) {
        all.add(i.next());
      }
      Map<String, SettableBeanProperty> known = new HashMap<>();
      Map<String, SettableBeanProperty> aliases = new HashMap<>();
      SettableBeanProperty unknown = null;
      int count = all.stream().mapToInt(SettableBeanProperty::getCreatorIndex).max().orElse(-1) + 1;
      @Nullable Object[] absent = new Object[count];
      for (SettableBeanProperty property : all) {
        if (property.getAnnotation(JsonAnySetter.class) != null) {
          unknown = property;
          continue;
        }
        for (PropertyName alias : property.findAliases(context.getConfig())) {
          aliases.put(alias.getSimpleName(), property);
        }
        known.put(property.getName(), property);
        absent[property.getCreatorIndex()] =
            property.getValueDeserializer().getAbsentValue(context);
      }
      return new Properties(known, aliases, unknown, absent, jackson.getValueInstantiator());
    }
  }
}
