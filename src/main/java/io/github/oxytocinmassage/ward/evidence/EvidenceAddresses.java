package io.github.oxytocinmassage.ward.evidence;

import io.github.oxytocinmassage.rules.Catalogue;
import io.github.oxytocinmassage.rules.EvidencePages;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/** Where the evidence pages are for a reader elsewhere: under {@code cds.base-url}; the demo's are on this machine. Never by a request's Host. */
@Component
final class EvidenceAddresses implements EvidencePages {

    private final Catalogue catalogue;
    private final Environment settings;

    EvidenceAddresses(Catalogue catalogue, Environment settings) {
        this.catalogue = catalogue;
        this.settings = settings;
    }

    @Override
    public Optional<URI> of(String rule, Locale locale) {
        return catalogue
                .of(rule)
                .flatMap(entry -> base())
                .map(base -> URI.create(base + "/evidence/" + rule + "?lang=" + locale.getLanguage()));
    }

    /** The demo's port is known once the server listens. */
    private Optional<String> base() {
        String set = settings.getProperty("cds.base-url", "").strip();
        if (!set.isEmpty()) {
            return Optional.of(set.replaceFirst("/+$", ""));
        }
        return settings.acceptsProfiles(Profiles.of("demo"))
                ? Optional.ofNullable(settings.getProperty("local.server.port")).map(port -> "http://localhost:" + port)
                : Optional.empty();
    }
}
