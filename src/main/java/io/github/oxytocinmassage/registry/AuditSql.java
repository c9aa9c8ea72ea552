package io.github.oxytocinmassage.registry;

import io.github.oxytocinmassage.registry.Criterion.DateIn;
import io.github.oxytocinmassage.registry.Criterion.ReferenceIn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** A question to the audit trail as SQL: values are parameters, never text of the statement. */
final class AuditSql {

    private final MapSqlParameterSource parameters = new MapSqlParameterSource();
    private final List<String> conditions = new ArrayList<>();

    AuditSql(AuditQuery query) {
        conditions.add("id <= :" + parameter(query.last()));
        query.criteria().forEach(criterion -> conditions.add(condition(criterion)));
        AuditQuery.After after = query.after();
        if (after != null) {
            String at = parameter(after.recordedMillis());
            conditions.add(
                    "(recorded_at < :" + at + " or recorded_at = :" + at + " and id < :" + parameter(after.id()) + ")");
        }
    }

    MapSqlParameterSource parameters() {
        return parameters;
    }

    String where() {
        return String.join(" and ", conditions);
    }

    private String condition(Criterion criterion) {
        if (criterion instanceof ReferenceIn references) {
            return "id in (select event_id from audit_patient where patient in (:" + parameter(references.targets())
                    + "))";
        }
        if (criterion instanceof DateIn dates) {
            return dates.compared().stream()
                    .map(c -> c.comparison()
                            .sql("recorded_at", "(recorded_at + 1)", parameter(c.from()), parameter(c.until())))
                    .collect(Collectors.joining(" or ", "(", ")"));
        }
        throw new IllegalArgumentException(
                "The trail is not searched by " + criterion.getClass().getSimpleName());
    }

    private String parameter(Object value) {
        String name = "p" + parameters.getValues().size();
        parameters.addValue(name, value);
        return name;
    }
}
