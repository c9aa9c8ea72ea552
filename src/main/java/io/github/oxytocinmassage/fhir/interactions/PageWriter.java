package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.api.BundleInclusionRule;
import ca.uhn.fhir.model.valueset.BundleTypeEnum;
import ca.uhn.fhir.rest.api.BundleLinks;
import ca.uhn.fhir.rest.api.IVersionSpecificBundleFactory;
import ca.uhn.fhir.rest.server.exceptions.InvalidRequestException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.jspecify.annotations.Nullable;

/** Writes a page of a search or a history: what was found, how many there are in all, and where it goes on. */
final class PageWriter {

    private final FhirContext context;

    PageWriter(FhirContext context) {
        this.context = context;
    }

    /**
     * A page of a search, with what was not understood of it.
     *
     * @param ignored parameters that are not known
     * @param known those that are
     * @throws InvalidRequestException when there are such and the caller wants them refused
     */
    Bundle searched(Asked asked, List<String> ignored, Collection<String> known, Slice slice) {
        Bundle page = written(BundleTypeEnum.SEARCHSET, asked, ignored, slice);
        if (!ignored.isEmpty()) {
            String said = Handling.unknown(asked.path(), ignored, known);
            if (asked.isStrict()) {
                throw new InvalidRequestException(said);
            }
            page.addEntry()
                    .setResource(RegistryErrors.warning(said))
                    .getSearch()
                    .setMode(Bundle.SearchEntryMode.OUTCOME);
        }
        return page;
    }

    Bundle history(Asked asked, List<String> ignored, Slice slice) {
        return written(BundleTypeEnum.HISTORY, asked, ignored, slice);
    }

    private Bundle written(BundleTypeEnum type, Asked asked, List<String> ignored, Slice slice) {
        @Nullable Place next = slice.next();
        String self = asked.address(ignored, null);
        BundleLinks links = new BundleLinks(asked.base(), Set.of(), false, type)
                .setSelf(self)
                .setNext(next == null ? null : asked.address(ignored, next));
        IVersionSpecificBundleFactory pages = context.newBundleFactory();
        pages.addRootPropertiesToBundle(id(asked, self), links, slice.total(), null);
        pages.addResourcesToBundle(
                new ArrayList<>(slice.resources()),
                type,
                asked.base(),
                BundleInclusionRule.BASED_ON_INCLUDES,
                Set.of());
        return (Bundle) pages.getResourceBundle();
    }

    /** HAPI asks for one; the same page of the same registry has the same, at whatever address. */
    private static String id(Asked asked, String self) {
        byte[] question = self.substring(asked.base().length()).getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(question).toString();
    }
}
