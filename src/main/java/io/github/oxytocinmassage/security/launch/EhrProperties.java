package io.github.oxytocinmassage.security.launch;

import io.github.oxytocinmassage.security.outgoing.OutgoingCallException;
import io.github.oxytocinmassage.security.outgoing.OutgoingHosts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The EHRs that may launch this service.
 *
 * @param ehrs by a name of the site's
 */
@ConfigurationProperties("ward")
record EhrProperties(@DefaultValue Map<String, Setting> ehrs) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

    /**
     * @param iss base URL of the EHR's FHIR server
     * @param clientSecretFile holds the client's secret and nothing else; null: a public client
     */
    record Setting(
            @Nullable String iss,
            @Nullable String clientId,
            @Nullable Path clientSecretFile,
            @DefaultValue("false") boolean sameIds) {}

    /**
     * @param hosts that may be called
     * @throws IllegalStateException naming the setting that is wrong
     */
    List<Ehr> list(OutgoingHosts hosts) {
        List<Ehr> list = new ArrayList<>();
        Set<String> known = new HashSet<>();
        ehrs.forEach((name, setting) -> {
            Ehr ehr = ehr(name, setting, hosts);
            if (!known.add(ehr.iss())) {
                throw wrong(name, "iss", "is that of another EHR as well; each has its own");
            }
            list.add(ehr);
        });
        return list;
    }

    private static Ehr ehr(String name, Setting setting, OutgoingHosts hosts) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalStateException(
                    "ward.ehrs: an EHR's name has to be lower-case letters, digits and hyphens, 40 at most");
        }
        String iss = Ehr.plain(Objects.requireNonNullElse(setting.iss(), ""));
        String clientId = Objects.requireNonNullElse(setting.clientId(), "").strip();
        URI base = base(name, iss);
        if (clientId.isEmpty()) {
            throw wrong(name, "client-id", "has to be there: the id that this service is registered under at the EHR");
        }
        try {
            hosts.check(base);
        } catch (OutgoingCallException e) {
            throw wrong(
                    name,
                    "iss",
                    "can't be called; name its host in outgoing.hosts (or outgoing.inside-hosts): " + e.getMessage());
        }
        return new Ehr(name, iss, clientId, secret(name, setting.clientSecretFile()), setting.sameIds());
    }

    private static URI base(String name, String iss) {
        try {
            URI base = URI.create(iss);
            if (EhrEndpoints.isSafe(base) && base.getRawQuery() == null) {
                return base;
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw wrong(name, "iss", "has to be the base URL of the EHR's FHIR server (https; http on this machine alone)");
    }

    private static @Nullable String secret(String name, @Nullable Path file) {
        if (file == null) {
            return null;
        }
        String secret;
        try {
            secret = Files.readString(file).strip();
        } catch (IOException e) {
            throw wrong(name, "client-secret-file", "can't be read");
        }
        if (secret.isEmpty() || secret.lines().count() > 1) {
            throw wrong(name, "client-secret-file", "has to hold the secret alone, on one line");
        }
        return secret;
    }

    private static IllegalStateException wrong(String name, String setting, String why) {
        return new IllegalStateException("ward.ehrs." + name + "." + setting + " " + why);
    }
}
