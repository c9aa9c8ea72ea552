package io.github.oxytocinmassage.cdshooks;

import static io.github.oxytocinmassage.cdshooks.EpisodeBuilder.episode;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.protocol.Disposition;
import io.github.oxytocinmassage.protocol.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    @Test
    void a_finding_that_names_nothing_stands_on_the_whole_record() {
        String before = of(episode().infant("i1", "Ani"), List.of("Patient/i1"));

        assertThat(of(episode().infant("i1", "Ani").judgedOn(6), List.of("Patient/i1")))
                .as("a day later")
                .isEqualTo(before);
        assertThat(of(episode().infant("i1", "Ani").plan(3, false), List.of("Patient/i1")))
                .as("a plan more")
                .isNotEqualTo(before);
        assertThat(of(episode().infant("i1", "Ani").infant("i2", "Budi"), List.of()))
                .as("a twin more")
                .isNotEqualTo(of(episode().infant("i1", "Ani"), List.of()));
    }

    @Test
    void a_finding_that_names_its_ground_stands_on_that_alone() {
        String before = of(episode().infant("i1", "Ani").plan(3, false), List.of("CarePlan/p"));

        assertThat(of(episode().infant("i1", "Ani").infant("i2", "Budi").plan(3, false), List.of("CarePlan/p")))
                .isEqualTo(before);
        assertThat(of(episode().infant("i1", "Ani").plan(4, false), List.of("CarePlan/p")))
                .isNotEqualTo(before);
    }

    private static String of(EpisodeBuilder episode, List<String> basis) {
        Finding finding =
                new Finding("OM-ASS-001", Disposition.ASSESS, null, "Patient/i1", basis, null, List.of(), List.of());
        return new Evidence(episode.told(), "1.0.0").of(finding);
    }
}
