package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.oxytocinmassage.registry.ResourceStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import org.hl7.fhir.r4.model.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The demo's sample mothers in the registry, each as if her story were told now: anew at every start. What was entered besides stays. */
final class SampleRecords implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(SampleRecords.class);
    private static final String FILES = "classpath:demo/*.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FhirContext context;
    private final ResourceStore store;
    private final Filing filing;
    private final Clock clock;
    private final ZoneId zone;

    SampleRecords(FhirContext context, ResourceStore store, Filing filing, Clock clock, ZoneId zone) {
        this.context = context;
        this.store = store;
        this.filing = filing;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public void afterPropertiesSet() throws IOException {
        for (var file : new PathMatchingResourcePatternResolver().getResources(FILES)) {
            String name = Objects.requireNonNull(file.getFilename()).replaceFirst("\\.json$", "");
            JsonNode bundle = JSON.readTree(file.getContentAsByteArray());
            Instant told =
                    OffsetDateTime.parse(bundle.path("timestamp").textValue()).toInstant();
            List<JsonNode> record = StreamSupport.stream(bundle.path("entry").spliterator(), false)
                    .map(e -> e.path("resource"))
                    .toList();
            keep(name, new SampleRecord(name, record, told, clock.instant(), zone).resources());
        }
    }

    private void keep(String name, List<JsonNode> record) {
        List<Resource> resources = record.stream()
                .filter(r -> RecordTypes.names().contains(r.path("resourceType").textValue()))
                .map(r -> (Resource) context.newJsonParser().parseResource(r.toString()))
                .toList();
        try {
            store.write(writing -> {
                resources.forEach(
                        r -> filing.update(writing, r, r.getIdElement().getIdPart(), null));
                return resources.size();
            });
        } catch (ResourceVersionConflictException e) {
            LOG.warn("Sample {} is left out: someone else has an identifier of hers", name);
        }
    }
}
