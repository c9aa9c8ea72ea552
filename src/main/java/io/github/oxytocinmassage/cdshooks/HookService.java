package io.github.oxytocinmassage.cdshooks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The services, one for each hook. Both give the same advice; they differ in when they are called and what the context has to say. */
public enum HookService {
    VIEW(
            "oxytocin-massage",
            "patient-view",
            "Oxytocin massage and milk adequacy",
            "Reads the course of the 14-day oxytocin massage protocol and the infant's feeding, and says what a midwife or nurse may do"
                    + " next; danger signs of mother and infant come first.",
            "userId",
            "patientId"),
    DISCHARGE(
            "oxytocin-massage-discharge",
            "encounter-discharge",
            "Oxytocin massage and milk adequacy at discharge",
            "Before mother or infant go home: danger signs that are still open, whether the infant gets enough milk, and when to look"
                    + " again.",
            "userId",
            "patientId",
            "encounterId");

    private final String id;
    private final String hook;
    private final String title;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is
    private final List<String> context;

    HookService(String id, String hook, String title, String description, String... context) {
        this.id = id;
        this.hook = hook;
        this.title = title;
        this.description = description;
        this.context = List.of(context);
    }

    /** In the service's address. */
    String id() {
        return id;
    }

    String hook() {
        return hook;
    }

    String title() {
        return title;
    }

    String description() {
        return description;
    }

    /** What the hook's context always holds. */
    List<String> context() {
        return context;
    }

    /** Of all services. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(HookService::id).toList();
    }

    static Optional<HookService> ofId(String id) {
        return Arrays.stream(values()).filter(s -> s.id.equals(id)).findFirst();
    }
}
