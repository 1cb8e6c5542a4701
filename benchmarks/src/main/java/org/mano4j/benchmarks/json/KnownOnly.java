package org.mano4j.benchmarks.json;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import org.jspecify.annotations.Nullable;

/** Sees records without the component that has their unknown properties. */
final class KnownOnly extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  @Override
  public @Nullable Boolean hasAnySetter(Annotated annotated) {
    return null;
  }

  @Override
  public @Nullable Boolean hasAnyGetter(Annotated annotated) {
    return null;
  }

  /** What makes a record has to take it still, if only absent. */
  @Override
  public @Nullable PropertyName findNameForDeserialization(Annotated annotated) {
    return _hasAnnotation(annotated, JsonAnySetter.class)
        ? new PropertyName("extensions")
        : super.findNameForDeserialization(annotated);
  }

  @Override
  public boolean hasIgnoreMarker(AnnotatedMember member) {
    return _hasAnnotation(member, JsonAnyGetter.class)
        || _hasAnnotation(member, JsonAnySetter.class)
        || super.hasIgnoreMarker(member);
  }
}
