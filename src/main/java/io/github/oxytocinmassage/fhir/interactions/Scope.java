package io.github.oxytocinmassage.fhir.interactions;

import com.nimbusds.jwt.JWTClaimsSet;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A SMART scope on FHIR resources, of version 1 ({@code patient/Observation.read}) or 2 ({@code user/*.cruds}). One that narrows by a query
 * ({@code ?category=...}) is none here: what it leaves out can't be held back.
 *
 * @param ofPatient holds for the family of the token's patient only
 * @param type of resources; {@code *}: all
 */
record Scope(boolean ofPatient, String type, Set<Right> rights) {

    private static final Pattern FORM =
            Pattern.compile("(patient|user|system)/(\\*|[A-Za-z]+)\\.(read|write|\\*|c?r?u?d?s?)");

    /** Those of the claim {@code scope} (text) or {@code scp} (list or text); others than FHIR's are left out. */
    static List<Scope> of(JWTClaimsSet claims) {
        return Stream.of(claims.getClaim("scope"), claims.getClaim("scp"))
                .flatMap(Scope::words)
                .map(Scope::parsed)
                .flatMap(Optional::stream)
                .toList();
    }

    static Optional<Scope> parsed(String scope) {
        Matcher form = FORM.matcher(scope);
        if (!form.matches() || form.group(3).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Scope(form.group(1).equals("patient"), form.group(2), rights(form.group(3))));
    }

    boolean allows(String wanted, Right right) {
        return (type.equals("*") || type.equals(wanted)) && rights.contains(right);
    }

    private static Stream<String> words(Object claim) {
        if (claim instanceof String text) {
            return Arrays.stream(text.split(" ", -1));
        }
        return claim instanceof List<?> list
                ? list.stream().filter(Objects::nonNull).map(Object::toString)
                : Stream.of();
    }

    private static Set<Right> rights(String permission) {
        return switch (permission) {
            case "*" -> EnumSet.allOf(Right.class);
            case "read" -> EnumSet.of(Right.READ, Right.SEARCH);
            case "write" -> EnumSet.of(Right.CREATE, Right.UPDATE, Right.DELETE);
            default -> {
                Set<Right> rights = EnumSet.noneOf(Right.class);
                Arrays.stream(Right.values())
                        .filter(r -> permission.indexOf(r.letter()) >= 0)
                        .forEach(rights::add);
                yield rights;
            }
        };
    }
}
