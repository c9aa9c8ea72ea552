package io.github.oxytocinmassage.fhir.profiles;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import io.github.oxytocinmassage.fhir.Artefacts;
import io.github.oxytocinmassage.fhir.BadRecordException;
import io.github.oxytocinmassage.fhir.BodyReader;
import io.github.oxytocinmassage.fhir.Scanned;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;

/**
 * {@code POST /fhir/[type]/$validate}: a resource, bare or as the parameter {@code resource}, against R4, the profiles that it names, that of
 * ours which it is of, and the one that {@code profile} names. What does not conform is said with 200; what can't be read is refused.
 */
public final class ValidateOperation {

    private static final Set<String> MODES = Set.of("create", "update", "profile");

    private final BodyReader bodies;
    private final Artefacts artefacts;
    private final Conformance conformance;

    ValidateOperation(BodyReader bodies, Artefacts artefacts, Conformance conformance) {
        this.bodies = bodies;
        this.artefacts = artefacts;
        this.conformance = conformance;
    }

    @Operation(
            name = "$validate",
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/Resource-validate",
            manualRequest = true)
    public OperationOutcome validate(ServletRequestDetails details) throws IOException {
        HttpServletRequest request = details.getServletRequest();
        Scanned scanned = bodies.read(request.getInputStream().readAllBytes(), request.getContentType());
        Question question = Question.of(scanned.resource());
        Set<String> profiles = new TreeSet<>(question.profiles());
        profiles.addAll(List.of(values(request, "profile")));
        checkModes(question, values(request, "mode"));
        Resource resource = question.resource();
        String type = details.getResourceName();
        if (type != null && !type.equals(resource.fhirType())) {
            throw BadRecordException.notFhir(
                    "this is asked of a " + type + ", and another resource is given", resource.fhirType());
        }
        profiles.forEach(this::checkKnown);
        profiles.addAll(OurProfiles.of(resource));
        List<Flaw> flaws = new ArrayList<>();
        scanned.doubts()
                .forEach(d -> flaws.add(new Flaw(true, d.path(), "FHIR R4 does not know this", "unknown-element")));
        flaws.addAll(conformance.check(resource, profiles));
        return flaws.isEmpty() ? well(resource) : Flaw.outcome(flaws);
    }

    private static String[] values(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null ? new String[0] : values;
    }

    private static void checkModes(Question question, String... more) {
        Set<String> modes = new TreeSet<>(question.modes());
        modes.addAll(List.of(more));
        if (!MODES.containsAll(modes)) {
            throw BadRecordException.invalidValue("mode has to be create, update or profile", "Parameters.parameter");
        }
    }

    private void checkKnown(String profile) {
        boolean isOfR4 = profile.startsWith("http://hl7.org/fhir/StructureDefinition/");
        if (!isOfR4 && artefacts.at(profile).isEmpty()) {
            throw BadRecordException.invalidValue(
                    "this profile is not known here; GET StructureDefinition lists those that are",
                    "Parameters.parameter.where(name = 'profile')");
        }
    }

    private static OperationOutcome well(Resource resource) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.INFORMATION)
                .setCode(IssueType.INFORMATIONAL)
                .setDiagnostics("The " + resource.fhirType() + " conforms");
        return outcome;
    }

    /** What is asked in the body. */
    private record Question(Resource resource, List<String> profiles, List<String> modes) {

        static Question of(Resource body) {
            if (!(body instanceof Parameters parameters)
                    || parameters.getParameter().stream().noneMatch(p -> "resource".equals(p.getName()))) {
                return new Question(body, List.of(), List.of());
            }
            List<Resource> resources = parameters.getParameter().stream()
                    .filter(p -> "resource".equals(p.getName()) && p.hasResource())
                    .map(Parameters.ParametersParameterComponent::getResource)
                    .toList();
            if (resources.size() != 1) {
                throw BadRecordException.notFhir(
                        "one parameter resource is needed, with a resource", "Parameters.parameter");
            }
            return new Question(resources.get(0), strings(parameters, "profile"), strings(parameters, "mode"));
        }

        private static List<String> strings(Parameters parameters, String name) {
            return parameters.getParameter().stream()
                    .filter(p -> name.equals(p.getName()) && p.getValue() instanceof PrimitiveType<?>)
                    .map(p -> ((PrimitiveType<?>) p.getValue()).getValueAsString())
                    .filter(Objects::nonNull)
                    .toList();
        }
    }
}
