package io.github.oxytocinmassage.fhir.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.fhir.Artefacts;
import io.github.oxytocinmassage.fhir.Canonical;
import io.github.oxytocinmassage.fhir.FhirR4;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every example conforms to the profiles that it names; each wrong one fails for the reason that its name says, and for no other. */
class ProfilesTest {

    private static final Path FOLDER = Path.of("fhir-profiles");
    private static final Artefacts ARTEFACTS = Artefacts.carried();
    private static final Conformance CONFORMANCE = Conformance.shared();

    @ParameterizedTest
    @MethodSource("examples")
    void every_example_conforms(String name) {
        List<Flaw> found = CONFORMANCE.check(read("examples", name), Set.of());

        assertThat(found).as(name).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_wrong_one_fails_for_the_reason_that_its_name_says(String name) {
        Name said = Name.of(name);
        Resource resource = read("wrong", name);

        List<Flaw> errors = CONFORMANCE.check(resource, Set.of()).stream()
                .filter(Flaw::isError)
                .toList();

        assertThat(errors).as(name).isNotEmpty();
        assertThat(errors).allSatisfy(e -> assertThat(e.path() + " " + e.message() + " " + e.key())
                .contains(said.reason()));
    }

    @Test
    void every_profile_has_an_example() {
        Set<String> shown = examples()
                .flatMap(name -> read("examples", name).getMeta().getProfile().stream())
                .map(CanonicalType::getValue)
                .collect(Collectors.toCollection(TreeSet::new));
        // Extensions are shown where they are used.
        shown.add(Canonical.profile("session-duration"));

        assertThat(shown).isEqualTo(profiles().map(StructureDefinition::getUrl).collect(Collectors.toSet()));
    }

    @Test
    void every_constraint_has_one_that_breaks_it() {
        Set<String> broken = wrong().map(n -> Name.of(n).reason()).collect(Collectors.toSet());

        profiles()
                .flatMap(p -> p.getDifferential().getElement().stream())
                .flatMap(e -> e.getConstraint().stream())
                .forEach(c -> assertThat(broken).contains(c.getKey()));
    }

    @Test
    void no_element_of_a_differential_is_lost_in_the_snapshot() {
        profiles().forEach(profile -> {
            Set<String> kept = profile.getSnapshot().getElement().stream()
                    .map(ElementDefinition::getId)
                    .collect(Collectors.toSet());

            assertThat(kept)
                    .as(profile.getId())
                    .containsAll(profile.getDifferential().getElement().stream()
                            .map(ElementDefinition::getId)
                            .toList());
            assertThat(keys(profile.getSnapshot().getElement()))
                    .as(profile.getId())
                    .containsAll(keys(profile.getDifferential().getElement()));
        });
    }

    private static Set<String> keys(List<ElementDefinition> elements) {
        return elements.stream()
                .flatMap(e -> e.getConstraint().stream())
                .map(c -> c.getKey())
                .collect(Collectors.toSet());
    }

    private static Stream<StructureDefinition> profiles() {
        return ARTEFACTS.of(StructureDefinition.class);
    }

    static Stream<String> examples() {
        return names("examples");
    }

    static Stream<String> wrong() {
        return names("wrong");
    }

    private static Stream<String> names(String folder) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.map(f -> f.getFileName().toString()).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Resource read(String folder, String name) {
        try {
            return (Resource) FhirR4.context()
                    .newJsonParser()
                    .parseResource(Files.readString(FOLDER.resolve(folder).resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Profile, what is wrong in words, and what the validator names: a constraint, an element or a value set. */
    private record Name(String profile, String words, String reason) {

        static Name of(String file) {
            String[] parts = file.replace(".json", "").split("--");
            return new Name(parts[0], parts[1], parts[2]);
        }
    }
}
