package io.github.oxytocinmassage.cdshooks;

import java.net.URI;
import java.util.Optional;

/** Where what a rule stands on can be read; a card links to the page of its leading rule. */
@FunctionalInterface
interface EvidencePages {

    /** A link appears once its page exists. */
    EvidencePages NONE = rule -> Optional.empty();

    /** The absolute address of a rule's page. */
    Optional<URI> of(String rule);
}
