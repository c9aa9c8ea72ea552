package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.api.RequestTypeEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import ca.uhn.fhir.util.UrlUtil;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A search or a history as it is asked for: by GET, by form, or in an entry of a batch.
 *
 * @param base of the endpoint
 * @param path after the base, without the query: a type, or what ends in {@code _history}
 * @param parameters name (with its modifier) to values
 * @param isStrict whether what is not understood is to be refused
 */
record Asked(String base, String path, Map<String, String[]> parameters, boolean isStrict) {

    static final int DEFAULT_COUNT = 50;
    static final int MOST = 1000;

    private static final Pattern COUNT = Pattern.compile("\\d{1,9}");

    Asked {
        parameters = new TreeMap<>(parameters);
    }

    static Asked of(RequestDetails request) {
        String path = request.getRequestPath();
        boolean byForm = request.getRequestType() == RequestTypeEnum.POST && path.endsWith("/_search");
        Asked asked = new Asked(
                request.getFhirServerBase(),
                byForm ? path.substring(0, path.length() - "/_search".length()) : path,
                request.getParameters(),
                Handling.isStrict(request));
        if (asked.isCounted()) {
            // HAPI would leave out of such an answer what is said of unknown parameters.
            request.removeParameter("_summary");
            request.removeParameter("_count");
        }
        return asked;
    }

    /** Whether nothing but the number is wanted. */
    boolean isCounted() {
        return count() == 0 || "count".equals(only("_summary"));
    }

    /** How many on a page at most. */
    int count() {
        String count = only("_count");
        if (count == null) {
            return DEFAULT_COUNT;
        }
        if (!COUNT.matcher(count).matches()) {
            throw new InvalidRequestException("_count has to be a whole number, 0 or more");
        }
        return Math.min(MOST, Integer.parseInt(count));
    }

    /** Where the page begins; null: it is the first. */
    @Nullable
    Place place() {
        String page = only("_page");
        return page == null ? null : Place.of(page);
    }

    /** The value of a parameter that can be given once; null when it is not. */
    @Nullable
    String only(String name) {
        List<String> values = new ArrayList<>();
        for (String value : parameters.getOrDefault(name, new String[0])) {
            if (!value.isBlank()) {
                values.add(value);
            }
        }
        if (values.size() > 1) {
            throw new InvalidRequestException(name + " can be given once");
        }
        return values.isEmpty() ? null : values.get(0);
    }

    /**
     * The address of a page.
     *
     * @param ignored parameters that were left aside
     * @param page null: that which is asked for
     */
    String address(Collection<String> ignored, @Nullable Place page) {
        List<String> query = new ArrayList<>();
        parameters.forEach((name, values) -> {
            for (String value : values) {
                if (!ignored.contains(name) && (page == null || !name.equals("_page"))) {
                    query.add(UrlUtil.escapeUrlParam(name) + "=" + UrlUtil.escapeUrlParam(value));
                }
            }
        });
        if (page != null) {
            query.add("_page=" + page.written());
        }
        return base + "/" + path + (query.isEmpty() ? "" : "?" + String.join("&", query));
    }
}
