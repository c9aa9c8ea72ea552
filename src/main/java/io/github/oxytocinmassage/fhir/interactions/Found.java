package io.github.oxytocinmassage.fhir.interactions;

import ca.uhn.fhir.rest.api.server.IBundleProvider;
import java.util.Date;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/** What a search or a history has found, read a page at a time. */
final class Found implements IBundleProvider {

    private final String name;
    private final List<String> ignored;
    private final int total;
    private final Reader reader;

    /**
     * @param name of the question, for its next links
     * @param ignored search parameters that were not known
     */
    Found(String name, List<String> ignored, int total, Reader reader) {
        this.name = name;
        this.ignored = ignored;
        this.total = total;
        this.reader = reader;
    }

    /** Reads a page. */
    @FunctionalInterface
    interface Reader {

        List<Resource> read(int offset, int limit);
    }

    List<String> ignored() {
        return ignored;
    }

    @Override
    public List<IBaseResource> getResources(int from, int to) {
        return List.copyOf(reader.read(from, Math.max(0, Math.min(to, total) - from)));
    }

    @Override
    public Integer size() {
        return total;
    }

    @Override
    public String getUuid() {
        return name;
    }

    /** Each resource says when it was written. */
    @Override
    public IPrimitiveType<Date> getPublished() {
        return new InstantType();
    }

    @Override
    public @Nullable Integer preferredPageSize() {
        return null;
    }
}
