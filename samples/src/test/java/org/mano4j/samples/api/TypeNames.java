package org.mano4j.samples.api;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.AnnotatedWildcardType;
import java.lang.reflect.Executable;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.TypeVariable;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes types the way a reader of one package would: without {@code java.lang} and the like,
 * {@code org.mano4j} and the package itself, and with {@code @Nullable}. The same text on every
 * Java version.
 */
final class TypeNames {

  private static final Pattern KNOWN =
      Pattern.compile(
          "java\\.(lang|util|util\\.function|util\\.concurrent|util\\.stream|time|nio\\.file|net|io)");

  private final String packageName;

  TypeNames(String packageName) {
    this.packageName = packageName;
  }

  String of(AnnotatedType type) {
    if (type instanceof AnnotatedArrayType array) {
      String mark = array.isAnnotationPresent(Nullable.class) ? " @Nullable " : "";
      return of(array.getAnnotatedGenericComponentType()) + mark + "[]";
    }
    String mark = type.isAnnotationPresent(Nullable.class) ? "@Nullable " : "";
    if (type instanceof AnnotatedParameterizedType generic) {
      return mark + of(raw(generic)) + "<" + list(generic.getAnnotatedActualTypeArguments()) + ">";
    }
    if (type instanceof AnnotatedWildcardType wildcard) {
      return mark + wildcard(wildcard);
    }
    return mark
        + (type.getType() instanceof Class<?> plain ? of(plain) : type.getType().getTypeName());
  }

  String of(Class<?> type) {
    if (type.isArray()) {
      return of(type.getComponentType()) + "[]";
    }
    String of = type.getPackageName();
    String name = nested(type);
    return of.equals(packageName) || KNOWN.matcher(of).matches()
        ? name
        : of.replaceFirst("^org\\.mano4j\\.", "") + "." + name;
  }

  /** Names of nested types say where they are. */
  static String nested(Class<?> type) {
    Class<?> outer = type.getDeclaringClass();
    return (outer == null ? "" : nested(outer) + ".") + type.getSimpleName();
  }

  String list(AnnotatedType... types) {
    return Arrays.stream(types).map(this::of).collect(Collectors.joining(", "));
  }

  /** Parameters; the last one of {@code f(T...)} with its dots. */
  String parameters(Executable method) {
    String all = list(method.getAnnotatedParameterTypes());
    return method.isVarArgs() ? all.substring(0, all.length() - 2) + "..." : all;
  }

  /** {@code <T extends Comparable<T>>}, or nothing. */
  String variables(TypeVariable<?>... variables) {
    if (variables.length == 0) {
      return "";
    }
    return Arrays.stream(variables).map(this::variable).collect(Collectors.joining(", ", "<", ">"));
  }

  private String variable(TypeVariable<?> variable) {
    List<String> bounds =
        Arrays.stream(variable.getAnnotatedBounds())
            .map(this::of)
            .filter(bound -> !bound.equals("Object"))
            .toList();
    return variable.getName() + (bounds.isEmpty() ? "" : " extends " + String.join(" & ", bounds));
  }

  private String wildcard(AnnotatedWildcardType type) {
    if (type.getAnnotatedLowerBounds().length > 0) {
      return "? super " + list(type.getAnnotatedLowerBounds());
    }
    String upper = list(type.getAnnotatedUpperBounds());
    return upper.isEmpty() || upper.equals("Object") ? "?" : "? extends " + upper;
  }

  private static Class<?> raw(AnnotatedParameterizedType type) {
    return (Class<?>) ((ParameterizedType) type.getType()).getRawType();
  }
}
