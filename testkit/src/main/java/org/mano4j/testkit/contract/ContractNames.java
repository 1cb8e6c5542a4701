package org.mano4j.testkit.contract;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Shows a case as its id and sentence. */
final class ContractNames extends DisplayNameGenerator.Standard {

  @Override
  public String generateDisplayNameForMethod(
      List<Class<?>> enclosing, Class<?> testClass, Method method) {
    ContractCase one = method.getAnnotation(ContractCase.class);
    return one == null
        ? super.generateDisplayNameForMethod(enclosing, testClass, method)
        : one.id() + " " + one.says();
  }
}
