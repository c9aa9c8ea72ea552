package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.entries.Author;
import io.github.oxytocinmassage.ward.accounts.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** Who calls, as an entry names them. */
final class Callers {

    private Callers() {}

    static Author author(HttpServletRequest request) {
        return SignedIn.of(request)
                .map(a -> new Author(
                        a.shown(),
                        a.practitioner().map(id -> "Practitioner/" + id).orElse(null)))
                .orElse(Author.UNKNOWN);
    }

    /** Logical id of the mother whose family has signed in. */
    static Optional<String> mother(HttpServletRequest request) {
        return SignedIn.of(request).flatMap(SignedIn::mother);
    }
}
