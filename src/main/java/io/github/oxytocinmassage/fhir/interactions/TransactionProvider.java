package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.PreferReturnEnum;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import io.github.oxytocinmassage.fhir.Outcomes;
import io.github.oxytocinmassage.fhir.profiles.Admission;
import io.github.oxytocinmassage.registry.ResourceStore;
import io.github.oxytocinmassage.registry.Writing;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.OperationOutcome;

/** {@code POST /fhir}: a transaction, all or nothing; or a batch, each entry for itself. */
public final class TransactionProvider {

    private final ResourceStore store;
    private final EntryReader reader;
    private final EntryRunner runner;
    private final Admission admission;

    TransactionProvider(ResourceStore store, EntryReader reader, EntryRunner runner, Admission admission) {
        this.store = store;
        this.reader = reader;
        this.runner = runner;
        this.admission = admission;
    }

    @Transaction
    public Bundle transaction(@TransactionParam Bundle bundle, RequestDetails request) {
        Reach reach = Reach.of(request);
        if (bundle.getType() == Bundle.BundleType.TRANSACTION) {
            return together(bundle, request, reach);
        }
        if (bundle.getType() == Bundle.BundleType.BATCH) {
            checkScopes(bundle, reach);
            return each(bundle, request);
        }
        throw refused(
                new InvalidRequestException("A Bundle posted here has to be of type transaction or batch"),
                "Bundle.type");
    }

    private Bundle together(Bundle bundle, RequestDetails request, Reach reach) {
        List<Entry> entries = entries(bundle);
        entries.forEach(entry -> checkScope(entry, reach));
        Map<Integer, OperationOutcome> said = said(entries);
        entries.forEach(entry -> at(entry, () -> admitted(entry, said)));
        BundleEntryComponent[] answers = new BundleEntryComponent[entries.size()];
        store.write(writing -> {
            Names names = Names.of(entries, writing, runner.filing(), reach);
            entries.stream()
                    .sorted(Comparator.comparing(Entry::turn))
                    .filter(e -> !e.reads())
                    .forEach(entry -> {
                        answers[entry.index()] = at(entry, () -> runner.write(writing, entry, names, request));
                    });
            entries.stream().filter(Entry::reads).forEach(entry -> {
                answers[entry.index()] = at(entry, () -> runner.read(entry, request, writing.position()));
            });
            return answers;
        });
        said.forEach((index, outcome) -> tell(answers[index], outcome));
        entries.stream().filter(e -> !e.reads()).forEach(e -> tellAnyhow(answers[e.index()], request));
        return answer(Bundle.BundleType.TRANSACTIONRESPONSE, List.of(answers));
    }

    private Bundle each(Bundle bundle, RequestDetails request) {
        List<BundleEntryComponent> answers = new ArrayList<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            answers.add(alone(bundle.getEntry().get(i), i, request));
        }
        return answer(Bundle.BundleType.BATCHRESPONSE, answers);
    }

    /** A batch that holds what its caller may not do is refused as a whole; what can't be read does nothing, and is told later. */
    private void checkScopes(Bundle bundle, Reach reach) {
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            Entry entry;
            try {
                entry = reader.read(bundle.getEntry().get(i), i);
            } catch (BaseServerResponseException e) {
                continue;
            }
            checkScope(entry, reach);
        }
    }

    private static void checkScope(Entry entry, Reach reach) {
        try {
            reach.over(entry.type(), entry.rights());
        } catch (BaseServerResponseException e) {
            throw refused(e, "Bundle.entry[" + entry.index() + "]");
        }
    }

    private BundleEntryComponent alone(BundleEntryComponent raw, int index, RequestDetails request) {
        try {
            Entry entry = reader.read(raw, index);
            if (entry.reads()) {
                return runner.read(entry, request, store.position());
            }
            Map<Integer, OperationOutcome> said = said(List.of(entry));
            admitted(entry, said);
            BundleEntryComponent answer = store.write((Writing writing) -> runner.write(
                    writing, entry, Names.of(List.of(entry), writing, runner.filing(), Reach.of(request)), request));
            said.values().forEach(outcome -> tell(answer, outcome));
            tellAnyhow(answer, request);
            return answer;
        } catch (BaseServerResponseException e) {
            BundleEntryComponent answer = new BundleEntryComponent();
            answer.getResponse()
                    .setStatus(String.valueOf(e.getStatusCode()))
                    .setOutcome(outcome(e, "Bundle.entry[" + index + "]"));
            return answer;
        }
    }

    /** What is to be said of those that are to be stored, by the index of the entry. */
    private Map<Integer, OperationOutcome> said(List<Entry> entries) {
        List<Entry> stored =
                entries.stream().filter(e -> !e.reads() && e.resource() != null).toList();
        List<OperationOutcome> looks =
                admission.look(stored.stream().map(Entry::resource).toList());
        Map<Integer, OperationOutcome> said = new TreeMap<>();
        for (int i = 0; i < stored.size(); i++) {
            if (looks.get(i).hasIssue()) {
                int index = stored.get(i).index();
                said.put(index, within("Bundle.entry[" + index + "].resource", looks.get(i)));
            }
        }
        return said;
    }

    /** Names the places as they stand in the Bundle. */
    private static OperationOutcome within(String place, OperationOutcome outcome) {
        outcome.getIssue().stream()
                .flatMap(i -> i.getExpression().stream())
                .forEach(e -> e.setValue(e.getValue().replaceFirst("^[A-Za-z]+", place)));
        return outcome;
    }

    private Entry admitted(Entry entry, Map<Integer, OperationOutcome> said) {
        OperationOutcome of = said.get(entry.index());
        if (of != null && admission.isRefused(of)) {
            throw admission.refusal(of);
        }
        return entry;
    }

    private static void tell(BundleEntryComponent answer, OperationOutcome outcome) {
        if (!answer.getResponse().hasOutcome()) {
            answer.getResponse().setOutcome(outcome);
        }
    }

    /** Who asks for an outcome gets one, of what there is nothing to say of too. */
    private static void tellAnyhow(BundleEntryComponent answer, RequestDetails request) {
        if (Handling.prefers(request, PreferReturnEnum.OPERATION_OUTCOME)) {
            tell(answer, Outcomes.done("Done; nothing is to be said of it"));
        }
    }

    private List<Entry> entries(Bundle bundle) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < bundle.getEntry().size(); i++) {
            BundleEntryComponent raw = bundle.getEntry().get(i);
            try {
                entries.add(reader.read(raw, i));
            } catch (BaseServerResponseException e) {
                throw refused(e, "Bundle.entry[" + i + "]");
            }
        }
        return entries;
    }

    /** Says which entry it was that stopped the whole. */
    private static <T> T at(Entry entry, Supplier<T> step) {
        try {
            return step.get();
        } catch (BaseServerResponseException e) {
            throw refused(e, "Bundle.entry[" + entry.index() + "]");
        }
    }

    static BaseServerResponseException refused(BaseServerResponseException e, String path) {
        BaseServerResponseException refused =
                BaseServerResponseException.newInstance(e.getStatusCode(), path + ": " + e.getMessage());
        refused.setOperationOutcome(outcome(e, path));
        return refused;
    }

    private static OperationOutcome outcome(BaseServerResponseException e, String path) {
        if (e.getOperationOutcome() instanceof OperationOutcome told) {
            return told;
        }
        OperationOutcome outcome =
                Outcomes.of(RegistryErrors.issueType(e.getStatusCode()), path + ": " + e.getMessage());
        outcome.getIssueFirstRep().addExpression(path);
        return outcome;
    }

    private static Bundle answer(Bundle.BundleType type, List<BundleEntryComponent> entries) {
        Bundle answer = new Bundle();
        answer.setType(type);
        answer.setEntry(entries);
        return answer;
    }
}
