package io.github.oxytocinmassage.fhir;

import io.github.oxytocinmassage.protocol.Doubt;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Infant;
import io.github.oxytocinmassage.protocol.When;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Procedure;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * FHIR resources, in any order, become an {@link Episode} (interfaces section 1). Nothing is judged here: what can't be read as it stands
 * travels along as a {@link Doubt} that names the resource and the path. Safe to share.
 */
public final class EpisodeReader {

    private final Codings codings;

    public EpisodeReader(Terminology terminology) {
        this.codings = new Codings(terminology);
    }

    /**
     * Reads a record. It may hold several mothers: one is read, whom the caller names or whom the record is about.
     *
     * @param record resources and Bundles of them, however nested; not changed
     * @param patient whom the caller asks about ("Patient/m", "m", an address): the mother, or an infant of hers; null when nobody is named
     * @param server address of the FHIR server that it was asked of; null when that is not known
     * @param asOf the instant the advice is for
     * @param siteZone turns instants into calendar days
     * @param scanDoubts what was doubted before ({@link Scanned#doubts})
     * @return with an empty mother when nobody can be told to be her
     */
    public Episode read(
            Collection<? extends Resource> record,
            @Nullable String patient,
            @Nullable String server,
            Instant asOf,
            ZoneId siteZone,
            List<Doubt> scanDoubts) {
        RecordIndex index = new RecordIndex(record, server);
        LocalDate today = asOf.atZone(siteZone).toLocalDate();
        People people = new People(index, today);
        EpisodeDraft draft = new EpisodeDraft();
        draft.doubts.addAll(scanDoubts);
        draft.doubts.addAll(index.doubts());
        Care care = care(index, people);
        Ties ties = ties(index, people, care, today);
        Person asked = patient == null || patient.isBlank() ? null : people.asked(patient.strip(), care.subjects());
        Kinship kinship = new Kinship(people, ties, asked, care.ofSessions(), care.ofSheets(), today, draft.doubts);
        Map<Person, @Nullable When> births = births(index, people, kinship, siteZone, draft.doubts);
        Family family = new Family(people, kinship.mother(), births, kinship.unclear(), asOf, siteZone);
        readAll(index, family, new Times(asOf, siteZone, draft.doubts), asOf, draft);
        Person mother = kinship.mother();
        boolean motherDied = mother != null && Registration.hasDied(mother, asOf, siteZone);
        return draft.episode(asOf, family.mother(), motherDied, infants(births, asOf, siteZone, draft));
    }

    /**
     * What a patient is in a record, which need not be whole.
     *
     * @param patient "Patient/m"
     */
    public Kin kin(
            Collection<? extends Resource> record,
            String patient,
            @Nullable String server,
            Instant asOf,
            ZoneId siteZone) {
        RecordIndex index = new RecordIndex(record, server);
        LocalDate today = asOf.atZone(siteZone).toLocalDate();
        People people = new People(index, today);
        Care care = care(index, people);
        Person asked = people.asked(patient, care.subjects());
        return new Kinship(
                        people,
                        ties(index, people, care, today),
                        asked,
                        care.ofSessions(),
                        care.ofSheets(),
                        today,
                        new ArrayList<>())
                .of(asked, care.ofSheets());
    }

    private Ties ties(RecordIndex index, People people, Care care, LocalDate today) {
        return new Ties(index, people, care.ofSessions(), today, o -> ObservationReader.isOurs(o, codings));
    }

    /** Who has sessions and plans, and who has sheets: one subject for each. */
    private record Care(List<Person> ofSessions, List<Person> ofSheets) {

        Set<Person> subjects() {
            Set<Person> subjects = new LinkedHashSet<>(ofSessions);
            subjects.addAll(ofSheets);
            return subjects;
        }
    }

    private Care care(RecordIndex index, People people) {
        List<Person> ofSessions = new ArrayList<>();
        List<Person> ofSheets = new ArrayList<>();
        for (Recorded each : index.all()) {
            Resource resource = each.resource();
            if (resource instanceof Procedure procedure && SessionReader.isOurs(procedure)) {
                add(people.of(procedure.getSubject(), each), ofSessions);
            } else if (resource instanceof CarePlan plan && SessionReader.isOurs(plan)) {
                add(people.of(plan.getSubject(), each), ofSessions);
            } else if (resource instanceof Observation sheet
                    && codings.asked(sheet.getCode()).isCheck()) {
                add(people.of(sheet.getSubject(), each), ofSheets);
            } else if (resource instanceof QuestionnaireResponse sheet && QuestionnaireReader.isOurs(sheet)) {
                add(people.of(QuestionnaireReader.subject(sheet), each), ofSheets);
            }
        }
        return new Care(ofSessions, ofSheets);
    }

    private static void add(@Nullable Person person, List<Person> people) {
        if (person != null && !person.isElsewhere()) {
            people.add(person);
        }
    }

    private Map<Person, @Nullable When> births(
            RecordIndex index, People people, Kinship kinship, ZoneId zone, List<Doubt> doubts) {
        Deliveries deliveries = new Deliveries(index, people, codings, kinship.mother(), zone);
        Births births = new Births(zone, doubts);
        Map<Person, @Nullable When> all = new LinkedHashMap<>();
        for (Person infant : kinship.infants()) {
            all.put(infant, births.of(infant, deliveries.of(infant)));
        }
        return all;
    }

    private void readAll(RecordIndex index, Family family, Times times, Instant asOf, EpisodeDraft draft) {
        SharedSigns shared = new SharedSigns();
        QuestionReader questions = new QuestionReader(draft, family.mother(), shared);
        ObservationReader observations = new ObservationReader(family, codings, times, draft, questions);
        QuestionnaireReader questionnaires = new QuestionnaireReader(family, codings, times, draft, questions);
        SessionReader sessions = new SessionReader(family, index, times, draft);
        ConditionReader conditions = new ConditionReader(family, codings, times, draft, asOf);
        List<Recorded> all = index.all().stream()
                .flatMap(r -> Stream.concat(Stream.of(r), RecordIndex.contained(r).stream()))
                .toList();
        for (Recorded each : all) {
            Resource resource = each.resource();
            if (resource instanceof Observation observation) {
                observations.read(each, observation);
            } else if (resource instanceof Procedure procedure) {
                sessions.read(each, procedure);
            } else if (resource instanceof QuestionnaireResponse response) {
                questionnaires.read(each, response);
            } else if (resource instanceof CarePlan plan) {
                sessions.read(each, plan);
            } else if (resource instanceof Condition condition) {
                conditions.read(each, condition);
            }
        }
        shared.settle(draft.answers);
    }

    private static List<Infant> infants(
            Map<Person, @Nullable When> births, Instant asOf, ZoneId zone, EpisodeDraft draft) {
        List<Infant> infants = new ArrayList<>();
        births.forEach((person, birth) -> infants.add(Registration.infant(person, birth, asOf, zone, draft)));
        return infants;
    }
}
