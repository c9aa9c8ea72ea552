package io.github.oxytocinmassage.cdshooks.tokens;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.EncryptedJWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.security.Key;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Nimbus' reading of a token, held to CDS Hooks: who signed it is looked up by its {@code iss}, with which key by its {@code jku} and {@code kid}. */
final class ClientTokens extends DefaultJWTProcessor<SecurityContext> {

    private static final int SHORTEST_RSA = 2048;

    private final Map<String, AllowedClient> clients;
    private final Set<JWSAlgorithm> algorithms;

    /** @param clients by issuer */
    ClientTokens(Map<String, AllowedClient> clients, Set<JWSAlgorithm> algorithms, ClaimRules claims) {
        this.clients = clients;
        this.algorithms = algorithms;
        setJWSTypeVerifier((type, context) -> {
            if (!JOSEObjectType.JWT.equals(type)) {
                throw new BadClientToken("its type is not JWT (typ)");
            }
        });
        setJWTClaimsSetAwareJWSKeySelector((header, claimed, context) -> List.of());
        setJWTClaimsSetVerifier(claims);
    }

    @Override
    public JWTClaimsSet process(SignedJWT token, @Nullable SecurityContext context)
            throws BadJOSEException, JOSEException {
        check(token.getHeader());
        return super.process(token, context);
    }

    @Override
    public JWTClaimsSet process(EncryptedJWT token, @Nullable SecurityContext context) throws BadJOSEException {
        throw new BadClientToken("it is encrypted; a signed one is needed");
    }

    private void check(JWSHeader header) throws BadClientToken {
        if (!algorithms.contains(header.getAlgorithm())) {
            throw new BadClientToken("its algorithm is not taken here (alg; cds.token-algorithms)");
        }
        if (header.getKeyID() == null || header.getKeyID().isBlank()) {
            throw new BadClientToken("it does not name its key (kid)");
        }
        if (header.getJWK() != null || header.getX509CertURL() != null || header.getX509CertChain() != null) {
            throw new BadClientToken("it brings a key along (jwk, x5u, x5c); only those of its client are looked at");
        }
        if (header.getCriticalParams() != null) {
            throw new BadClientToken("it asks for an extension that is not known here (crit)");
        }
    }

    @Override
    protected List<? extends Key> selectKeys(JWSHeader header, JWTClaimsSet claims, @Nullable SecurityContext context)
            throws KeySourceException, BadClientToken {
        AllowedClient client = clients.get(String.valueOf(claims.getIssuer()));
        if (client == null) {
            throw new BadClientToken("its iss is no client that is allowed here (cds.clients)");
        }
        JWKSource<SecurityContext> source = client.keys(header.getJWKURL())
                .orElseThrow(() -> new BadClientToken("its jku is not one of its client's (cds.clients.*.jku)"));
        List<Key> keys = new JWSVerificationKeySelector<>(algorithms, source)
                .selectJWSKeys(header, context).stream()
                        .filter(key -> fits(key, header.getAlgorithm()))
                        .toList();
        if (keys.isEmpty()) {
            throw new BadClientToken("its client has no key of this kid and kind");
        }
        return keys;
    }

    /** A short RSA key is nobody's; ES384 takes a curve of its own. */
    private static boolean fits(Key key, JWSAlgorithm algorithm) {
        if (key instanceof RSAPublicKey rsa) {
            return rsa.getModulus().bitLength() >= SHORTEST_RSA;
        }
        return key instanceof ECPublicKey curve
                && Curve.forJWSAlgorithm(algorithm).contains(Curve.forECParameterSpec(curve.getParams()));
    }
}
