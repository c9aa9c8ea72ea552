package io.github.oxytocinmassage.ward;

import io.github.oxytocinmassage.rules.RuleRelease;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Words, language and style of the pages. Clinical words come from the rule release, the rest from {@code ward_*.properties} and {@code
 * evidence_*.properties}.
 */
@Configuration(proxyBeanMethods = false)
class WardConfiguration {

    private static final String CONTENT_POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; manifest-src 'self';"
                    + " worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource words = new ResourceBundleMessageSource();
        // The reasons to set a card aside are worded with the cards.
        words.setBasenames("ward", "ward/frame", "ward/recording", "ward/mother", "evidence", "cdshooks/words");
        words.setDefaultEncoding(StandardCharsets.UTF_8.name());
        words.setFallbackToSystemLocale(false);
        return words;
    }

    @Bean
    LocaleResolver localeResolver(RuleRelease release) {
        return new PageLanguage(release.wording());
    }

    /** The pages over records: scripts of this service alone, none written into a page; kept nowhere but by the worker that the user installs. */
    @Bean
    WebMvcConfigurer pagePolicy() {
        HandlerInterceptor policy = new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                response.setHeader("Content-Security-Policy", CONTENT_POLICY);
                response.setHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE + ", " + HttpHeaders.COOKIE);
                return true;
            }
        };
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(policy)
                        .addPathPatterns("/ward", "/ward/**", "/family", "/family/**", "/waiting");
            }
        };
    }

    /** Outside the demo nothing else is served as a file. */
    @Bean
    WebMvcConfigurer pageStyle() {
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                // A pattern, so that what it stands for is looked up, not its whole path.
                registry.addResourceHandler("/pages/htmx.min*")
                        .addResourceLocations("classpath:/META-INF/resources/webjars/htmx.org/2.0.8/dist/")
                        .setCacheControl(CacheControl.noCache());
                // From the root, or it could not answer for all pages.
                registry.addResourceHandler("/worker.js")
                        .addResourceLocations("classpath:/pages/")
                        .setCacheControl(CacheControl.noCache());
                registry.addResourceHandler("/pages/*")
                        .addResourceLocations("classpath:/pages/")
                        .setCacheControl(CacheControl.noCache());
            }
        };
    }
}
