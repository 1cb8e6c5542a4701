package org.mano4j.catalogue;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import java.lang.reflect.Field;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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
    Class<?> record = type.getBeanClass();
    if (!record.isRecord() || !record.getPackageName().startsWith(OWN)) {
      return properties;
    }
    Map<Object, String> components =
        Arrays.stream(record.getRecordComponents())
            .collect(Collectors.toMap(RecordComponent::getAccessor, RecordComponent::getName));
    properties.replaceAll(
        property -> {
          String component = components.get(property.getMember().getMember());
          return component == null ? property : new FromField(property, field(record, component));
        });
    return properties;
  }

  private static Field field(Class<?> record, String component) {
    try {
      Field field = record.getDeclaredField(component);
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
}
