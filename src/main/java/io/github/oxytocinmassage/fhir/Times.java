package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.When;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Timing;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;

/** FHIR's dates, times and periods, by the site's zone. */
final class Times {

    private final Instant asOf;
    private final ZoneId zone;
    private final List<Doubt> doubts;

    Times(Instant asOf, ZoneId zone, List<Doubt> doubts) {
        this.asOf = asOf;
        this.zone = zone;
        this.doubts = doubts;
    }

    /**
     * When something was so.
     *
     * @param isDated it carries a date at all
     * @param isVague it is known no better than to the month: it alarms, and answers nothing
     * @param isOneTime it is known to the instant, to the day, or lasted no longer than one
     */
    record Effective(When when, boolean isDated, boolean isVague, boolean isOneTime) {}

    /** What is not known to the day is doubted, and so is a time without a zone. */
    Effective of(@Nullable Type time, Recorded of, String part) {
        if (time instanceof BaseDateTimeType point) {
            return point(point, of, part);
        }
        if (time instanceof Period period) {
            return period(period, of, part);
        }
        if (time instanceof Timing timing && timing.getEvent().size() == 1) {
            return point(timing.getEvent().get(0), of, part);
        }
        return undated(of, part);
    }

    /** The time as it is written, by the site's zone where it names none. */
    static When when(FhirTime time, ZoneId zone) {
        if (time.time() == null) {
            return When.between(time.first(), time.last(), zone);
        }
        return When.at(
                time.offset() != null
                        ? time.first().atTime(time.time()).toInstant(time.offset())
                        : time.first().atTime(time.time()).atZone(zone).toInstant());
    }

    /** Without a doubt, for what is shown alone; null when it is not known to the day. */
    @Nullable
    When toTheDay(@Nullable BaseDateTimeType point) {
        FhirTime time = written(point);
        return time == null || isVague(time) ? null : when(time, zone);
    }

    /** Null when there is none. */
    static @Nullable FhirTime written(@Nullable BaseDateTimeType point) {
        String text = point == null ? null : point.getValueAsString();
        return text == null ? null : FhirTime.parse(text);
    }

    private Effective point(BaseDateTimeType point, Recorded of, String part) {
        FhirTime time = written(point);
        if (time == null) {
            return undated(of, part);
        }
        boolean vague = !time.first().equals(time.last());
        doubt(time, vague, of, part);
        return new Effective(when(time, zone), true, vague, !vague);
    }

    private Effective period(Period period, Recorded of, String part) {
        FhirTime start = written(startOf(period));
        FhirTime end = written(endOf(period));
        if (start == null && end == null) {
            return undated(of, part);
        }
        boolean vague = isVague(start) || isVague(end);
        if (start != null) {
            doubt(start, isVague(start), of, part + ".start");
        }
        if (end != null) {
            doubt(end, isVague(end), of, part + ".end");
        }
        Instant from = start == null ? When.LONG_AGO : when(start, zone).earliest();
        Instant to = end == null ? asOf : when(end, zone).latest();
        boolean isReversed = end != null && to.isBefore(from);
        if (isReversed && start != null) {
            doubt(of, part, Doubt.Reason.ENDS_BEFORE_IT_STARTS.code());
        }
        When when = to.isBefore(from) ? (isReversed ? new When(to, from) : When.at(from)) : new When(from, to);
        boolean isOneTime = !vague
                && !isReversed
                && start != null
                && Duration.between(when.earliest(), when.latest()).compareTo(Duration.ofDays(1)) <= 0;
        return new Effective(when, true, vague || isReversed, isOneTime);
    }

    private Effective undated(Recorded of, String part) {
        doubt(of, part, Doubt.Reason.NO_DATE.code());
        return new Effective(new When(When.LONG_AGO, max(asOf, When.LONG_AGO)), false, true, false);
    }

    static @Nullable DateTimeType startOf(Period period) {
        return period.hasStartElement() ? period.getStartElement() : null;
    }

    static @Nullable DateTimeType endOf(Period period) {
        return period.hasEndElement() ? period.getEndElement() : null;
    }

    private static boolean isVague(@Nullable FhirTime time) {
        return time != null && !time.first().equals(time.last());
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void doubt(FhirTime time, boolean vague, Recorded of, String part) {
        if (vague) {
            doubt(of, part, Doubt.Reason.NO_DAY.code());
        } else if (time.time() != null && time.offset() == null) {
            doubt(of, part, Doubt.Reason.NO_ZONE.code());
        }
    }

    private void doubt(Recorded of, String part, String detail) {
        doubts.add(new Doubt(Doubt.Kind.DATE, of.source(), of.path(part), null, detail));
    }
}
