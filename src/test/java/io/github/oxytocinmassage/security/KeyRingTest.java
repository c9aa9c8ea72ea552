package io.github.oxytocinmassage.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.RemoteKeySourceException;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTest {

    private final Hand hand = new Hand();
    private final List<OctetSequenceKey> published = new ArrayList<>();
    private int reads;
    private boolean away;

    private final KeyRing ring = new KeyRing(
            () -> {
                reads++;
                if (away) {
                    throw new IOException("away");
                }
                return new JWKSet(List.copyOf(published));
            },
            hand);

    /** A clock that is moved by hand. */
    private static final class Hand extends Clock {

        private Instant now = Instant.parse("2026-06-05T05:00:00Z");

        void forward(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void keys_are_read_once_for_many_tokens() throws Exception {
        publish("a");

        assertThat(found("a")).isOne();
        assertThat(found("a")).isOne();
        assertThat(reads).isOne();
    }

    @Test
    void a_new_key_is_found_by_the_first_token_that_names_it() throws Exception {
        publish("a");
        assertThat(found("a")).isOne();

        publish("b");

        assertThat(found("b")).isOne();
        assertThat(reads).isEqualTo(2);
    }

    @Test
    void unknown_keys_make_it_read_again_once_a_minute_at_most() throws Exception {
        publish("a");
        for (int second = 0; second < 300; second++) {
            assertThat(found("x" + second)).isZero();
            hand.forward(Duration.ofSeconds(1));
        }

        assertThat(reads).isBetween(5, 6);
    }

    @Test
    void a_key_that_is_withdrawn_is_forgotten_after_a_quarter_of_an_hour() throws Exception {
        publish("a");
        assertThat(found("a")).isOne();
        published.clear();
        publish("b");

        hand.forward(Duration.ofMinutes(16));

        assertThat(found("a")).isZero();
    }

    @Test
    void known_keys_serve_on_while_their_server_is_away_and_none_are_said_to_be_so() throws Exception {
        away = true;
        assertThatThrownBy(() -> found("a")).isInstanceOf(RemoteKeySourceException.class);
        away = false;
        hand.forward(Duration.ofSeconds(10));
        publish("a");
        assertThat(found("a")).isOne();

        away = true;
        hand.forward(Duration.ofHours(1));

        assertThat(found("a")).isOne();
    }

    private void publish(String id) throws Exception {
        published.add(new OctetSequenceKeyGenerator(256).keyID(id).generate());
    }

    private int found(String id) throws Exception {
        return ring.get(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()), null)
                .size();
    }
}
