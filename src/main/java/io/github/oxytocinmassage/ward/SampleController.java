package io.github.oxytocinmassage.ward;

import java.util.Optional;
import java.util.function.Function;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The sample records as files, to be sent to the two doors. */
@RestController
@Profile("demo")
class SampleController {

    private static final String NAME = "/demo/{name:[a-z0-9-]+}";
    private static final MediaType FHIR = MediaType.parseMediaType("application/fhir+json;charset=UTF-8");

    private final SampleMothers mothers;
    private final SampleRequests requests;

    SampleController(SampleMothers mothers, SampleRequests requests) {
        this.mothers = mothers;
        this.requests = requests;
    }

    /** The record as it lies in its file. */
    @GetMapping(NAME + ".json")
    ResponseEntity<String> record(@PathVariable String name) {
        return answer(name, FHIR, SampleMother::record);
    }

    @GetMapping(NAME + ".parameters.json")
    ResponseEntity<String> parameters(@PathVariable String name) {
        return answer(name, FHIR, m -> requests.parameters(m).toPrettyString());
    }

    @GetMapping(NAME + ".transaction.json")
    ResponseEntity<String> transaction(@PathVariable String name) {
        return answer(name, FHIR, m -> requests.transaction(m).toPrettyString());
    }

    @GetMapping(NAME + ".hook.json")
    ResponseEntity<String> hook(@PathVariable String name) {
        return answer(name, MediaType.APPLICATION_JSON, m -> requests.hook(m).toPrettyString());
    }

    private ResponseEntity<String> answer(String name, MediaType type, Function<SampleMother, String> body) {
        Optional<SampleMother> mother = mothers.named(name);
        return mother.map(m -> ResponseEntity.ok().contentType(type).body(body.apply(m)))
                .orElseGet(() -> ResponseEntity.notFound().build());
    }
}
