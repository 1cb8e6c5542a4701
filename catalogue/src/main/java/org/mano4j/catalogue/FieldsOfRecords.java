package org.mano4j.catalogue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.AnyGetterWriter;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerBuilder;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.PropertyFilter;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * Has the catalogue's own records written from their fields. Calls of many different accessors by
 * reflection took a quarter of the time of writing; reads of fields are all the same to the JVM.
 */
final class FieldsOfRecords extends BeanSerializerModifier {

  private static final long serialVersionUID = 1L;

  private static final String OWN = FieldsOfRecords.class.getPackageName();

  @Override
  public List<BeanPropertyWriter> changeProperties(
      SerializationConfig config, BeanDescription type, List<BeanPropertyWriter> properties) {
    return replaced(type, properties, FromField::new);
  }

  /** What has the unknown properties is among the others only now. */
  @Override
  public BeanSerializerBuilder updateBuilder(
      SerializationConfig config, BeanDescription type, BeanSerializerBuilder builder) {
    builder.setProperties(
        replaced(
            type,
            builder.getProperties(),
            (property, field) ->
                property instanceof AnyGetterWriter unknown
                    ? new UnknownFromField(unknown, field)
                    : property));
    return builder;
  }

  private static List<BeanPropertyWriter> replaced(
      BeanDescription type,
      List<BeanPropertyWriter> properties,
      BiFunction<BeanPropertyWriter, Field, BeanPropertyWriter> replacement) {
    Class<?> record = type.getBeanClass();
    if (!record.isRecord() || !record.getPackageName().startsWith(OWN)) {
      return properties;
    }
    Map<Object, Field> fields =
        Arrays.stream(record.getRecordComponents())
            .collect(Collectors.toMap(RecordComponent::getAccessor, FieldsOfRecords::field));
    properties.replaceAll(
        property -> {
          Field field = fields.get(property.getMember().getMember());
          return field == null ? property : replacement.apply(property, field);
        });
    return properties;
  }

  private static Field field(RecordComponent component) {
    try {
      Field field = component.getDeclaringRecord().getDeclaredField(component.getName());
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException("no field of component " + component, e);
    }
  }

  private static final class FromField extends BeanPropertyWriter {

    private static final long serialVersionUID = 1L;

    FromField(BeanPropertyWriter accessor, Field field) {
      super(accessor);
      _accessorMethod = null;
      _field = field;
    }
  }

  /** Most records have no unknown properties, and a look at the field is all that it takes. */
  private static final class UnknownFromField extends AnyGetterWriter {

    private static final long serialVersionUID = 1L;

    private final AnyGetterWriter accessor;
    private final transient Field field;

    UnknownFromField(AnyGetterWriter accessor, Field field) {
      super(accessor, accessor, accessor.getMember(), null);
      this.accessor = accessor;
      this.field = field;
    }

    @Override
    public void fixAccess(SerializationConfig config) {
      accessor.fixAccess(config);
    }

    @Override
    public void resolve(SerializerProvider provider) throws JsonMappingException {
      accessor.resolve(provider);
    }

    @Override
    public void getAndSerialize(Object record, JsonGenerator json, SerializerProvider provider)
        throws Exception {
      if (field.get(record) instanceof Map<?, ?> unknown && !unknown.isEmpty()) {
        accessor.getAndSerialize(record, json, provider);
      }
    }

    @Override
    public void getAndFilter(
        Object record, JsonGenerator json, SerializerProvider provider, PropertyFilter filter)
        throws Exception {
      accessor.getAndFilter(record, json, provider, filter);
    }
  }
}
