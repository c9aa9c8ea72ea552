package io.github.oxytocinmassage.security;

import jakarta.servlet.Filter;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Puts ids, gate and limits before both doors. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DoorProperties.class)
class DoorConfiguration {

    static final int BEFORE_THE_DOORS = Ordered.LOWEST_PRECEDENCE - 100;

    /** Before everyone, so that whatever is logged has the id. */
    @Bean
    FilterRegistrationBean<Filter> requestId() {
        return before(new RequestId(System::nanoTime), Ordered.HIGHEST_PRECEDENCE, "requestId", "/*");
    }

    @Bean
    FilterRegistrationBean<Filter> languages() {
        return before(new LanguageLines(), Ordered.HIGHEST_PRECEDENCE + 1, "languages", "/*");
    }

    @Bean
    FilterRegistrationBean<Filter> gate(DoorProperties properties) {
        return before(new GateFilter(properties), BEFORE_THE_DOORS + 1, "gate", "/fhir/*", "/cds-services/*");
    }

    @Bean
    FilterRegistrationBean<Filter> rate(DoorProperties properties) {
        FilterRegistrationBean<Filter> rate = before(
                new RateFilter(properties.callsPerSecond()), BEFORE_THE_DOORS, "rate", "/fhir/*", "/cds-services/*");
        rate.setEnabled(properties.callsPerSecond() > 0);
        return rate;
    }

    @Bean
    Workplaces workplaces(DoorProperties properties) {
        int asked = properties.maxWorking();
        return new Workplaces(asked > 0 ? asked : 8 * Runtime.getRuntime().availableProcessors());
    }

    @Bean
    FilterRegistrationBean<Filter> recommendWork(Workplaces workplaces) {
        return before(new WorkFilter(workplaces), BEFORE_THE_DOORS + 3, "work", "/fhir/$recommend");
    }

    @Bean
    FilterRegistrationBean<Filter> fhirBody(DoorProperties properties) {
        return before(
                new BodyFilter(properties.fhirMaxBody().toBytes(), "fhir.max-body", properties.bodyTimeout()),
                BEFORE_THE_DOORS + 2,
                "fhirBody",
                "/fhir/*");
    }

    @Bean
    FilterRegistrationBean<Filter> cdsBody(DoorProperties properties) {
        return before(
                new BodyFilter(properties.cdsMaxBody().toBytes(), "cds.max-body", properties.bodyTimeout()),
                BEFORE_THE_DOORS + 2,
                "cdsBody",
                "/cds-services/*");
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> containerErrors() {
        return factory -> factory.addContextCustomizers(context ->
                ((StandardHost) context.getParent()).setErrorReportValveClass(ContainerErrors.class.getName()));
    }

    /** Tomcat throws at the eleventh language that a reader names; how long a header may be is limited already. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> anyNumberOfLanguages() {
        return factory -> factory.addConnectorCustomizers(connector -> connector.setMaxLocaleCount(-1));
    }

    private static FilterRegistrationBean<Filter> before(Filter filter, int order, String name, String... paths) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(paths);
        registration.setOrder(order);
        registration.setName(name);
        return registration;
    }
}
