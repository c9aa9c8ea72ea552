package io.github.oxytocinmassage.fhir;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** Whether records are kept here: for {@code /fhir}, or for the ward's pages alone ({@code ward.users-file}, an OpenID
 * provider, or an EHR that launches them). */
public final class OnKept implements Condition {

    private static final String PROVIDERS = "spring.security.oauth2.client.registration";
    private static final String EHRS = "ward.ehrs";

    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
        Environment settings = context.getEnvironment();
        return new OnRegistry().matches(context, metadata)
                || StringUtils.hasText(settings.getProperty("ward.users-file"))
                || isSet(settings, PROVIDERS)
                || isSet(settings, EHRS);
    }

    private static boolean isSet(Environment settings, String map) {
        return Binder.get(settings)
                .bind(map, Bindable.mapOf(String.class, Object.class))
                .isBound();
    }
}
