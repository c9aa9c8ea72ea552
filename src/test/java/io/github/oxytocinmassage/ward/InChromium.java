package io.github.oxytocinmassage.ward;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests that need a real browser, {@link Chromium#browser()}: skipped where there is none. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIf(
        value = "io.github.oxytocinmassage.ward.Chromium#isThere",
        disabledReason = "Chromium is found neither at CHROMIUM_PATH nor at /usr/bin/chromium")
@ExtendWith(Chromium.class)
public @interface InChromium {}
