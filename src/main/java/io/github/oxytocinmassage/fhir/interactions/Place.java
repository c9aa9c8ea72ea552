package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a page begins, as its link says it: it holds all that has to be known, so nothing has to be kept for it.
 *
 * @param asOf up to what was written when the first page was given
 * @param total what the first page said
 * @param after the last one of the page before
 */
record Place(long asOf, int total, List<Long> after) {

    private static final Pattern WRITTEN = Pattern.compile("\\d{1,18}\\.\\d{1,9}(?:\\.\\d{1,18}){1,2}");

    /** @throws InvalidRequestException when it is no place of ours */
    static Place of(String written) {
        if (!WRITTEN.matcher(written).matches()) {
            throw new InvalidRequestException(
                    "_page is not one that this server has given; begin the search or history anew, without it");
        }
        List<Long> numbers = new ArrayList<>(
                Arrays.stream(written.split("\\.")).map(Long::valueOf).toList());
        return new Place(
                numbers.get(0), Math.toIntExact(numbers.get(1)), List.copyOf(numbers.subList(2, numbers.size())));
    }

    /** Of one that says how many came before it: so many, but no more than there are. Of none, the beginning. */
    static int offset(@Nullable Place place, int total) {
        return place == null ? 0 : Math.toIntExact(Math.min(total, place.after().get(0)));
    }

    /** As {@link #of} reads it. */
    String written() {
        return asOf + "." + total + "." + after.stream().map(String::valueOf).collect(Collectors.joining("."));
    }
}
