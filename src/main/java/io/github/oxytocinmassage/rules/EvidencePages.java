package io.github.oxytocinmassage.rules;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Where a reader finds the evidence of a rule. Whoever has pages says so by a bean of this type; without one nothing links to them. */
public interface EvidencePages {

    /** @return an absolute address; empty when there is no page on the rule */
    Optional<URI> of(String rule, Locale locale);
}
