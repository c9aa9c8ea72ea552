package io.github.oxytocinmassage.fhir;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;

/**
 * What {@code $recommend} is called with (interfaces section 3): a record, perhaps the instant it is judged at, perhaps a language.
 *
 * @param patient whom the caller names; null: whom the record is about
 * @param asOf null: now
 * @param locale null: the caller's or the site's
 */
record RecommendRequest(
        Bundle record,
        @Nullable String patient,
        @Nullable Instant asOf,
        @Nullable Locale locale) {

    /** @throws BadRecordException when it is neither a Bundle nor Parameters with a record, or a parameter is not known */
    static RecommendRequest of(Resource body) {
        if (body instanceof Bundle bundle) {
            return new RecommendRequest(bundle, null, null, null);
        }
        if (body instanceof Parameters parameters) {
            return of(parameters);
        }
        throw bad(
                "$recommend takes a Bundle, or Parameters with a record; this is a " + body.fhirType(),
                body.fhirType());
    }

    private static RecommendRequest of(Parameters parameters) {
        List<Bundle> records = new ArrayList<>();
        List<Instant> instants = new ArrayList<>();
        List<Locale> locales = new ArrayList<>();
        for (int i = 0; i < parameters.getParameter().size(); i++) {
            ParametersParameterComponent parameter = parameters.getParameter().get(i);
            String path = "Parameters.parameter[" + i + "]";
            switch (Objects.requireNonNullElse(parameter.getName(), "")) {
                case "record" -> records.add(record(parameter, path));
                case "asOf" -> instants.add(instant(parameter, path));
                case "locale" -> locales.add(locale(parameter, path));
                default ->
                    throw bad(
                            "$recommend takes the parameters record, asOf and locale; this is another", path + ".name");
            }
        }
        if (records.size() != 1) {
            throw bad(
                    "$recommend takes one record (a Bundle); there " + (records.isEmpty() ? "is none" : "are several"),
                    "Parameters.parameter.where(name='record')");
        }
        if (instants.size() > 1 || locales.size() > 1) {
            throw bad("asOf and locale may each be given once", "Parameters.parameter");
        }
        return new RecommendRequest(
                records.get(0),
                null,
                instants.isEmpty() ? null : instants.get(0),
                locales.isEmpty() ? null : locales.get(0));
    }

    private static Bundle record(ParametersParameterComponent parameter, String path) {
        if (parameter.getResource() instanceof Bundle bundle) {
            return bundle;
        }
        throw bad("record has to hold a Bundle as its resource", path + ".resource");
    }

    static Instant instant(ParametersParameterComponent parameter, String path) {
        if (parameter.getValue() instanceof InstantType type && type.getValue() != null) {
            return type.getValue().toInstant();
        }
        if (parameter.getValue() instanceof DateTimeType type
                && type.getValue() != null
                && type.getTimeZone() != null) {
            return type.getValue().toInstant();
        }
        throw bad("asOf has to be an instant with its time zone (valueInstant)", path + ".value");
    }

    static Locale locale(ParametersParameterComponent parameter, String path) {
        String tag = parameter.getValue() instanceof CodeType code
                ? code.getValue()
                : parameter.getValue() instanceof StringType text ? text.getValue() : null;
        if (tag == null || tag.isBlank()) {
            throw bad("locale has to be a language code (valueCode), as in \"id\" or \"en\"", path + ".value");
        }
        return Locale.forLanguageTag(tag);
    }

    private static BadRecordException bad(String message, String path) {
        return BadRecordException.notFhir(message, path);
    }
}
