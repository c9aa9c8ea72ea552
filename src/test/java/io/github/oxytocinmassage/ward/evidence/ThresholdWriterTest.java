package io.github.oxytocinmassage.ward.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.github.oxytocinmassage.rules.Catalogue;
import io.github.oxytocinmassage.rules.InvalidParameterException;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.ward.evidence.RulePage.ThresholdRow;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

/** A site's own thresholds are shown as its own. */
class ThresholdWriterTest {

    private static final Locale INDONESIAN = Locale.forLanguageTag("id");

    private final RuleRelease release = RuleRelease.load(
            Map.of("weight.gainMin", "25", "infant.highfeverc", "37.5", "sign.wetMin", "1:1, 2:2, 3:3"));
    private final ThresholdWriter thresholds = new ThresholdWriter(Catalogue.of(release), release, words());

    @Test
    void aValueOfTheSiteStandsBesideTheDefault() {
        ThresholdRow row = row("weight.gainMin", Locale.ENGLISH);

        assertThat(row.value()).isEqualTo("25\u00a0g a day");
        assertThat(row.standard()).isEqualTo("20\u00a0g a day");
        assertThat(row.bounds()).isEqualTo("a site may set 15 to 30\u00a0g a day");
        assertThat(row.rules()).contains("OM-ESC-004");
    }

    @Test
    void aValueThatTheSiteHasLeftIsNoneOfItsOwn() {
        assertThat(row("weight.lossUrgent", Locale.ENGLISH).standard()).isEmpty();
        assertThat(row("protocol.days", Locale.ENGLISH).isFixed()).isTrue();
    }

    @Test
    void numbersAreWrittenAsTheLanguageWritesThem() {
        assertThat(row("infant.highFeverC", INDONESIAN).value()).isEqualTo("37,5\u00a0°C");
        assertThat(row("infant.highFeverC", Locale.ENGLISH).standard()).isEqualTo("38\u00a0°C");
    }

    @Test
    void aTableByDayOfLifeIsToldDayByDay() {
        assertThat(row("sign.wetMin", Locale.ENGLISH).value())
                .isEqualTo("from day 1: 1, from day 2: 2, from day 3: 3\u00a0nappies");
    }

    @Test
    void theProtocolsPageSaysTheSitesOwn() {
        ProtocolPage page = new ProtocolWriter(
                        release, new EvidenceWriter(Catalogue.of(release), release, thresholds, words()), words())
                .page(Locale.ENGLISH);

        assertThat(page.signs()).extracting(ProtocolPage.Named::text).anyMatch(t -> t.contains("25 g a day"));
        assertThat(page.byDay())
                .extracting(ProtocolPage.Day::day, ProtocolPage.Day::wetNappies)
                .startsWith(tuple("1", 1), tuple("2", 2), tuple("3", 3))
                .endsWith(tuple("from 29", 3));
    }

    @Test
    void aValueOutOfItsBoundsStopsTheStart() {
        Map<String, String> blunt = Map.of("weight.lossUrgent", "25");

        assertThatThrownBy(() -> RuleRelease.load(blunt))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("weight.lossUrgent");
    }

    private ThresholdRow row(String name, Locale locale) {
        return thresholds.rows(List.of(name), locale).get(0);
    }

    private static ResourceBundleMessageSource words() {
        ResourceBundleMessageSource words = new ResourceBundleMessageSource();
        words.setBasename("evidence");
        words.setDefaultEncoding(StandardCharsets.UTF_8.name());
        words.setFallbackToSystemLocale(false);
        return words;
    }
}
