package io.github.oxytocinmassage.ward.launch;

import io.github.oxytocinmassage.rules.Catalogue;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a card gave along to the launch: {@code {"finding":"OM-DAN-I13"}}. Anything else is as if nothing had been given. */
final class AppContext {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 200;

    private AppContext() {}

    /** Id of a rule of the release. */
    static Optional<String> finding(String context, Catalogue rules) {
        if (context.isEmpty() || context.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            JsonNode finding = JSON.readTree(context).path("finding");
            return finding.isString() ? rules.of(finding.asString()).map(Catalogue.Entry::rule) : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }
}
