package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.model.api.IQueryParameterAnd;
import ca.uhn.fhir.model.api.IQueryParameterOr;
import ca.uhn.fhir.model.api.IQueryParameterType;
import ca.uhn.fhir.rest.param.StringAndListParam;
import ca.uhn.fhir.rest.param.StringParam;
import ca.uhn.fhir.rest.param.TokenAndListParam;
import ca.uhn.fhir.rest.param.TokenParam;
import ca.uhn.fhir.rest.param.UriAndListParam;
import ca.uhn.fhir.rest.param.UriParam;
import ca.uhn.fhir.rest.param.UriParamQualifierEnum;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.MetadataResource;
import org.jspecify.annotations.Nullable;

/** What is searched for among the artefacts: every parameter that is given has to hold, by one of its values. */
record ArtefactSearch(
        @Nullable UriAndListParam url,
        @Nullable TokenAndListParam id,
        @Nullable StringAndListParam name,
        @Nullable TokenAndListParam version) {

    /** Parameters, with the modifiers that each takes. */
    static final Map<String, Set<String>> KNOWN = new TreeMap<>(Map.of(
            "_id",
            Set.of(),
            "name",
            Set.of("exact", "contains"),
            "url",
            Set.of("above", "below"),
            "version",
            Set.of()));

    /** @throws InvalidRequestException for a modifier that is not known: it would change what is found */
    static List<String> unknown(Map<String, String[]> parameters) {
        for (String name : parameters.keySet()) {
            String[] parts = name.split("[:.]", 2);
            Set<String> modifiers = KNOWN.get(parts[0]);
            if (modifiers != null && parts.length == 2 && !modifiers.contains(parts[1])) {
                throw SearchTerms.badModifier(name);
            }
        }
        return parameters.keySet().stream()
                .filter(name ->
                        !KNOWN.containsKey(name.split("[:.]", 2)[0]) && !SearchTerms.OF_THE_ANSWER.contains(name))
                .toList();
    }

    boolean finds(MetadataResource artefact) {
        return holds(url, (UriParam wanted) -> isAt(artefact, wanted))
                && holds(
                        id,
                        (TokenParam wanted) ->
                                isCode(wanted, artefact.getIdElement().getIdPart()))
                && holds(name, (StringParam wanted) -> isNamed(artefact.getName(), wanted))
                && holds(version, (TokenParam wanted) -> isCode(wanted, artefact.getVersion()));
    }

    private static <T extends IQueryParameterType, O extends IQueryParameterOr<T>> boolean holds(
            @Nullable IQueryParameterAnd<O> all, Predicate<T> one) {
        return all == null
                || all.getValuesAsQueryTokens().stream()
                        .allMatch(any -> any.getValuesAsQueryTokens().stream().anyMatch(one));
    }

    private static boolean isCode(TokenParam wanted, @Nullable String code) {
        return (wanted.getSystem() == null || wanted.getSystem().isEmpty())
                && wanted.getValue().equals(code);
    }

    /** With the version of a canonical behind a bar, or without. */
    private static boolean isAt(MetadataResource artefact, UriParam wanted) {
        String url = artefact.getUrl();
        String value = wanted.getValue();
        if (wanted.getQualifier() == UriParamQualifierEnum.BELOW) {
            return url.equals(value) || url.startsWith(folder(value));
        }
        if (wanted.getQualifier() == UriParamQualifierEnum.ABOVE) {
            return url.equals(value) || value.startsWith(folder(url));
        }
        return url.equals(value) || (url + "|" + artefact.getVersion()).equals(value);
    }

    private static String folder(String url) {
        return url.endsWith("/") ? url : url + "/";
    }

    private static boolean isNamed(String name, StringParam wanted) {
        if (wanted.isExact()) {
            return name.equals(wanted.getValue());
        }
        String given = name.toLowerCase(Locale.ROOT);
        String part = wanted.getValue().toLowerCase(Locale.ROOT);
        return wanted.isContains() ? given.contains(part) : given.startsWith(part);
    }
}
