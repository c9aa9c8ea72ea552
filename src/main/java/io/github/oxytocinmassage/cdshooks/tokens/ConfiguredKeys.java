package io.github.oxytocinmassage.cdshooks.tokens;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.oxytocinmassage.security.KeyRing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.io.ResourceLoader;

/** Keys that the site has given itself. A file is read again when a token names a key that it does not hold, so that keys can change without a restart. */
final class ConfiguredKeys {

    private final ResourceLoader resources;

    ConfiguredKeys(ResourceLoader resources) {
        this.resources = resources;
    }

    /**
     * @param setting that gave it
     * @param given a JWK set, or the resource that holds it
     * @throws InvalidConfigurationPropertyValueException when there are no keys now: the service does not start then
     */
    KeyRing ring(String setting, String given, Clock clock) {
        KeyRing.Source source = () -> publicKeys(given);
        try {
            source.read();
        } catch (IOException e) {
            throw new InvalidConfigurationPropertyValueException(
                    setting,
                    given,
                    "It has to be a JWK set, or the location of one as file:/etc/ehr.jwks.json: " + e.getMessage());
        }
        return new KeyRing(source, clock);
    }

    private JWKSet publicKeys(String given) throws IOException {
        String text = given.stripLeading().startsWith("{")
                ? given
                : resources.getResource(given).getContentAsString(StandardCharsets.UTF_8);
        try {
            JWKSet keys = JWKSet.parse(text).toPublicJWKSet();
            if (keys.isEmpty()) {
                throw new IOException("there is no public key in it");
            }
            return keys;
        } catch (ParseException e) {
            throw new IOException("it is no JWK set", e);
        }
    }
}
