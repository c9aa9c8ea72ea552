package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.When;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Reference;

/**
 * That a clinician has seen to a live danger sign: the Observation {@code danger-reviewed} (protocol section 6), the one answer to an event,
 * which answers a state too. Measurements are answered by measuring again, never by this.
 *
 * @param item the sign that was seen to
 * @param observation whole and valid; filed once a clinician has looked, it ends the alarm
 */
public record Review(Item item, Observation observation) {

    private static final String EARLY_JAUNDICE = "OM-DAN-I09";

    /**
     * The reviews that answer a finding together; none where it is not answered so, or where nobody knows whose sign it is.
     *
     * @param episode that the finding is of
     */
    public static List<Review> of(Finding finding, Episode episode, ZoneId zone) {
        String subject = finding.subject();
        if (!finding.isDangerSign() || subject == null || subject.isEmpty()) {
            return List.of();
        }
        Instant at = after(finding, episode);
        List<Review> reviews = new ArrayList<>();
        for (Item item : reviewed(finding)) {
            reviews.add(new Review(item, observation(item, subject, at, zone)));
        }
        return reviews;
    }

    private static Set<Item> reviewed(Finding finding) {
        Set<Item> items = new LinkedHashSet<>();
        finding.items().stream()
                .flatMap(code -> Item.ofCode(code).stream())
                .filter(Review::isAnsweredSo)
                .forEach(items::add);
        // The early sighting, of either item, is answered by this one alone.
        if (finding.rule().equals(EARLY_JAUNDICE)) {
            items.add(Item.JAUNDICE);
        }
        return items;
    }

    /** Now; but later than the sign, which may have been written in this very minute, or by a clock that is ahead: at one instant danger wins. */
    private static Instant after(Finding finding, Episode episode) {
        Instant asOf = episode.asOf();
        return episode.allAnswers()
                .filter(a -> a.item().role() == Item.Role.DANGER_SIGN && finding.standsOn(a.source()))
                .map(Answer::when)
                .filter(When::exact)
                .map(When::latest)
                .max(Comparator.naturalOrder())
                .filter(seen -> !asOf.isAfter(seen))
                .map(seen -> seen.plusSeconds(1))
                .orElse(asOf);
    }

    private static boolean isAnsweredSo(Item item) {
        return item.role() == Item.Role.DANGER_SIGN && (item.form() == Item.Form.YES_NO || item == Item.EPDS_ITEM_10);
    }

    private static Observation observation(Item item, String subject, Instant at, ZoneId zone) {
        DateTimeType when = new DateTimeType(Date.from(at));
        when.setTimeZone(TimeZone.getTimeZone(zone));
        Observation review = new Observation();
        review.getMeta().addProfile(Canonical.profile("danger-reviewed"));
        review.setStatus(Observation.ObservationStatus.FINAL)
                .setCode(concept(Item.DANGER_REVIEWED))
                .setSubject(new Reference(subject))
                .setEffective(when)
                .setValue(concept(item));
        return review;
    }

    private static CodeableConcept concept(Item item) {
        return new CodeableConcept()
                .addCoding(new Coding().setSystem(Canonical.ITEMS).setCode(item.code()));
    }
}
