package io.github.oxytocinmassage.registry;

import io.github.oxytocinmassage.registry.Criterion.Compared;
import io.github.oxytocinmassage.registry.Criterion.DateIn;
import io.github.oxytocinmassage.registry.Criterion.IdIn;
import io.github.oxytocinmassage.registry.Criterion.ReferenceIn;
import io.github.oxytocinmassage.registry.Criterion.TokenIn;
import io.github.oxytocinmassage.registry.Criterion.WrittenIn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A search as SQL: values are parameters, never text of the statement. */
final class SearchSql {

    private static final String FOUND_BY_TYPE = " and v.resource_type = :type and v.position <= :seen";

    /**
     * An index knows the type already. Said again, H2 would walk through all of the type; so would it through all positions, unless
     * they are hidden in a sum.
     */
    private static final String FOUND_BY_INDEX = " and v.position + 0 <= :seen";

    private final Map<String, Object> parameters = new LinkedHashMap<>();
    private final String where;
    private final String joins;
    private final String order;

    SearchSql(SearchQuery query, long position) {
        parameters.put("type", query.type());
        parameters.put("seen", position);
        StringBuilder conditions = new StringBuilder(" where v.replaced_by > :seen and not v.deleted")
                .append(query.criteria().stream().anyMatch(SearchSql::isIndexed) ? FOUND_BY_INDEX : FOUND_BY_TYPE);
        query.criteria().forEach(c -> conditions.append(" and ").append(condition(c)));
        this.where = conditions.toString();
        StringBuilder joined = new StringBuilder();
        List<String> keys = new ArrayList<>();
        query.order().forEach(o -> keys.add(key(o, joined)));
        keys.add("v.position");
        this.joins = joined.toString();
        this.order = " order by " + String.join(", ", keys);
    }

    private static boolean isIndexed(Criterion criterion) {
        return !(criterion instanceof IdIn) && !(criterion instanceof WrittenIn);
    }

    Map<String, Object> parameters() {
        return parameters;
    }

    String count() {
        return "select count(*) from resource_version v" + where;
    }

    String page() {
        return "select v.* from resource_version v" + joins + where + order + " limit :limit offset :offset";
    }

    private String condition(Criterion criterion) {
        if (criterion instanceof IdIn ids) {
            return "v.resource_id in (:" + parameter(ids.ids()) + ")";
        }
        if (criterion instanceof TokenIn tokens) {
            return among(
                    "index_token",
                    tokens.parameter(),
                    anyOf(tokens.wanted().stream().map(this::token).toList()));
        }
        if (criterion instanceof ReferenceIn references) {
            return among(
                    "index_reference",
                    references.parameter(),
                    "i.target in (:" + parameter(references.targets()) + ")");
        }
        if (criterion instanceof DateIn dates) {
            return among(
                    "index_date", dates.parameter(), anyOf(spans(dates.compared(), "i.from_millis", "i.until_millis")));
        }
        return anyOf(spans(((WrittenIn) criterion).compared(), "v.written_at", "(v.written_at + 1)"));
    }

    /** Looked up from the index's side, so that the work is that of what is found, not of what is stored. */
    private String among(String table, String parameter, String condition) {
        return "v.position in (select i.position from " + table + " i where i.resource_type = :type and i.parameter = :"
                + parameter(parameter) + " and " + condition + ")";
    }

    private String token(TokenIn.Wanted wanted) {
        List<String> both = new ArrayList<>();
        if (wanted.code() != null) {
            both.add("i.code = :" + parameter(wanted.code()));
        }
        if (wanted.system() != null) {
            both.add("i.system_uri = :" + parameter(wanted.system()));
        }
        return "(" + String.join(" and ", both) + ")";
    }

    private List<String> spans(List<Compared> compared, String from, String until) {
        return compared.stream()
                .map(c -> c.comparison().sql(from, until, parameter(c.from()), parameter(c.until())))
                .toList();
    }

    private static String anyOf(List<String> conditions) {
        return "(" + String.join(" or ", conditions) + ")";
    }

    private String key(SearchQuery.Order order, StringBuilder joined) {
        String direction = order.descending() ? " desc" : "";
        return switch (order.key()) {
            case "_id" -> "v.resource_id" + direction;
            case "_lastUpdated" -> "v.position" + direction;
            default -> {
                String alias = "o" + parameters.size();
                joined.append(" left join index_date ")
                        .append(alias)
                        .append(" on ")
                        .append(alias)
                        .append(".position = v.position and ")
                        .append(alias)
                        .append(".parameter = :")
                        .append(parameter(order.key()));
                yield alias + ".from_millis" + direction + " nulls last";
            }
        };
    }

    private String parameter(Object value) {
        String name = "p" + parameters.size();
        parameters.put(name, value);
        return name;
    }
}
