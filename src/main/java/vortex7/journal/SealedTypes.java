package vortex7.journal;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets Jackson write a field of a sealed interface with the simple name of the record it holds, as
 * {@code "type"}, so that the domain's types need no annotations.
 */
final class SealedTypes extends NopAnnotationIntrospector {
  private static final long serialVersionUID = 1L;
  private static final String PROPERTY = "type";

  static AnnotationIntrospector before(AnnotationIntrospector standard) {
    return AnnotationIntrospector.pair(standard, new SealedTypes());
  }

  @Override
  public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(
      MapperConfig<?> config, Annotated annotated) {
    return annotated.getRawType().isInterface() && annotated.getRawType().isSealed()
        ? JsonTypeInfo.Value.construct(
            JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, PROPERTY, null, false, true)
        : null;
  }

  @Override
  public @Nullable List<NamedType> findSubtypes(Annotated annotated) {
    Class<?> type = annotated.getRawType();
    if (!type.isInterface() || !type.isSealed()) {
      return null;
    }
    List<NamedType> subtypes = new ArrayList<>();
    collect(type, subtypes);
    return subtypes;
  }

  private static void collect(Class<?> type, List<NamedType> into) {
    for (Class<?> permitted : Arrays.asList(type.getPermittedSubclasses())) {
      if (permitted.isSealed()) {
        collect(permitted, into);
      } else {
        into.add(new NamedType(permitted, permitted.getSimpleName()));
      }
    }
  }
}
