package io.github.oxytocinmassage.ward.launch;

import io.github.oxytocinmassage.fhir.KnownPatients.BusinessId;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whose chart an EHR had open when it launched, as the sign-in left it in the session's attribute {@code launched}. It is taken out once.
 *
 * @param patient logical id, the same here; null where ids differ
 * @param identifiers of the patient, where ids differ
 * @param birthDate null: not known to the EHR
 * @param context that a card gave along; empty: none
 */
record Launched(
        @Nullable String patient,
        List<BusinessId> identifiers,
        @Nullable String birthDate,
        String context) {

    private static final String ATTRIBUTE = "launched";

    static Optional<Launched> take(@Nullable HttpSession session) {
        if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof Map<?, ?> kept)) {
            return Optional.empty();
        }
        session.removeAttribute(ATTRIBUTE);
        return Optional.of(new Launched(
                text(kept, "patient"),
                identifiers(kept.get("identifiers")),
                text(kept, "birthDate"),
                Optional.ofNullable(text(kept, "appContext")).orElse("")));
    }

    private static @Nullable String text(Map<?, ?> kept, String key) {
        return kept.get(key) instanceof String text ? text : null;
    }

    private static List<BusinessId> identifiers(@Nullable Object pairs) {
        List<BusinessId> identifiers = new ArrayList<>();
        if (pairs instanceof List<?> list) {
            for (Object one : list) {
                if (one instanceof List<?> pair
                        && pair.size() == 2
                        && pair.get(0) instanceof String system
                        && pair.get(1) instanceof String value) {
                    identifiers.add(new BusinessId(system, value));
                }
            }
        }
        return identifiers;
    }
}
