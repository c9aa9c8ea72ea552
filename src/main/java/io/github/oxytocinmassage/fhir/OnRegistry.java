package io.github.oxytocinmassage.fhir;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Whether records are kept here: for anyone ({@code registry.open}), or for those whom an issuer gives tokens ({@code registry.issuer}). */
public final class OnRegistry implements Condition {

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment settings = context.getEnvironment();
        return asksForTokens(settings) || settings.getProperty("registry.open", Boolean.class, false);
    }

    /** With both settings tokens are asked for: the safer reading. */
    public static boolean asksForTokens(Environment settings) {
        return StringUtils.hasText(settings.getProperty("registry.issuer"));
    }
}
