package io.github.oxytocinmassage.security.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.oxytocinmassage.security.outgoing.OutgoingCallException.Reason;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The site allows one EHR, {@code https://ehr.example.org}, and a port of it; everything else that a caller may think of is not called. */
class RefusedAddressesTest {

    private Trap trap;

    @BeforeEach
    void set() throws IOException {
        trap = new Trap();
    }

    @AfterEach
    void clear() throws IOException {
        trap.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // metadata services of clouds
                "http://169.254.169.254/latest/meta-data/",
                "https://169.254.169.254/latest/meta-data/",
                "http://[fd00:ec2::254]/latest/meta-data/",
                "http://metadata.google.internal/computeMetadata/v1/",
                "http://100.100.100.200/latest/meta-data/",
                // this machine, in all its forms
                "http://127.0.0.1:PORT/fhir",
                "http://localhost:PORT/fhir",
                "http://127.1:PORT/fhir",
                "http://2130706433:PORT/fhir",
                "http://0177.0.0.1:PORT/fhir",
                "http://0x7f.0.0.1:PORT/fhir",
                "http://0x7f000001:PORT/fhir",
                "http://0:PORT/fhir",
                "http://0.0.0.0:PORT/fhir",
                "http://[::1]:PORT/fhir",
                "http://[0:0:0:0:0:0:0:1]:PORT/fhir",
                "http://[::]:PORT/fhir",
                "http://[::ffff:127.0.0.1]:PORT/fhir",
                "http://[::ffff:7f00:1]:PORT/fhir",
                "http://[::127.0.0.1]:PORT/fhir",
                "http://[64:ff9b::7f00:1]:PORT/fhir",
                "http://[2002:7f00:1::]:PORT/fhir",
                "http://[fe80::1%25lo]:PORT/fhir",
                // the networks inside
                "https://10.0.0.1/fhir",
                "https://172.16.0.1/fhir",
                "https://192.168.1.1/fhir",
                "https://[fc00::1]/fhir",
                "https://[::ffff:10.0.0.1]/fhir",
                // users, look-alikes, other ports and schemes
                "https://ehr.example.org@127.0.0.1:PORT/fhir",
                "https://user:secret@ehr.example.org:PORT/fhir",
                "https://user@ehr.example.org/fhir",
                "https://ehr.example.org.:PORT/fhir",
                "https://ehr.example.org.evil.example/fhir",
                "https://evil-ehr.example.org/fhir",
                "https://evil.example/ehr.example.org",
                "https://evil.example/fhir?host=ehr.example.org",
                "https://evil.example#ehr.example.org",
                "https://ehr.example.org/fhir#x",
                "https://ehr.example.org:22/fhir",
                "https://ehr.example.org:0/fhir",
                "https://ehr.example.org:99999/fhir",
                "http://ehr.example.org/fhir",
                "http://ehr.example.org:PORT/fhir",
                "http://ehr.example.org:443/fhir",
                "ftp://ehr.example.org/fhir",
                "file:///etc/passwd",
                "file://ehr.example.org/etc/passwd",
                "gopher://ehr.example.org:PORT/_x",
                "jar:https://ehr.example.org/x!/y",
                "data:application/json,x",
                "ehr.example.org/fhir",
                "//ehr.example.org/fhir",
                "https:ehr.example.org",
                "https:///fhir"
            })
    void an_address_that_is_not_allowed_is_not_even_looked_up(String uri) throws Exception {
        FakeNames names = new FakeNames("127.0.0.1");

        try (OutgoingCalls calls = calls(names, List.of("ehr.example.org", "ehr.example.org:" + trap.port()))) {
            assertThat(failure(calls, uri.replace("PORT", "" + trap.port()))).isEqualTo(Reason.ADDRESS_REFUSED);
        }
        assertThat(names.asked()).isZero();
        assertThat(trap.wasKnockedAt()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.8.8",
                "::1",
                "0.0.0.0",
                "::",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "100.64.0.1",
                "198.18.0.1",
                "fc00::1",
                "fd12:3456::1",
                "fec0::1",
                "169.254.169.254",
                "169.254.170.2",
                "fe80::1",
                "100.100.100.200",
                "168.63.129.16",
                "192.0.0.192",
                "fd00:ec2::254",
                "fd20:ce::254",
                "224.0.0.1",
                "239.255.255.250",
                "255.255.255.255",
                "240.0.0.1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "::7f00:1",
                "64:ff9b::7f00:1",
                "64:ff9b::a9fe:a9fe",
                "64:ff9b:1::a00:1",
                "2002:7f00:1::",
                "2002:a00:1::1",
                "2001:0:7f00:1::",
                "100::1",
                "203.0.113.1 127.0.0.1",
                "203.0.113.1 fe80::1"
            })
    void a_name_that_leads_inside_is_not_called(String addresses) throws Exception {
        FakeNames names = new FakeNames(addresses);

        try (OutgoingCalls calls = calls(names, List.of("ehr.example.org:" + trap.port()))) {
            assertThat(failure(calls, "https://ehr.example.org:" + trap.port() + "/fhir"))
                    .isEqualTo(Reason.ADDRESS_REFUSED);
        }
        assertThat(names.asked()).isOne();
        assertThat(trap.wasKnockedAt()).isFalse();
    }

    @Test
    void a_name_that_leads_outside_first_and_then_inside_is_judged_by_what_is_connected_to() throws Exception {
        FakeNames names = new FakeNames("203.0.113.1", "127.0.0.1");

        try (OutgoingCalls calls = calls(names, List.of("ehr.example.org:" + trap.port()))) {
            assertThat(failure(calls, "https://ehr.example.org:" + trap.port() + "/fhir", Duration.ofMillis(500)))
                    .isIn(Reason.TOO_SLOW, Reason.NOT_REACHABLE);
            assertThat(names.asked()).isOne();
            assertThat(failure(calls, "https://ehr.example.org:" + trap.port() + "/fhir"))
                    .isEqualTo(Reason.ADDRESS_REFUSED);
        }
        assertThat(names.asked()).isEqualTo(2);
        assertThat(trap.wasKnockedAt()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "::1", "169.254.169.254", "fe80::1", "100.100.100.200", "224.0.0.1", "0.0.0.0"})
    void a_name_of_the_house_leads_into_its_network_and_nowhere_else(String address) {
        OutgoingHosts hosts = OutgoingHosts.of(List.of(), List.of("ehr.hospital.example"));

        assertThat(mayBeAt(hosts, "ehr.hospital.example", "10.1.2.3")).isTrue();
        assertThat(mayBeAt(hosts, "ehr.hospital.example", "fd12:3456::1")).isTrue();
        assertThat(mayBeAt(hosts, "ehr.hospital.example", "203.0.113.1")).isTrue();
        assertThat(mayBeAt(hosts, "ehr.hospital.example", address)).isFalse();
    }

    @Test
    void an_address_in_the_list_is_called_as_it_stands() throws OutgoingCallException {
        OutgoingHosts hosts = OutgoingHosts.of(List.of("10.1.2.3:8443", "[fd12:3456::1]", "localhost:8080"), List.of());

        hosts.check(URI.create("https://10.1.2.3:8443/fhir"));
        hosts.check(URI.create("https://[fd12:3456::1]/fhir"));
        hosts.check(URI.create("http://LOCALHOST:8080/fhir"));

        assertThat(mayBeAt(hosts, "10.1.2.3", "10.1.2.3")).isTrue();
        assertThat(mayBeAt(hosts, "localhost", "::1")).isTrue();
        assertThat(mayBeAt(hosts, "localhost", "10.1.2.3")).isFalse();
        assertThatThrownBy(() -> hosts.check(URI.create("http://10.1.2.3:8443/fhir")))
                .hasMessageContaining("https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*.example.org",
                "https://ehr.example.org",
                "ehr.example.org/fhir",
                "ehr.example.org:",
                "ehr.example.org:0",
                "ehr.example.org:99999",
                "ehr.example.org.",
                "2130706433",
                "0177.0.0.1",
                "127.1",
                "0x7f000001",
                "256.1.1.1",
                "user@ehr.example.org",
                "a b",
                "::1",
                "[::1",
                "169.254.169.254",
                "[fe80::1]",
                "0.0.0.0",
                "224.0.0.1",
                "[::ffff:169.254.169.254]"
            })
    void an_entry_that_is_no_host_or_never_called_stops_the_start_and_is_named(String entry) {
        assertThatThrownBy(() -> OutgoingHosts.of(List.of("ehr.example.org", entry), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("outgoing.hosts: " + entry);
    }

    @Test
    void without_a_list_nobody_is_called() {
        OutgoingHosts nobody = OutgoingHosts.of(List.of(), List.of());

        assertThatThrownBy(() -> nobody.check(URI.create("https://ehr.example.org/fhir")))
                .isInstanceOf(OutgoingCallException.class);
    }

    private static boolean mayBeAt(OutgoingHosts hosts, String host, String address) {
        try {
            return hosts.mayBeAt(host, new FakeNames(address).resolve(host));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OutgoingCalls calls(FakeNames names, List<String> hosts) {
        return new OutgoingCalls(
                OutgoingHosts.of(hosts, List.of()), new HostGuards(), names, DefaultClientTlsStrategy.createDefault());
    }

    /** Refused is refused at once, however long the call might have waited; so a slow machine can't turn it into "too slow". */
    private static Reason failure(OutgoingCalls calls, String uri) {
        return failure(calls, uri, Duration.ofMinutes(1));
    }

    private static Reason failure(OutgoingCalls calls, String uri, Duration patience) {
        OutgoingGet get = new OutgoingGet(
                URI.create(uri), "application/json", BearerToken.of("secret"), Deadline.after(patience), 1000);
        return catchThrowableOfType(OutgoingCallException.class, () -> calls.get(get))
                .reason();
    }
}
