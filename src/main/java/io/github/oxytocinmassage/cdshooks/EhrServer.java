package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.cdshooks.PrefetchValue.Held;
import io.github.oxytocinmassage.fhir.BadRecordException;
import io.github.oxytocinmassage.fhir.Scanned;
import io.github.oxytocinmassage.fhir.StrictScan;
import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.security.outgoing.BearerToken;
import io.github.oxytocinmassage.security.outgoing.Deadline;
import io.github.oxytocinmassage.security.outgoing.Origin;
import io.github.oxytocinmassage.security.outgoing.OutgoingAnswer;
import io.github.oxytocinmassage.security.outgoing.OutgoingGet;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;

/**
 * The EHR's FHIR server as one call sees it: with the call's token, until its deadline, up to its measure of bytes. It is made for the call
 * and forgotten with it. Every future ends by the deadline, with a whole answer or a {@link FetchFailedException}.
 */
final class EhrServer {

    private static final int PAGES = 50;
    private static final int BYTES_OF_ONE_ANSWER = 2 << 20;
    private static final String ACCEPT = "application/fhir+json, application/json;q=0.9";
    private static final String SHEETS = "QuestionnaireResponse?patient=";
    private static final Pattern ID = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9.-]{1,64}");

    private final Function<OutgoingGet, CompletableFuture<OutgoingAnswer>> calls;
    private final StrictScan scan;
    private final String base;
    private final @Nullable BearerToken token;
    private final Deadline deadline;
    private final AtomicInteger bytesLeft;

    /** @param base of the server, without a slash at its end */
    EhrServer(
            Function<OutgoingGet, CompletableFuture<OutgoingAnswer>> calls,
            StrictScan scan,
            String base,
            @Nullable BearerToken token,
            Deadline deadline,
            int maxBytes) {
        this.calls = calls;
        this.scan = scan;
        this.base = base;
        this.token = token;
        this.deadline = deadline;
        this.bytesLeft = new AtomicInteger(maxBytes);
    }

    /** Whether it may stand in an address: FHIR's own form of an id. */
    static boolean isId(String id) {
        return ID.matcher(id).matches();
    }

    /** What a prefetch key stands for, of this patient; beside the checks that are Observations, the sheets that were filled as questionnaires. */
    CompletableFuture<Held> fetch(PrefetchKey key, String patientId) {
        if (!isId(patientId)) {
            return failed("the patient's id is none of FHIR's");
        }
        if (key == PrefetchKey.MOTHER) {
            return read("Patient", patientId);
        }
        CompletableFuture<Held> found = search(key.template().replace("{{context.patientId}}", patientId));
        return key == PrefetchKey.CHECKS
                ? found.thenCombine(unlessRefused(search(SHEETS + patientId)), EhrServer::joined)
                : found;
    }

    /** A server that does not know such resources, or does not hand them out, has none for us. */
    private static CompletableFuture<Optional<Held>> unlessRefused(CompletableFuture<Held> answer) {
        return answer.thenApply(Optional::of).exceptionally(failure -> {
            FetchFailedException why = FetchFailedException.of(failure);
            if (why.isRefused()) {
                return Optional.empty();
            }
            throw why;
        });
    }

    private static Held joined(Held first, Optional<Held> second) {
        Bundle all = (Bundle) first.resource();
        List<Doubt> doubts = new ArrayList<>(first.doubts());
        second.ifPresent(more -> {
            ((Bundle) more.resource()).getEntry().forEach(all::addEntry);
            doubts.addAll(more.doubts());
        });
        return new Held(all, first.json(), doubts);
    }

    /** One resource: of that type and id, or none. */
    CompletableFuture<Held> read(String type, String id) {
        if (!isId(id)) {
            return failed("an id is none of FHIR's");
        }
        return answer(uri(type + "/" + id)).thenApply(held -> {
            String read = held.json().path("resourceType").asString("");
            if (!read.equals(type) || !held.json().path("id").asString("").equals(id)) {
                throw new FetchFailedException(
                        "the server sent another resource than the " + type + " that was asked for");
            }
            return held;
        });
    }

    /** All pages of a search, as one Bundle. */
    CompletableFuture<Held> search(String query) {
        return pages(uri(query), new FetchedPages());
    }

    private CompletableFuture<Held> pages(@Nullable URI uri, FetchedPages before) {
        if (!before.isNew(uri) || before.count() == PAGES) {
            return failed("the server's next links have no end");
        }
        return answer(uri).thenCompose(held -> {
            String next = before.add(held);
            if (next == null) {
                return CompletableFuture.completedFuture(before.joined());
            }
            URI to = resolved(uri, next);
            return to == null ? failed("a next link leads to another server") : pages(to, before);
        });
    }

    private CompletableFuture<Held> answer(@Nullable URI uri) {
        int most = Math.min(bytesLeft.get(), BYTES_OF_ONE_ANSWER);
        if (uri == null) {
            return CompletableFuture.failedFuture(FetchFailedException.closed("fhirServer is no address of a server"));
        }
        if (most <= 0) {
            return failed("the record on the server is larger than cds.max-fetched");
        }
        return calls.apply(new OutgoingGet(uri, ACCEPT, token, deadline, most)).thenApply(this::parsed);
    }

    private Held parsed(OutgoingAnswer answer) {
        if (bytesLeft.addAndGet(-answer.body().length) < 0) {
            throw new FetchFailedException("the record on the server is larger than cds.max-fetched");
        }
        if (!isJson(answer.contentType())) {
            throw new FetchFailedException("the server's answer is no JSON in UTF-8, by its Content-Type");
        }
        try {
            Scanned scanned = scan.json(answer.body());
            return new Held(scanned.resource(), JsonBody.read(answer.body()), scanned.doubts());
        } catch (BadRecordException | HookRefusedException e) {
            throw new FetchFailedException("the server's answer can't be read as FHIR R4");
        }
    }

    private static boolean isJson(String contentType) {
        List<String> parts = List.of(
                contentType.toLowerCase(Locale.ROOT).replaceAll("[\"\\s]", "").split(";", -1));
        return (parts.get(0).isEmpty()
                        || parts.get(0).endsWith("json")
                        || parts.get(0).equals("application/json+fhir"))
                && parts.stream().noneMatch(p -> p.startsWith("charset=") && !p.matches("charset=(utf-?8|us-ascii)"))
                && parts.stream().noneMatch(p -> p.startsWith("fhirversion=") && !p.startsWith("fhirversion=4.0"));
    }

    /** Null when there is no such address. */
    private @Nullable URI uri(String relative) {
        return base.contains("?") || base.contains("#") ? null : address(base + "/" + relative);
    }

    /** Null when it is another server's: the token is not meant for it. */
    private static @Nullable URI resolved(@Nullable URI from, String link) {
        URI to = address(link);
        if (from == null || to == null) {
            return null;
        }
        URI whole = from.resolve(to);
        return Origin.of(whole).equals(Origin.of(from)) ? whole : null;
    }

    private static @Nullable URI address(String text) {
        try {
            return URI.create(text.strip().replace("|", "%7C"));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static CompletableFuture<Held> failed(String why) {
        return CompletableFuture.failedFuture(new FetchFailedException(why));
    }
}
