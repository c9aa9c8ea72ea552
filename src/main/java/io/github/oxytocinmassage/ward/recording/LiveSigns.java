package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.protocol.Course;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Newest;
import io.github.oxytocinmassage.protocol.Parameters;
import io.github.oxytocinmassage.protocol.Sighting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The danger signs that wait for an answer (protocol section 6): states for a no, events for a clinician's review. */
final class LiveSigns {

    /** Jaundice before this age is an event. */
    private static final double EARLY_HOURS = 24;

    private static final double MILLIS_AN_HOUR = 3_600_000;

    private final Parameters parameters;

    LiveSigns(Parameters parameters) {
        this.parameters = parameters;
    }

    /**
     * @param id names it in an address
     * @param subject reference of whom it was seen on
     * @param event only a clinician's review answers it
     * @param seen when it was last seen
     */
    record Live(
            String id, Item item, String name, String subject, String who, boolean event, Instant seen, String when) {}

    /** The newest sighting of each, those of which the infant is not known left out: they are resolved by correcting the entry. */
    List<Live> of(MotherRecord record, Spoken spoken) {
        Course course = Course.of(record.episode(), parameters);
        List<Live> all = new ArrayList<>();
        for (Sighting sighting : course.sightings()) {
            boolean isEarly = isJaundice(sighting.item()) && sighting.youngestAgeHours() < EARLY_HOURS;
            boolean isEvent = sighting.item().isEvent() || isEarly;
            boolean isSettled = isEarly
                    ? sighting.reviewedAsJaundice() && sighting.answered()
                    : isEvent ? sighting.reviewed() : sighting.answered();
            if (sighting.subject() != null && !isSettled) {
                Item item = isEarly && !sighting.reviewedAsJaundice() ? Item.JAUNDICE : sighting.item();
                boolean asEvent = isEarly ? !sighting.reviewedAsJaundice() : isEvent;
                all.add(live(record, spoken, item, sighting.subject(), asEvent, sighting.hoursAgo()));
            }
        }
        for (Newest newest : course.newest()) {
            if (newest.item() == Item.EPDS_ITEM_10
                    && newest.count() != null
                    && newest.count() > 0
                    && !newest.reviewed()) {
                all.add(live(record, spoken, newest.item(), record.mother(), true, newest.hoursAgo()));
            }
        }
        Map<String, Live> newestFirst = new LinkedHashMap<>();
        all.stream()
                .sorted(Comparator.comparing(Live::seen).reversed())
                .forEach(l -> newestFirst.putIfAbsent(l.id(), l));
        return List.copyOf(newestFirst.values());
    }

    private static Live live(
            MotherRecord record, Spoken spoken, Item item, String subject, boolean event, double hoursAgo) {
        Instant seen = record.episode().asOf().minusMillis(Math.round(hoursAgo * MILLIS_AN_HOUR));
        String who = record.nameOf(subject);
        String id = item.code() + "." + MotherRecords.id(subject);
        return new Live(id, item, spoken.name(item), subject, who, event, seen, spoken.time(seen));
    }

    private static boolean isJaundice(Item item) {
        return item == Item.JAUNDICE || item == Item.JAUNDICE_PALMS_SOLES;
    }
}
