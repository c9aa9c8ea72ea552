package io.github.oxytocinmassage.cdshooks;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Pages in a browser that may call the services.
 *
 * @param origins {@code https://ehr.example.org}; none: no page may
 */
@ConfigurationProperties("cds.cors")
record CorsProperties(@DefaultValue List<String> origins) {}
