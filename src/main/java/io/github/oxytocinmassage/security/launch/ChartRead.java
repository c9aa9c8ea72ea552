package io.github.oxytocinmassage.security.launch;

import io.github.oxytocinmassage.security.StrictJson;
import io.github.oxytocinmassage.security.outgoing.BearerToken;
import io.github.oxytocinmassage.security.outgoing.Deadline;
import io.github.oxytocinmassage.security.outgoing.OutgoingCallException;
import io.github.oxytocinmassage.security.outgoing.OutgoingCalls;
import io.github.oxytocinmassage.security.outgoing.OutgoingGet;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is read from the EHR at a launch with the token that came of it: the numbers of the patient whose chart is open, and the name of who
 * comes. Nothing else is kept of either.
 */
final class ChartRead {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MOST_IDENTIFIERS = 100;
    private static final int LONGEST = 500;

    private final OutgoingCalls calls;
    private final Ehr ehr;
    private final BearerToken token;

    ChartRead(OutgoingCalls calls, Ehr ehr, BearerToken token) {
        this.calls = calls;
        this.ehr = ehr;
        this.token = token;
    }

    /**
     * @param id of the Patient at the EHR
     * @return {@code identifiers}, a list of pairs of system and value; {@code birthDate}, where there is one
     * @throws IOException when the EHR does not show this very patient
     */
    Map<String, Object> patient(String id) throws IOException {
        Map<String, Object> patient = read("Patient", id);
        List<List<String>> identifiers = new ArrayList<>();
        for (Object one : list(patient.get("identifier"))) {
            if (one instanceof Map<?, ?> identifier
                    && identifier.get("system") instanceof String system
                    && identifier.get("value") instanceof String value
                    && !system.isBlank()
                    && !value.isBlank()
                    && !"old".equals(identifier.get("use"))) {
                identifiers.add(List.of(system, value));
            }
        }
        if (identifiers.size() > MOST_IDENTIFIERS
                || identifiers.stream().flatMap(List::stream).anyMatch(part -> part.length() > LONGEST)) {
            // One left out may be the one that tells of a mix-up.
            throw new IOException("the patient has more identifiers, or longer ones, than are read");
        }
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("identifiers", identifiers);
        if (patient.get("birthDate") instanceof String date && date.length() <= LONGEST) {
            kept.put("birthDate", date);
        }
        return kept;
    }

    /** A name is only shown: without one it goes on. */
    Optional<String> nameOf(FhirUser user) {
        try {
            Map<String, Object> read = read(user.type(), user.id());
            String name = user.type().equals("Practitioner")
                    ? list(read.get("name")).stream()
                            .map(ChartRead::written)
                            .filter(n -> !n.isEmpty())
                            .findFirst()
                            .orElse("")
                    : read.get("practitioner") instanceof Map<?, ?> person ? text(person.get("display")) : "";
            return name.isEmpty() ? Optional.empty() : Optional.of(name);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Map<String, Object> read(String type, String id) throws IOException {
        Map<String, Object> read;
        try {
            read = StrictJson.object(calls.get(new OutgoingGet(
                            URI.create(ehr.iss() + "/" + type + "/" + id),
                            "application/fhir+json",
                            token,
                            Deadline.after(PATIENCE),
                            MAX_BYTES))
                    .body());
        } catch (OutgoingCallException e) {
            throw new IOException("the EHR does not show it", e);
        }
        if (!type.equals(read.get("resourceType")) || !id.equals(read.get("id"))) {
            throw new IOException("the EHR shows another resource than was asked for");
        }
        return read;
    }

    /** A HumanName as people write it. */
    private static String written(@Nullable Object name) {
        if (!(name instanceof Map<?, ?> parts)) {
            return "";
        }
        String whole = text(parts.get("text"));
        if (!whole.isEmpty()) {
            return whole;
        }
        return text(Stream.of(list(parts.get("prefix")), list(parts.get("given")), List.of(text(parts.get("family"))))
                .flatMap(Collection::stream)
                .map(ChartRead::text)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" ")));
    }

    static String text(@Nullable Object value) {
        String text = value instanceof String given ? given.strip() : "";
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static Collection<?> list(@Nullable Object value) {
        return Objects.requireNonNullElse(value, List.of()) instanceof Collection<?> list ? list : List.of();
    }
}
