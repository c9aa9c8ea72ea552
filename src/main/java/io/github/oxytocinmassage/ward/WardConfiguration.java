package io.github.oxytocinmassage.ward;

import io.github.oxytocinmassage.rules.RuleRelease;
import java.nio.charset.StandardCharsets;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Words, language and style of the pages. Clinical words come from the rule release, the rest from {@code ward_*.properties} and {@code
 * evidence_*.properties}.
 */
@Configuration(proxyBeanMethods = false)
class WardConfiguration {

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource words = new ResourceBundleMessageSource();
        // The reasons to set a card aside are worded with the cards.
        words.setBasenames("ward", "evidence", "cdshooks/words");
        words.setDefaultEncoding(StandardCharsets.UTF_8.name());
        words.setFallbackToSystemLocale(false);
        return words;
    }

    @Bean
    LocaleResolver localeResolver(RuleRelease release) {
        return new PageLanguage(release.wording());
    }

    /** Outside the demo nothing else is served as a file. */
    @Bean
    WebMvcConfigurer pageStyle() {
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                registry.addResourceHandler("/pages/*")
                        .addResourceLocations("classpath:/pages/")
                        .setCacheControl(CacheControl.noCache());
            }
        };
    }
}
