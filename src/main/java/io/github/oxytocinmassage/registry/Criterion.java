package io.github.oxytocinmassage.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One condition of a search; all conditions have to hold. */
public sealed interface Criterion {

    /** One of these ids. */
    record IdIn(List<String> ids) implements Criterion {}

    /** One of these codes or identifiers. */
    record TokenIn(String parameter, List<Wanted> wanted) implements Criterion {

        /**
         * @param system null: any; empty: none
         * @param code null: any of the system
         */
        public record Wanted(
                @Nullable String system, @Nullable String code) {}
    }

    /** A reference to one of these: {@code Type/id}, or an absolute address. */
    record ReferenceIn(String parameter, List<String> targets) implements Criterion {}

    /** A time that stands so to one of these spans. */
    record DateIn(String parameter, List<Compared> compared) implements Criterion {}

    /** The time of the version's writing stands so to one of these spans. */
    record WrittenIn(List<Compared> compared) implements Criterion {}

    /**
     * A span to compare with, in milliseconds since 1970.
     *
     * @param until the millisecond after the last
     */
    record Compared(Comparison comparison, long from, long until) {}

    /** FHIR's prefixes of dates. */
    enum Comparison {
        EQ("{from} >= {a} and {until} <= {b}"),
        NE("not ({from} >= {a} and {until} <= {b})"),
        GT("{until} > {b}"),
        LT("{from} < {a}"),
        GE("{until} > {a}"),
        LE("{from} < {b}"),
        SA("{from} >= {b}"),
        EB("{until} <= {a}"),
        AP("{from} < {b} and {until} > {a}");

        private final String condition;

        Comparison(String condition) {
            this.condition = condition;
        }

        /** As SQL over a stored span and the names of two parameters. */
        String sql(String from, String until, String a, String b) {
            return "("
                    + condition
                            .replace("{from}", from)
                            .replace("{until}", until)
                            .replace("{a}", ":" + a)
                            .replace("{b}", ":" + b)
                    + ")";
        }
    }
}
