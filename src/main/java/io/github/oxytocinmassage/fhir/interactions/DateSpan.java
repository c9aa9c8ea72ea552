package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.Period;

/**
 * The time that a FHIR date stands for: as long as it is imprecise.
 *
 * @param from first millisecond since 1970
 * @param until the one after the last
 */
record DateSpan(long from, long until) {

    static DateSpan of(BaseDateTimeType date, ZoneId zone) {
        TemporalPrecisionEnum precision = date.getPrecision();
        boolean coarse = precision == TemporalPrecisionEnum.YEAR
                || precision == TemporalPrecisionEnum.MONTH
                || precision == TemporalPrecisionEnum.DAY;
        ZonedDateTime start = coarse
                ? ZonedDateTime.of(
                        date.getYear(),
                        precision == TemporalPrecisionEnum.YEAR ? 1 : date.getMonth() + 1,
                        precision == TemporalPrecisionEnum.DAY ? date.getDay() : 1,
                        0,
                        0,
                        0,
                        0,
                        zone)
                : start(date, zone);
        ZonedDateTime end =
                switch (precision) {
                    case YEAR -> start.plusYears(1);
                    case MONTH -> start.plusMonths(1);
                    case DAY -> start.plusDays(1);
                    case MINUTE -> start.plusMinutes(1);
                    case SECOND -> start.plusSeconds(1);
                    default -> start.plus(1, ChronoUnit.MILLIS);
                };
        return new DateSpan(start.toInstant().toEpochMilli(), end.toInstant().toEpochMilli());
    }

    /** Without a zone of its own HAPI would take that of the machine. */
    private static ZonedDateTime start(BaseDateTimeType date, ZoneId zone) {
        return date.getTimeZone() == null
                ? LocalDateTime.parse(date.getValueAsString()).atZone(zone)
                : Instant.ofEpochMilli(date.getValue().getTime())
                        .atZone(date.getTimeZone().toZoneId());
    }

    /** An open end reaches as far as can be counted. */
    static DateSpan of(Period period, ZoneId zone) {
        return new DateSpan(
                period.getStart() != null ? of(period.getStartElement(), zone).from() : Long.MIN_VALUE,
                period.getEnd() != null ? of(period.getEndElement(), zone).until() : Long.MAX_VALUE);
    }
}
