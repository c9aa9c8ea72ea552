package io.github.oxytocinmassage.fhir.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package as an integrator meets it: the .tgz in an empty folder, and HAPI's validator, with nothing else of ours. */
class FhirPackageTest {

    private static final Path CONTENT = Path.of("fhir-profiles");
    private static final String CANONICAL = "https://oxytocin-massage-cds.github.io/fhir";
    private static final FhirContext CONTEXT = FhirContext.forR4Cached();

    @TempDir
    Path folder;

    @Test
    void the_package_is_installed_from_its_file_and_the_validator_resolves_it() throws Exception {
        NpmPackage installed = installed(CANONICAL);
        List<Resource> artefacts = read(installed, "package");
        List<Resource> examples = read(installed, "example");
        FhirValidator validator = validator(artefacts);

        examples.forEach(example ->
                assertThat(errors(validator, example)).as(example.getId()).isEmpty());
        List<Resource> wrong = wrong();
        wrong.forEach(one -> assertThat(errors(validator, one)).as(one.getId()).isNotEmpty());

        assertThat(installed.name()).isEqualTo("oxytocin-massage-cds.fhir");
        assertThat(installed.fhirVersion()).isEqualTo("4.0.1");
        assertThat(installed.dependencies()).contains("hl7.fhir.r4.core#4.0.1");
        assertThat(artefacts).hasSameSizeAs(files(CONTENT));
        assertThat(examples).hasSameSizeAs(files(CONTENT.resolve("examples")));
        System.out.println("FHIR package: " + artefacts.size() + " artefacts, " + examples.size()
                + " examples that conform, " + wrong.size() + " wrong ones refused");
    }

    @Test
    void every_profile_carries_its_snapshot() throws Exception {
        assertThat(read(installed(CANONICAL), "package"))
                .filteredOn(StructureDefinition.class::isInstance)
                .isNotEmpty()
                .allSatisfy(
                        p -> assertThat(((StructureDefinition) p).hasSnapshot()).isTrue());
    }

    @Test
    void a_site_gives_it_an_address_of_its_own() throws Exception {
        NpmPackage installed = installed("https://example.org/fhir");

        assertThat(installed.canonical()).isEqualTo("https://example.org/fhir");
        assertThat(read(installed, "package"))
                .allSatisfy(a -> assertThat(((MetadataResource) a).getUrl()).startsWith("https://example.org/fhir/"));
        assertThat(Stream.of("package", "example").flatMap(f -> read(installed, f).stream()))
                .allSatisfy(r -> assertThat(CONTEXT.newJsonParser().encodeResourceToString(r))
                        .doesNotContain(CANONICAL));
    }

    private NpmPackage installed(String canonical) throws IOException {
        Path file = folder.resolve("content.tgz");
        FhirPackage.read(CONTENT, canonical, "0.1.0").archive(file);
        try (InputStream in = Files.newInputStream(file)) {
            return NpmPackage.fromPackage(in);
        }
    }

    private static FhirValidator validator(List<Resource> artefacts) {
        PrePopulatedValidationSupport ours = new PrePopulatedValidationSupport(CONTEXT);
        artefacts.forEach(ours::addResource);
        ValidationSupportChain chain = new ValidationSupportChain(
                ours,
                new DefaultProfileValidationSupport(CONTEXT),
                new CommonCodeSystemsTerminologyService(CONTEXT),
                new InMemoryTerminologyServerValidationSupport(CONTEXT),
                new UnknownCodeSystemWarningValidationSupport(CONTEXT));
        return CONTEXT.newValidator().registerValidatorModule(new FhirInstanceValidator(chain));
    }

    private static List<SingleValidationMessage> errors(FhirValidator validator, Resource resource) {
        return validator.validateWithResult(resource).getMessages().stream()
                .filter(m -> m.getSeverity() == ResultSeverityEnum.ERROR || m.getSeverity() == ResultSeverityEnum.FATAL)
                .toList();
    }

    private static List<Resource> read(NpmPackage installed, String part) {
        try {
            return installed.list(part).stream()
                    .filter(name -> name.endsWith(".json") && !name.equals("package.json") && !name.startsWith("."))
                    .map(name -> {
                        try (InputStream in = installed.load(part, name)) {
                            return parsed(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    })
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Resource> wrong() throws IOException {
        return files(CONTENT.resolve("wrong")).stream()
                .map(file -> {
                    try {
                        return parsed(Files.readString(file));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".json"))
                    .filter(f -> !f.endsWith("package.json"))
                    .toList();
        }
    }

    private static Resource parsed(String text) {
        return (Resource) CONTEXT.newJsonParser().parseResource(text);
    }
}
