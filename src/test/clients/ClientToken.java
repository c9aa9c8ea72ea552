import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

/**
 * Plays a CDS client: makes its key, and its tokens, with the JDK alone.
 *
 * <pre>
 * java src/test/clients/ClientToken.java key ehr.key > ehr.jwks.json          a new private key; its JWK set
 * java src/test/clients/ClientToken.java token ehr.key https://ehr.example URL    a token for one call of URL
 * </pre>
 */
public final class ClientToken {

    private static final String KEY_ID = "ehr-1";
    private static final int SECONDS = 240;
    private static final int COORDINATE_BYTES = 48;

    private ClientToken() {}

    public static void main(String[] arguments) throws IOException, GeneralSecurityException {
        if (arguments.length == 2 && arguments[0].equals("key")) {
            System.out.println(newKey(Path.of(arguments[1])));
        } else if (arguments.length == 4 && arguments[0].equals("token")) {
            System.out.println(token(Path.of(arguments[1]), arguments[2], arguments[3]));
        } else {
            System.err.println("key FILE | token FILE ISSUER URL");
            System.exit(2);
        }
    }

    private static String newKey(Path file) throws IOException, GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp384r1"));
        KeyPair pair = generator.generateKeyPair();
        Files.writeString(file, base64(pair.getPrivate().getEncoded()));
        ECPublicKey key = (ECPublicKey) pair.getPublic();
        return """
                {"keys":[{"kty":"EC","crv":"P-384","use":"sig","alg":"ES384","kid":"%s","x":"%s","y":"%s"}]}"""
                .formatted(KEY_ID, coordinate(key.getW().getAffineX()), coordinate(key.getW().getAffineY()));
    }

    private static String token(Path file, String issuer, String url) throws IOException, GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getUrlDecoder().decode(Files.readString(file).strip())));
        long now = Instant.now().getEpochSecond();
        String header = "{\"alg\":\"ES384\",\"typ\":\"JWT\",\"kid\":\"" + KEY_ID + "\"}";
        String claims = "{\"iss\":\"%s\",\"aud\":\"%s\",\"iat\":%d,\"exp\":%d,\"jti\":\"%s\"}"
                .formatted(issuer, url, now, now + SECONDS, UUID.randomUUID());
        String signed = base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA384withECDSAinP1363Format");
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64(signature.sign());
    }

    /** Of a fixed length, without the byte that a sign may take. */
    private static String coordinate(BigInteger number) {
        byte[] bytes = number.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return base64(fixed);
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
