package io.github.oxytocinmassage.fhir.entries;

import ca.uhn.fhir.rest.server.exceptions.PreconditionFailedException;
import ca.uhn.fhir.rest.server.exceptions.ResourceNotFoundException;
import ca.uhn.fhir.rest.server.exceptions.ResourceVersionConflictException;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import io.github.oxytocinmassage.fhir.entries.EntryRefusedException.Why;
import io.github.oxytocinmassage.fhir.interactions.Ledger;
import io.github.oxytocinmassage.fhir.interactions.Ledger.Posted;
import io.github.oxytocinmassage.fhir.interactions.Ledger.Posting;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;

/**
 * What people enter: stored once however often it is sent, corrected by a further version. Who may enter what is the page's to judge; the
 * request is for the audit trail. Every write throws {@link EntryRefusedException}, and {@link
 * io.github.oxytocinmassage.registry.StoreUnavailableException} when the database does not answer; then nothing was stored. Safe to share.
 */
public final class Entries {

    private final Ledger ledger;
    private final EntryWriter writer;
    private final RegistrationWriter registrations;
    private final PersonWriter persons;

    Entries(Ledger ledger, EntryWriter writer) {
        this.ledger = ledger;
        this.writer = writer;
        this.registrations = new RegistrationWriter(writer);
        this.persons = new PersonWriter(writer);
    }

    /**
     * Enters what belongs together: all of it, or nothing.
     *
     * @param entries at least one; the key is that of the first
     * @return one for each, in their order
     */
    public List<Entered> enter(EntryKey key, List<? extends Entry> entries, Author author, HttpServletRequest request) {
        List<Posting> postings = new ArrayList<>();
        Set<String> people = new TreeSet<>();
        for (Entry entry : entries) {
            EntryKey own = postings.isEmpty() ? key : key.part(entry.part());
            postings.add(new Posting(own.urn(), Keyed.with(writer.resource(entry, author), own)));
            people.add(entry.subject());
        }
        return told(() -> ledger.post(postings, people, request)).stream()
                .map(Posted::resource)
                .map(Entries::entered)
                .toList();
    }

    /** @return the mother's Patient */
    public Entered register(EntryKey key, Registration registration, Author author, HttpServletRequest request) {
        List<Posting> postings = registrations.postings(key, registration, author);
        int mother = postings.stream().map(Posting::key).toList().indexOf(key.urn());
        return entered(
                told(() -> ledger.post(postings, Set.of(), request)).get(mother).resource());
    }

    /**
     * Corrects an entry: a further version, marked as corrected.
     *
     * @param reference {@code Type/id}
     * @param version that the correction was made on
     * @param people whose entry it has to be
     */
    public Entered correct(
            String reference,
            long version,
            Entry entry,
            Set<String> people,
            Author author,
            HttpServletRequest request) {
        return amend(reference, version, people, request, r -> Correction.of(r, writer.resource(entry, author)));
    }

    /** Withdraws an entry: it should never have been made. */
    public Entered withdraw(
            String reference, long version, Set<String> people, Author author, HttpServletRequest request) {
        return amend(reference, version, people, request, r -> Correction.withdrawn(r, author));
    }

    /**
     * Ends the 14 days.
     *
     * @param plan reference of the CarePlan
     * @param completed false: broken off
     */
    public Entered end(
            String plan, long version, Instant at, boolean completed, Set<String> people, HttpServletRequest request) {
        return amend(plan, version, people, request, r -> {
            CarePlan ended = ((CarePlan) r).copy();
            ended.setStatus(completed ? CarePlanStatus.COMPLETED : CarePlanStatus.REVOKED);
            ended.getPeriod().setEndElement(writer.time(at));
            return ended;
        });
    }

    /**
     * Corrects who a mother or an infant is, or that it lives: a further version of its Patient.
     *
     * @param reference {@code Patient/id}
     */
    public Entered correct(
            String reference, long version, Person person, Set<String> people, HttpServletRequest request) {
        return amend(
                patient(reference, people),
                reference,
                version,
                people,
                request,
                r -> persons.correct((Patient) r, person));
    }

    /** A mother or an infant as kept; empty when none of these is it. */
    public Optional<Person.Kept> person(String reference, Set<String> people) {
        return patient(reference, people)
                .map(r -> new Person.Kept(persons.read((Patient) r), entered(r).version()));
    }

    /** The newest version of an entry, for whom it is about; empty when there is none. */
    public Optional<Entered> newest(String reference, Set<String> people) {
        return read(reference, people).map(Entries::entered);
    }

    private Optional<Resource> read(String reference, Set<String> people) {
        return newest(reference).filter(r -> Correction.isAbout(r, people));
    }

    private Optional<Resource> patient(String reference, Set<String> people) {
        return people.contains(reference) ? newest(reference).filter(Patient.class::isInstance) : Optional.empty();
    }

    private Optional<Resource> newest(String reference) {
        String[] parts = reference.split("/", -1);
        return parts.length == 2 ? ledger.newest(parts[0], parts[1]) : Optional.empty();
    }

    private Entered amend(
            String reference,
            long version,
            Set<String> people,
            HttpServletRequest request,
            Function<Resource, Resource> change) {
        return amend(read(reference, people), reference, version, people, request, change);
    }

    private Entered amend(
            Optional<Resource> there,
            String reference,
            long version,
            Set<String> people,
            HttpServletRequest request,
            Function<Resource, Resource> change) {
        String[] parts = reference.split("/", -1);
        return entered(told(() -> {
            if (there.isEmpty()) {
                throw new ResourceNotFoundException("There is no such entry of these people");
            }
            return ledger.amend(parts[0], parts[1], version, change, people, request);
        }));
    }

    private static Entered entered(Resource resource) {
        return new Entered(
                resource.fhirType() + "/" + resource.getIdElement().getIdPart(),
                Long.parseLong(resource.getMeta().getVersionId()));
    }

    private static <T> T told(Supplier<T> write) {
        try {
            return write.get();
        } catch (PreconditionFailedException e) {
            throw new EntryRefusedException(Why.CHANGED_MEANWHILE, e);
        } catch (Ledger.OtherwiseException e) {
            throw new EntryRefusedException(Why.ENTERED_OTHERWISE, e);
        } catch (ResourceVersionConflictException e) {
            throw new EntryRefusedException(Why.NUMBER_TAKEN, e);
        } catch (ResourceNotFoundException e) {
            throw new EntryRefusedException(Why.NOT_THERE, e);
        } catch (UnprocessableEntityException e) {
            throw new EntryRefusedException(Why.FAILS_PROFILE, e);
        }
    }
}
