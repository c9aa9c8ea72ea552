package io.github.oxytocinmassage.registry;

import java.util.List;

/**
 * A search over the newest versions of one type.
 *
 * @param criteria all of which hold
 * @param order of what is found; ties stand in the order of writing
 */
public record SearchQuery(String type, List<Criterion> criteria, List<Order> order) {

    public SearchQuery {
        criteria = List.copyOf(criteria);
        order = List.copyOf(order);
    }

    /** Everything of a type that refers to one of these. */
    public static SearchQuery referring(String type, String parameter, List<String> targets) {
        return new SearchQuery(type, List.of(new Criterion.ReferenceIn(parameter, targets)), List.of());
    }

    /** @param key {@code _id}, {@code _lastUpdated}, or the name of a date parameter */
    public record Order(String key, boolean descending) {}
}
