package io.github.oxytocinmassage.fhir;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/**
 * What {@code $apply} is called with: FHIR R4's parameters, and {@code data} and {@code parameters} as later FHIR has them.
 *
 * @param subject "Patient/m", or an address
 * @param data the record; null: the registry's
 * @param asOf null: now
 * @param locale null: the caller's or the site's
 */
record ApplyRequest(
        String subject,
        @Nullable Bundle data,
        @Nullable Instant asOf,
        @Nullable Locale locale) {

    private static final Set<String> OF_NO_ACCOUNT = Set.of(
            "encounter", "practitioner", "organization", "userType", "userTaskContext", "setting", "settingContext");

    /**
     * @param isOnType the call has to name the plan; on the plan itself it must not
     * @throws BadRecordException when a parameter is not known, lacks, or is not as it should be
     */
    static ApplyRequest of(Parameters parameters, boolean isOnType) {
        Draft draft = new Draft();
        for (int i = 0; i < parameters.getParameter().size(); i++) {
            draft.take(parameters.getParameter().get(i), "Parameters.parameter[" + i + "]");
        }
        if (draft.plans.isEmpty() == isOnType) {
            throw bad(
                    isOnType
                            ? "$apply of the type takes planDefinition or url"
                            : "$apply of a plan takes neither planDefinition nor url",
                    "Parameters.parameter");
        }
        if (draft.plans.stream().anyMatch(p -> !p.split("\\|", -1)[0].equals(Canonical.PLAN))) {
            throw BadRecordException.invalidValue(
                    "the only plan here is " + Canonical.PLAN, "Parameters.parameter.where(name='url')");
        }
        String subject = one(draft.subjects, "subject");
        if (subject == null) {
            throw bad("$apply takes a subject, as in Patient/m", "Parameters.parameter.where(name='subject')");
        }
        Locale locale = one(draft.locales, "locale");
        return new ApplyRequest(
                subject,
                one(draft.records, "data"),
                one(draft.instants, "asOf"),
                locale != null ? locale : one(draft.languages, "userLanguage"));
    }

    private static <T> @Nullable T one(List<T> given, String name) {
        if (given.size() > 1) {
            throw bad(name + " may be given once", "Parameters.parameter.where(name='" + name + "')");
        }
        return given.isEmpty() ? null : given.get(0);
    }

    private static BadRecordException bad(String message, String path) {
        return BadRecordException.notFhir(message, path);
    }

    /** The parameters as they come. */
    private static final class Draft {

        private final List<String> plans = new ArrayList<>();
        private final List<String> subjects = new ArrayList<>();
        private final List<Bundle> records = new ArrayList<>();
        private final List<Instant> instants = new ArrayList<>();
        private final List<Locale> locales = new ArrayList<>();
        private final List<Locale> languages = new ArrayList<>();

        void take(ParametersParameterComponent parameter, String path) {
            String name = Objects.requireNonNullElse(parameter.getName(), "");
            switch (name) {
                case "planDefinition" -> plans.add(plan(parameter, path));
                case "url" -> plans.add(text(parameter, path));
                case "subject" -> subjects.add(subject(parameter, path));
                case "data" -> records.add(record(parameter, path));
                case "parameters" -> inner(parameter, path);
                case "userLanguage" -> languages.add(language(parameter, path));
                default -> {
                    if (!OF_NO_ACCOUNT.contains(name)) {
                        throw bad("$apply takes no such parameter", path + ".name");
                    }
                }
            }
        }

        private void inner(ParametersParameterComponent parameter, String path) {
            if (!(parameter.getResource() instanceof Parameters inner)) {
                throw bad("parameters has to hold Parameters as its resource", path + ".resource");
            }
            for (int i = 0; i < inner.getParameter().size(); i++) {
                ParametersParameterComponent each = inner.getParameter().get(i);
                String here = path + ".resource.parameter[" + i + "]";
                switch (Objects.requireNonNullElse(each.getName(), "")) {
                    case "asOf" -> instants.add(RecommendRequest.instant(each, here));
                    case "locale" -> locales.add(RecommendRequest.locale(each, here));
                    default -> throw bad("parameters takes asOf and locale; this is another", here + ".name");
                }
            }
        }

        private static String plan(ParametersParameterComponent parameter, String path) {
            if (parameter.getResource() instanceof PlanDefinition plan && plan.getUrl() != null) {
                return plan.getUrl();
            }
            throw bad("planDefinition has to hold a PlanDefinition with its url", path + ".resource");
        }

        private static Bundle record(ParametersParameterComponent parameter, String path) {
            if (parameter.getResource() instanceof Bundle bundle) {
                return bundle;
            }
            throw bad("data has to hold a Bundle as its resource", path + ".resource");
        }

        private static String subject(ParametersParameterComponent parameter, String path) {
            String reference = parameter.getValue() instanceof Reference r && r.getReference() != null
                    ? r.getReference()
                    : text(parameter, path);
            Address address = Address.of(reference);
            if (!address.typeAndId().isEmpty() && address.type().equals("Patient")) {
                return reference;
            }
            throw BadRecordException.invalidValue("the subject has to be a Patient, as in Patient/m", path + ".value");
        }

        private static String text(ParametersParameterComponent parameter, String path) {
            String text =
                    parameter.getValue() == null ? null : parameter.getValue().primitiveValue();
            if (text == null || text.isBlank()) {
                throw bad("this parameter has to have a value", path + ".value");
            }
            return text.strip();
        }

        private static Locale language(ParametersParameterComponent parameter, String path) {
            if (parameter.getValue() instanceof CodeableConcept concept
                    && concept.getCodingFirstRep().getCode() != null) {
                return Locale.forLanguageTag(concept.getCodingFirstRep().getCode());
            }
            throw bad("userLanguage has to be coded, as \"id\" or \"en\"", path + ".value");
        }
    }
}
