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

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource words = new ResourceBundleMessageSource();
        // The reasons to set a card aside are worded with the cards.
        words.setBasenames(
                "ward",
                "ward/frame",
                "ward/accounts",
                "ward/recording",
                "ward/mother",
                "ward/launch",
                "evidence",
                "cdshooks/words");
        words.setDefaultEncoding(StandardCharsets.UTF_8.name());
        words.setFallbackToSystemLocale(false);
        return words;
    }

    @Bean
    LocaleResolver localeResolver(RuleRelease release) {
        return new PageLanguage(release.wording());
    }

    /** A language asked for is remembered; a page depends on it. What pages may load and run, Spring Security's chain says. */
    @Bean
    WebMvcConfigurer pageLanguage() {
        HandlerInterceptor varies = new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                response.setHeader(HttpHeaders.VARY, PageLanguage.VARY);
                return true;
            }
        };
        return new WebMvcConfigurer() {
            @Override
            public void addInterceptors(InterceptorRegistry registry) {
                registry.addInterceptor(new LanguageMemory());
                registry.addInterceptor(workerPolicy()).addPathPatterns("/worker.js");
                registry.addInterceptor(varies)
                        .addPathPatterns(
                                "/ward",
                                "/ward/**",
                                "/family",
                                "/family/**",
                                "/sign-in",
                                "/sign-in/**",
                                "/waiting",
                                "/launch");
            }
        };
    }

    /** A worker lives by the policy that its own script came with: it may ask this service. */
    private static HandlerInterceptor workerPolicy() {
        return new HandlerInterceptor() {
            @Override
            public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                response.setHeader("Content-Security-Policy", "default-src 'none'; connect-src 'self'");
                return true;
            }
        };
    }

    /** Outside the demo nothing else is served as a file. */
    @Bean
    WebMvcConfigurer pageStyle() {
        return new WebMvcConfigurer() {
            @Override
            public void addResourceHandlers(ResourceHandlerRegistry registry) {
                // A pattern: of a path without one nothing would be left to look for in the folder.
                registry.addResourceHandler("/pages/{file:htmx\\.min\\.js}")
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
