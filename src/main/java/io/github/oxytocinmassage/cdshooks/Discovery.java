package io.github.oxytocinmassage.cdshooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the discovery endpoint answers (CDS Hooks, "Discovery"). */
record Discovery(List<Service> services) {

    /** Of the CDS Hooks specification that the services speak. */
    private static final String SPECIFICATION = "3.0.0";

    private static final String USAGE_REQUIREMENTS =
            "For midwives and nurses: a user who is a Patient or RelatedPerson gets no cards. Every prefetch key is needed, whole (no next"
                    + " page); a search that finds nothing is an answer, a missing key is not: it is fetched from fhirServer where the"
                    + " site allows that, as are the infants' own charts, else the call is refused (412). \"infants\" holds the Patient of each infant"
                    + " and, where there is one, the RelatedPerson (relationship MTH) that ties it to the mother; where the server does not"
                    + " find them by Patient.link, fill the key by other means. \"measurements\" may hold the infants' measurements too, and"
                    + " \"checks\" filled QuestionnaireResponses. In an infant's chart, fill \"mother\" and all searches by the mother's id.";

    /** One service. */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record Service(
            String hook,
            String title,
            String description,
            String id,
            Map<String, String> prefetch,
            String usageRequirements,
            String version) {}

    static Discovery ofAll() {
        Map<String, String> prefetch = new LinkedHashMap<>();
        for (PrefetchKey key : PrefetchKey.values()) {
            prefetch.put(key.key(), key.template());
        }
        return new Discovery(Arrays.stream(HookService.values())
                .map(s -> new Service(
                        s.hook(), s.title(), s.description(), s.id(), prefetch, USAGE_REQUIREMENTS, SPECIFICATION))
                .toList());
    }
}
