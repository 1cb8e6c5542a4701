package org.mano4j.testkit.contract;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One case of a contract suite. It is shown in reports as id and sentence. */
@Documented
@Test
@ExtendWith(CapabilityCondition.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface ContractCase {

  /** Identifies the case for as long as the suite exists, such as {@code CH-10}. */
  String id();

  /** What has to hold. */
  String says();

  /** Capabilities that the implementation must have declared; the case is skipped otherwise. */
  String[] needs() default {};
}
