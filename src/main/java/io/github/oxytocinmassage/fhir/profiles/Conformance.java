package io.github.oxytocinmassage.fhir.profiles;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import io.github.oxytocinmassage.fhir.Artefacts;
import io.github.oxytocinmassage.fhir.FhirR4;
import io.github.oxytocinmassage.fhir.LiteralReferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r5.utils.validation.constants.BestPracticeWarningLevel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HAPI's validator over R4 and our profiles, offline: codes of LOINC, SNOMED CT and UCUM are taken as they are. Its first call takes seconds,
 * see {@link #warmUp}. HAPI makes a new validator for each call, which reads a table of 1.5 MB of OIDs each time; our empty
 * {@code oidregistry.csv} stands before it on the class path, and a call takes a third of the time.
 */
public final class Conformance {

    /** Where one of several stands. */
    private static final Pattern PLACE = Pattern.compile(
            "^Parameters\\.parameter\\[(\\d+)](?:\\.resource)?(?:/\\*.*?\\*/)?(?:\\.ofType\\((\\w+)\\))?");

    private static final Logger LOG = LoggerFactory.getLogger(Conformance.class);
    private static final String ANYTHING = "urn:uuid:00000000-0000-4000-8000-000000000000";

    private final FhirContext context;
    private final Artefacts artefacts;
    private volatile @Nullable FhirValidator validator;

    /** The one of this process: it takes seconds to make, and is the same for all. */
    static Conformance shared() {
        return Shared.INSTANCE;
    }

    private static final class Shared {

        static final Conformance INSTANCE = new Conformance(FhirR4.context(), Artefacts.carried());
    }

    private Conformance(FhirContext context, Artefacts artefacts) {
        this.context = context;
        this.artefacts = artefacts;
    }

    private ValidationSupportChain chain() {
        PrePopulatedValidationSupport ours = new PrePopulatedValidationSupport(context);
        artefacts.all().forEach(ours::addResource);
        UnknownCodeSystemWarningValidationSupport unknown = new UnknownCodeSystemWarningValidationSupport(context);
        unknown.setNonExistentCodeSystemSeverity(IValidationSupport.IssueSeverity.INFORMATION);
        return new ValidationSupportChain(
                ours,
                new Sheets(context, artefacts),
                new DefaultProfileValidationSupport(context),
                new CommonCodeSystemsTerminologyService(context),
                new InMemoryTerminologyServerValidationSupport(context),
                unknown);
    }

    /** Made by the first who needs it, while others wait. */
    private synchronized FhirValidator validator() {
        FhirValidator made = validator;
        if (made == null) {
            FhirInstanceValidator instances = new FhirInstanceValidator(chain());
            instances.setBestPracticeWarningLevel(BestPracticeWarningLevel.Ignore);
            instances.setAnyExtensionsAllowed(true);
            instances.setErrorForUnknownProfiles(false);
            made = context.newValidator().registerValidatorModule(instances);
            made.validateWithResult(new Observation());
            validator = made;
        }
        return made;
    }

    /**
     * What is wrong with a resource or doubtful in it.
     *
     * @param profiles canonical addresses it is held against besides those it names itself
     */
    public List<Flaw> check(Resource resource, Set<String> profiles) {
        ValidationOptions options = new ValidationOptions();
        profiles.forEach(options::addProfile);
        List<Flaw> flaws = new ArrayList<>();
        Resource held = resource.copy();
        setAside(held, isTransaction(resource), flaws);
        try {
            validator().validateWithResult(held, options).getMessages().stream()
                    .filter(m -> m.getSeverity() != ResultSeverityEnum.INFORMATION)
                    .map(m -> Flaw.of(m, String.valueOf(m.getLocationString())))
                    .forEach(flaws::add);
        } catch (RuntimeException e) {
            flaws.add(failed(resource, e));
        }
        return flaws;
    }

    /** What the validator stumbles over is taken out of its copy, and said here. */
    private static void setAside(Resource held, boolean inTransaction, List<Flaw> flaws) {
        for (LiteralReferences.Fault fault : LiteralReferences.faults(held)) {
            if (!inTransaction || !fault.isSearch()) {
                flaws.add(new Flaw(true, fault.path(), fault.what(), "no-reference"));
            }
            fault.reference().setReference(ANYTHING);
        }
        held.getMeta().getProfile().removeIf(p -> !p.hasValue());
    }

    private static boolean isTransaction(Resource resource) {
        return resource instanceof Bundle bundle
                && (bundle.getType() == BundleType.TRANSACTION || bundle.getType() == BundleType.BATCH);
    }

    /** The validator has faults of its own: the resource is not known to conform, and that is said. */
    private static Flaw failed(Resource resource, RuntimeException e) {
        LOG.warn("The validator failed: {} at {}", e.getClass().getName(), e.getStackTrace()[0]);
        return new Flaw(
                true,
                resource.fhirType(),
                "this could not be held against R4 and its profiles: something in it stops the validator",
                "not-validated");
    }

    /**
     * The same for several, each held against those of our profiles that it is of. In one go: to begin costs more than a resource does.
     *
     * @param resources to be stored; a search may stand for a reference, as it does in a transaction
     * @return the flaws of each, in their order
     */
    List<List<Flaw>> check(List<Resource> resources) {
        Parameters all = new Parameters();
        List<List<Flaw>> flaws = new ArrayList<>();
        for (Resource resource : resources) {
            Resource held = resource.copy();
            flaws.add(new ArrayList<>());
            setAside(held, true, flaws.get(flaws.size() - 1));
            OurProfiles.of(resource).stream().filter(p -> !isNamed(held, p)).forEach(held.getMeta()::addProfile);
            all.addParameter().setName("resource").setResource(held);
        }
        try {
            validator().validateWithResult(all).getMessages().forEach(m -> take(m, resources, flaws));
        } catch (RuntimeException e) {
            if (resources.size() > 1) {
                return resources.stream().map(r -> check(List.of(r)).get(0)).toList();
            }
            flaws.get(0).add(failed(resources.get(0), e));
        }
        return flaws;
    }

    private static void take(SingleValidationMessage message, List<Resource> resources, List<List<Flaw>> flaws) {
        Matcher place = PLACE.matcher(String.valueOf(message.getLocationString()));
        if (message.getSeverity() != ResultSeverityEnum.INFORMATION && place.find()) {
            int index = Integer.parseInt(place.group(1));
            String within = resources.get(index).fhirType()
                    + message.getLocationString().substring(place.end());
            flaws.get(index).add(Flaw.of(message, within));
        }
    }

    private static boolean isNamed(Resource resource, String profile) {
        return resource.getMeta().getProfile().stream().anyMatch(named -> profile.equals(named.getValue()));
    }

    /** Whether a call has nothing to wait for. */
    boolean isWarm() {
        return validator != null;
    }

    /** Loads what the first call would have to wait for. */
    void warmUp() {
        validator();
    }
}
