package org.mano4j.testkit.contract;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.platform.commons.support.AnnotationSupport;

/** Shows a case as its id and sentence. */
final class ContractNames extends DisplayNameGenerator.Standard {

  @Override
  public String generateDisplayNameForMethod(
      List<Class<?>> enclosing, Class<?> testClass, Method method) {
    return AnnotationSupport.findAnnotation(method, ContractCase.class)
        .map(one -> one.id() + " " + one.says())
        .orElseGet(() -> super.generateDisplayNameForMethod(enclosing, testClass, method));
  }
}
