package org.mano4j.samples.api;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What users of a type can name: public members, and protected ones where they may write subtypes.
 * Members that a type has from a supertype that is not public are its own.
 */
final class ApiReader {

  private final Class<?> type;
  private final TypeNames names;

  private ApiReader(Class<?> type) {
    this.type = type;
    names = new TypeNames(type.getPackageName());
  }

  /** The public types among these. */
  static List<ApiType> read(Collection<Class<?>> types) {
    Set<Class<?>> builders =
        types.stream().filter(RecordBuilders::isRegular).collect(Collectors.toSet());
    return types.stream()
        .filter(ApiReader::isVisible)
        .filter(type -> !builders.contains(type) && !isInside(type, builders))
        .map(type -> new ApiReader(type).read(builders))
        .toList();
  }

  private static boolean isInside(Class<?> type, Set<Class<?>> builders) {
    return type.getDeclaringClass() != null && builders.contains(type.getDeclaringClass());
  }

  private static boolean isVisible(Class<?> type) {
    if (type.isAnonymousClass() || type.isLocalClass() || type.isSynthetic()) {
      return false;
    }
    Class<?> outer = type.getDeclaringClass();
    return isVisible(type.getModifiers()) && (outer == null || isVisible(outer));
  }

  private static boolean isVisible(int modifiers) {
    return (modifiers & (Modifier.PUBLIC | Modifier.PROTECTED)) != 0;
  }

  private ApiType read(Set<Class<?>> builders) {
    List<String> members = new ArrayList<>();
    if (type.isRecord()) {
      for (RecordComponent component : type.getRecordComponents()) {
        members.add(
            "component " + names.of(component.getAnnotatedType()) + " " + component.getName());
      }
      builders.stream()
          .filter(builder -> RecordBuilders.recordOf(builder).equals(type))
          .map(builder -> "builder " + builder.getSimpleName())
          .forEach(members::add);
    }
    if (type.isEnum()) {
      fields()
          .filter(Field::isEnumConstant)
          .forEach(field -> members.add("value " + field.getName()));
    }
    members.addAll(supertypes());
    members.addAll(permitted());
    fields()
        .filter(field -> !field.isEnumConstant())
        .map(this::line)
        .sorted()
        .forEach(members::add);
    Arrays.stream(type.getDeclaredConstructors())
        .filter(constructor -> isUsable(constructor) && !isCanonical(constructor))
        .map(this::line)
        .sorted()
        .forEach(members::add);
    methods()
        .filter(method -> isUsable(method) && !isImplied(method))
        .sorted(Comparator.comparing(Method::getName))
        .collect(Collectors.groupingBy(Method::getName, LinkedHashMap::new, Collectors.toList()))
        .values()
        .forEach(same -> members.addAll(new TreeSet<>(same.stream().map(this::line).toList())));
    return new ApiType(type.getPackageName(), header(), members);
  }

  private String header() {
    List<String> words = new ArrayList<>();
    int modifiers = type.getModifiers();
    deprecated(type, words);
    add(words, Modifier.isProtected(modifiers), "protected");
    if (isPlainClass()) {
      add(words, type.isMemberClass() && Modifier.isStatic(modifiers), "static");
      add(words, Modifier.isAbstract(modifiers), "abstract");
      add(words, Modifier.isFinal(modifiers), "final");
    }
    add(words, type.isSealed() && !type.isEnum(), "sealed");
    words.add(kind());
    words.add(TypeNames.nested(type) + names.variables(type.getTypeParameters()));
    return String.join(" ", words);
  }

  private boolean isPlainClass() {
    return kind().equals("class");
  }

  private String kind() {
    if (type.isAnnotation()) {
      return "@interface";
    }
    if (type.isInterface()) {
      return "interface";
    }
    if (type.isRecord()) {
      return "record";
    }
    return type.isEnum() ? "enum" : "class";
  }

  private Collection<String> supertypes() {
    Set<String> extended = new TreeSet<>();
    Set<String> implemented = new TreeSet<>();
    for (Class<?> from : withHidden()) {
      AnnotatedType above = from.getAnnotatedSuperclass();
      Class<?> plain = from.getSuperclass();
      if (above != null && isVisible(plain) && isPlainClass() && plain != Object.class) {
        extended.add("extends " + names.of(above));
      }
      for (int i = 0; i < from.getInterfaces().length; i++) {
        if (isVisible(from.getInterfaces()[i]) && !type.isAnnotation()) {
          implemented.add("implements " + names.of(from.getAnnotatedInterfaces()[i]));
        }
      }
    }
    return Stream.concat(extended.stream(), implemented.stream()).toList();
  }

  private Collection<String> permitted() {
    if (!type.isSealed() || type.isEnum()) {
      return List.of();
    }
    return Arrays.stream(type.getPermittedSubclasses())
        .filter(ApiReader::isVisible)
        .map(permitted -> "permits " + names.of(permitted))
        .sorted()
        .toList();
  }

  /** The type, and all above it that users cannot name. */
  private Set<Class<?>> withHidden() {
    Set<Class<?>> found = new LinkedHashSet<>();
    collectHidden(type, found);
    return found;
  }

  private static void collectHidden(Class<?> type, Set<Class<?>> found) {
    if (!found.add(type)) {
      return;
    }
    Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
        .filter(above -> !isVisible(above))
        .forEach(above -> collectHidden(above, found));
  }

  private Stream<Field> fields() {
    return withHidden().stream()
        .flatMap(from -> Arrays.stream(from.getDeclaredFields()))
        .filter(this::isUsable);
  }

  private Stream<Method> methods() {
    return withHidden().stream().flatMap(from -> Arrays.stream(from.getDeclaredMethods()));
  }

  private boolean isUsable(Member member) {
    boolean closed = !isPlainClass() || Modifier.isFinal(type.getModifiers());
    return isVisible(member.getModifiers())
        && !member.isSynthetic()
        && !(closed && Modifier.isProtected(member.getModifiers()));
  }

  private boolean isCanonical(Constructor<?> constructor) {
    return type.isRecord()
        && Arrays.equals(
            constructor.getParameterTypes(),
            Arrays.stream(type.getRecordComponents()).map(RecordComponent::getType).toArray());
  }

  /** What every object has, every enum, or the record because of its components. */
  private boolean isImplied(Method method) {
    String name = method.getName();
    int parameters = method.getParameterCount();
    if (method.isBridge()
        || parameters == 0 && (name.equals("toString") || name.equals("hashCode"))
        || name.equals("equals")
            && Arrays.equals(method.getParameterTypes(), new Class<?>[] {Object.class})) {
      return true;
    }
    if (type.isEnum() && Modifier.isStatic(method.getModifiers())) {
      return name.equals("values") && parameters == 0
          || name.equals("valueOf")
              && Arrays.equals(method.getParameterTypes(), new Class<?>[] {String.class});
    }
    return type.isRecord()
        && parameters == 0
        && Arrays.stream(type.getRecordComponents())
            .anyMatch(component -> component.getName().equals(name));
  }

  private String line(Field field) {
    List<String> words = new ArrayList<>();
    deprecated(field, words);
    boolean constant =
        Modifier.isStatic(field.getModifiers()) && Modifier.isFinal(field.getModifiers());
    words.add(constant ? "constant" : "field");
    add(words, Modifier.isProtected(field.getModifiers()), "protected");
    add(words, !constant && Modifier.isStatic(field.getModifiers()), "static");
    add(words, !constant && Modifier.isFinal(field.getModifiers()), "final");
    words.add(names.of(field.getAnnotatedType()));
    words.add(field.getName());
    return String.join(" ", words) + (constant ? value(field) : "");
  }

  /** The compiler copies such values into those who use them. */
  private static String value(Field field) {
    if (!field.getType().isPrimitive() && field.getType() != String.class) {
      return "";
    }
    try {
      field.setAccessible(true);
      Object value = field.get(null);
      return value instanceof String text
          ? " = \"" + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\"", "\\\"") + "\""
          : " = " + value;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot read " + field, e);
    }
  }

  private String line(Constructor<?> constructor) {
    List<String> words = new ArrayList<>();
    deprecated(constructor, words);
    add(words, Modifier.isProtected(constructor.getModifiers()), "protected");
    words.add("constructor(" + names.parameters(constructor) + ")" + thrown(constructor));
    return String.join(" ", words);
  }

  private String line(Method method) {
    List<String> words = new ArrayList<>();
    int modifiers = method.getModifiers();
    boolean isDefault = type.isAnnotation() ? method.getDefaultValue() != null : method.isDefault();
    deprecated(method, words);
    add(words, Modifier.isProtected(modifiers), "protected");
    add(words, Modifier.isStatic(modifiers), "static");
    add(words, Modifier.isAbstract(modifiers) && !isDefault, "abstract");
    add(words, isDefault, "default");
    add(
        words,
        Modifier.isFinal(modifiers)
            && !Modifier.isFinal(type.getModifiers())
            && !Modifier.isStatic(modifiers),
        "final");
    add(words, method.getTypeParameters().length > 0, names.variables(method.getTypeParameters()));
    words.add(names.of(method.getAnnotatedReturnType()));
    words.add(method.getName() + "(" + names.parameters(method) + ")" + thrown(method));
    return String.join(" ", words);
  }

  /** Only what callers have to catch; the rest is for the doc comment. */
  private String thrown(Executable method) {
    List<String> checked = new ArrayList<>();
    for (int i = 0; i < method.getExceptionTypes().length; i++) {
      Class<?> exception = method.getExceptionTypes()[i];
      if (!RuntimeException.class.isAssignableFrom(exception)
          && !Error.class.isAssignableFrom(exception)) {
        checked.add(names.of(method.getAnnotatedExceptionTypes()[i]));
      }
    }
    return checked.isEmpty() ? "" : " throws " + String.join(", ", new TreeSet<>(checked));
  }

  private static void deprecated(AnnotatedElement element, List<String> words) {
    add(words, element.isAnnotationPresent(Deprecated.class), "@Deprecated");
  }

  private static void add(List<String> words, boolean wanted, String word) {
    if (wanted) {
      words.add(word);
    }
  }
}
