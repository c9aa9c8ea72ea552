package io.github.oxytocinmassage.ward;

import io.github.oxytocinmassage.fhir.OnKept;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Conditional;

/** Pages over the records that are kept here: only where they are. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(OnKept.class)
public @interface OnWard {}
