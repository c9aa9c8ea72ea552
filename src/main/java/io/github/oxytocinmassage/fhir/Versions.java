package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.parser.IParser;
import io.github.oxytocinmassage.fhir.RecordIndex.Copy;
import java.math.BigInteger;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;

/** Several copies of one resource: what they say, and which of them is the current one. */
final class Versions {

    private static final Set<String> ABOUT_THE_COPY = Set.of("id", "meta", "text");

    /** Each is compared with each; more copies of one resource than a sender could mean are taken as written. */
    private static final int MOST_COMPARED = 50;

    private Versions() {}

    /** One copy of each content. */
    static List<Copy> contents(List<Copy> copies) {
        Map<String, Copy> written = new LinkedHashMap<>();
        copies.forEach(c -> written.merge(text(c), c, Versions::newer));
        return written.size() > MOST_COMPARED ? List.copyOf(written.values()) : saidOnce(written.values());
    }

    /** What is written otherwise, a decimal by its zeros, may still say the same. */
    private static List<Copy> saidOnce(Collection<Copy> copies) {
        List<Copy> contents = new ArrayList<>();
        for (Copy copy : copies) {
            boolean isNew = true;
            for (int i = 0; i < contents.size() && isNew; i++) {
                if (saysTheSame(contents.get(i).resource(), copy.resource())) {
                    isNew = false;
                    contents.set(i, newer(contents.get(i), copy));
                }
            }
            if (isNew) {
                contents.add(copy);
            }
        }
        return contents;
    }

    private static Copy newer(Copy one, Copy other) {
        return isNewer(other, one) ? other : one;
    }

    private static String text(Copy copy) {
        IParser parser = FhirR4.context().newJsonParser();
        parser.setDontEncodeElements(ABOUT_THE_COPY.stream().map("*."::concat).toList());
        return parser.encodeResourceToString(copy.resource());
    }

    /** The highest {@code versionId}, else the latest {@code lastUpdated}, else all of them: then the worse value has to count. */
    static List<Copy> current(List<Copy> contents) {
        List<Copy> byVersion = highest(contents, Versions::version);
        List<Copy> current = byVersion.size() == 1 ? byVersion : highest(byVersion, Versions::lastUpdated);
        return current.size() == 1
                ? current
                : current.stream()
                        .map(c -> Map.entry(FhirR4.context().newJsonParser().encodeResourceToString(c.resource()), c))
                        .sorted(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue)
                        .toList();
    }

    private static boolean isNewer(Copy copy, Copy other) {
        Optional<BigInteger> others = version(other);
        return version(copy)
                .filter(v -> others.isPresent() && v.compareTo(others.get()) > 0)
                .isPresent();
    }

    private static <T extends Comparable<? super T>> List<Copy> highest(
            List<Copy> copies, Function<Copy, Optional<T>> mark) {
        List<T> marks = copies.stream().flatMap(c -> mark.apply(c).stream()).toList();
        if (marks.size() < copies.size()) {
            return copies;
        }
        T highest = marks.stream().max(Comparator.naturalOrder()).orElseThrow();
        List<Copy> those = new ArrayList<>();
        for (int i = 0; i < copies.size(); i++) {
            if (marks.get(i).compareTo(highest) == 0) {
                those.add(copies.get(i));
            }
        }
        return those;
    }

    private static Optional<BigInteger> version(Copy copy) {
        return Optional.of(copy.resource())
                .filter(Resource::hasMeta)
                .map(r -> r.getMeta().getVersionId())
                .filter(v -> !v.isEmpty() && v.chars().allMatch(c -> c >= '0' && c <= '9'))
                .map(BigInteger::new);
    }

    private static Optional<Instant> lastUpdated(Copy copy) {
        return Optional.of(copy.resource())
                .filter(Resource::hasMeta)
                .map(r -> Times.written(r.getMeta().getLastUpdatedElement()))
                .filter(t -> t.time() != null)
                .map(t -> Times.when(t, ZoneOffset.UTC).earliest());
    }

    private static boolean saysTheSame(Resource one, Resource other) {
        if (one == other) {
            return true;
        }
        if (one.getClass() != other.getClass()) {
            return false;
        }
        List<Property> ones = one.children();
        List<Property> others = other.children();
        for (int i = 0; i < ones.size(); i++) {
            if (!ABOUT_THE_COPY.contains(ones.get(i).getName())
                    && !Base.compareDeep(ones.get(i).getValues(), others.get(i).getValues(), true)) {
                return false;
            }
        }
        return true;
    }
}
