package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.rules.Wording;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The language of the cards: what the client accepts, else what the user's Practitioner resource says, else the site's. */
final class CardLanguage {

    private static final List<Locale> SPOKEN =
            Wording.LANGUAGES.stream().sorted().map(Locale::forLanguageTag).toList();

    private CardLanguage() {}

    /**
     * Known at once, or when the EHR's server has said who the user is; that it does not say is no reason to fail.
     *
     * @param ehr null when the call names no server
     */
    static Supplier<Locale> of(
            @Nullable String acceptLanguage, HookRequest request, @Nullable EhrServer ehr, Wording wording) {
        Optional<Locale> said = accepted(acceptLanguage).or(() -> practitioners(request)
                .flatMap(CardLanguage::communication)
                .findFirst());
        if (said.isPresent() || ehr == null) {
            return () -> said.orElse(wording.site());
        }
        CompletableFuture<Locale> asked = user(request.userId(), ehr)
                .thenApply(user -> communication(user).findFirst().orElse(wording.site()))
                .exceptionally(e -> wording.site());
        return asked::join;
    }

    private static CompletableFuture<JsonNode> user(String userId, EhrServer ehr) {
        String id = References.id(userId);
        if (userId.startsWith("PractitionerRole/")) {
            return ehr.read("PractitionerRole", id)
                    .thenCompose(role -> ehr.read(
                            "Practitioner",
                            References.id(role.json()
                                    .path("practitioner")
                                    .path("reference")
                                    .asString(""))))
                    .thenApply(PrefetchValue.Held::json);
        }
        return userId.startsWith("Practitioner/")
                ? ehr.read("Practitioner", id).thenApply(PrefetchValue.Held::json)
                : CompletableFuture.completedFuture(MissingNode.getInstance());
    }

    /** The best accepted language that is spoken here; a part of the header that can't be read is passed over. */
    static Optional<Locale> accepted(@Nullable String header) {
        List<LanguageRange> ranges = Stream.of(
                        Objects.requireNonNullElse(header, "").split(",", -1))
                .flatMap(part -> ranges(part.strip()).stream())
                .sorted(Comparator.comparingDouble(LanguageRange::getWeight).reversed())
                .toList();
        return Optional.ofNullable(Locale.lookup(ranges, SPOKEN));
    }

    private static List<LanguageRange> ranges(String part) {
        try {
            return LanguageRange.parse(part);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }

    /** The user, where a client has sent it along, under whichever key. */
    private static Stream<JsonNode> practitioners(HookRequest request) {
        String id = References.id(request.userId());
        return request.prefetch()
                .valueStream()
                .map(PrefetchValue::unwrapped)
                .flatMap(v -> Stream.concat(
                        Stream.of(v), v.path("entry").valueStream().map(e -> e.path("resource"))))
                .filter(r -> r.path("resourceType").asString("").equals("Practitioner"))
                .filter(r -> r.path("id").asString("").equals(id));
    }

    private static Stream<Locale> communication(JsonNode practitioner) {
        return practitioner
                .path("communication")
                .valueStream()
                .flatMap(c -> c.path("coding").valueStream())
                .flatMap(c -> accepted(c.path("code").asString("")).stream());
    }
}
