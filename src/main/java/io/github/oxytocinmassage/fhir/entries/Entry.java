package io.github.oxytocinmassage.fhir.entries;

import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.Value;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is entered of a mother and her infants: one resource each. References are {@code Patient/id}. */
public sealed interface Entry {

    /** Whom the resource is about. */
    String subject();

    /** Tells it from the others that are entered with it. */
    String part();

    /**
     * An observation sheet of one infant.
     *
     * @param answers every item that was answered, at least one; what was not is left out, and is not known
     */
    record FilledSheet(String mother, String infant, Instant at, Map<Item, Value> answers) implements Entry {

        public FilledSheet {
            if (answers.isEmpty()) {
                throw new IllegalArgumentException("a sheet without an answer says nothing");
            }
            answers = Collections.unmodifiableMap(new EnumMap<>(answers));
        }

        @Override
        public String subject() {
            return mother;
        }

        @Override
        public String part() {
            return "sheet " + infant;
        }
    }

    /**
     * A measured value.
     *
     * @param amount in the unit of the measure
     */
    record Measured(String subject, Measure measure, BigDecimal amount, Instant at) implements Entry {

        @Override
        public String part() {
            return measure.loinc() + " " + subject;
        }
    }

    /** Both in mm[Hg]. */
    record BloodPressure(String subject, int systolic, int diastolic, Instant at) implements Entry {

        @Override
        public String part() {
            return "85354-9 " + subject;
        }
    }

    /** Who gives a massage. */
    enum Performer {
        HUSBAND,
        COMPANION,
        MIDWIFE
    }

    /**
     * A massage that was done.
     *
     * @param minutes null when nobody knows how long it was
     * @param performer null when not said; in a correction: as it was
     * @param performerName what he or she is called; empty when not said
     */
    record MassageDone(
            String mother,
            Instant start,
            @Nullable Integer minutes,
            @Nullable Performer performer,
            String performerName)
            implements Entry {

        @Override
        public String subject() {
            return mother;
        }

        @Override
        public String part() {
            return "massage";
        }
    }

    /** Why a massage was missed. */
    enum Reason {
        HUSBAND_AWAY,
        MOTHER_DECLINED,
        MOTHER_UNWELL,
        FORGOTTEN,
        OTHER_REASON;

        /** In CodeSystem {@code oxytocin-massage}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    record MassageMissed(String mother, Instant at, Reason reason) implements Entry {

        @Override
        public String subject() {
            return mother;
        }

        @Override
        public String part() {
            return "missed";
        }
    }

    /** One item by itself: a danger sign seen or denied, the technique, the consent. */
    record SingleAnswer(String subject, Item item, Value value, Instant at) implements Entry {

        @Override
        public String part() {
            return item.code() + " " + subject;
        }
    }

    /** A clinician has seen to a danger sign. */
    record DangerReviewed(String subject, Item sign, Instant at) implements Entry {

        @Override
        public String part() {
            return "reviewed " + sign.code() + " " + subject;
        }
    }

    /** The 14 days begin. */
    record ProtocolStarted(String mother, Instant start) implements Entry {

        @Override
        public String subject() {
            return mother;
        }

        @Override
        public String part() {
            return "protocol";
        }
    }
}
