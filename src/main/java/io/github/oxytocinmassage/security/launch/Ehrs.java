package io.github.oxytocinmassage.security.launch;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/** The EHRs that may launch this service. */
public final class Ehrs {

    private final List<Ehr> all;
    private final String base;

    /** @param base URL of this service, without a slash at its end; empty: not known beforehand */
    Ehrs(List<Ehr> all, String base) {
        this.all = List.copyOf(all);
        this.base = base;
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /**
     * Where an EHR launches this service, for a link on a card.
     *
     * @param fhirServer of the EHR that shows the card
     * @return empty for a server that is no configured EHR's, and where this service's own address is not known
     */
    public Optional<URI> launchFrom(String fhirServer) {
        return ofIss(fhirServer).filter(ehr -> !base.isEmpty()).map(ehr -> URI.create(base + LaunchRequests.PATH));
    }

    Optional<Ehr> ofIss(String iss) {
        String plain = Ehr.plain(iss);
        return all.stream().filter(e -> e.iss().equals(plain)).findFirst();
    }

    Optional<Ehr> ofRegistration(String id) {
        return all.stream().filter(e -> e.registrationId().equals(id)).findFirst();
    }

    List<Ehr> all() {
        return all;
    }

    String base() {
        return base;
    }
}
