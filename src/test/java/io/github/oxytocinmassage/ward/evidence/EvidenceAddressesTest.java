package io.github.oxytocinmassage.ward.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.rules.Catalogue;
import io.github.oxytocinmassage.rules.RuleRelease;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

class EvidenceAddressesTest {

    private static final Catalogue CATALOGUE = Catalogue.of(RuleRelease.load(Map.of()));

    private final MockEnvironment settings = new MockEnvironment();
    private final EvidenceAddresses pages = new EvidenceAddresses(CATALOGUE, settings);

    @Test
    void aPageLiesUnderTheBaseUrlInTheReadersLanguage() {
        settings.setProperty("cds.base-url", "https://cds.example.org/om/");

        assertThat(pages.of("OM-DAN-I13", Locale.forLanguageTag("id")))
                .contains(URI.create("https://cds.example.org/om/evidence/OM-DAN-I13?lang=id"));
    }

    @Test
    void withoutABaseUrlTheDemoAloneHasPagesToLinkTo() {
        settings.setProperty("local.server.port", "8104");

        assertThat(pages.of("OM-DAN-I13", Locale.ENGLISH)).isEmpty();
        settings.setActiveProfiles("demo");
        assertThat(pages.of("OM-DAN-I13", Locale.ENGLISH))
                .contains(URI.create("http://localhost:8104/evidence/OM-DAN-I13?lang=en"));
    }

    @Test
    void aRuleThatThereIsNotHasNoPage() {
        settings.setProperty("cds.base-url", "https://cds.example.org");

        assertThat(pages.of("OM-DAN-I99", Locale.ENGLISH)).isEmpty();
    }
}
