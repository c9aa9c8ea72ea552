package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.cdshooks.PrefetchValue.Held;
import io.github.oxytocinmassage.protocol.Doubt;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;

/** The pages of one search, one after the other. */
final class FetchedPages {

    private final Set<URI> addresses = new HashSet<>();
    private final List<Held> pages = new ArrayList<>();

    int count() {
        return pages.size();
    }

    /** Whether the page has not been asked for yet. */
    boolean isNew(@Nullable URI address) {
        return address == null || addresses.add(address);
    }

    /**
     * Takes a page.
     *
     * @return the link to the next one; null after the last
     * @throws FetchFailedException when it is no page of a search, or the last one and there should be more
     */
    @Nullable
    String add(Held page) {
        if (!(page.resource() instanceof Bundle)) {
            throw new FetchFailedException("the server's answer is no searchset");
        }
        String error = SearchAnswer.error(page.json());
        if (error != null) {
            throw new FetchFailedException("the server's answer " + error);
        }
        pages.add(page);
        String next = SearchAnswer.next(page.json());
        long matches =
                pages.stream().mapToLong(p -> SearchAnswer.matches(p.json())).sum();
        if (next == null && SearchAnswer.total(pages.get(0).json()) > matches) {
            throw new FetchFailedException("the server names more matches than it sends");
        }
        return next;
    }

    /** As if they had come on one page; as JSON the first. */
    Held joined() {
        Held first = pages.get(0);
        Bundle all = (Bundle) first.resource();
        List<Doubt> doubts = new ArrayList<>(first.doubts());
        for (Held page : pages.subList(1, pages.size())) {
            ((Bundle) page.resource()).getEntry().forEach(all::addEntry);
            doubts.addAll(page.doubts());
        }
        return new Held(all, first.json(), doubts);
    }
}
