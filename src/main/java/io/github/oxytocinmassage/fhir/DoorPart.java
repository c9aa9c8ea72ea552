package io.github.oxytocinmassage.fhir;

import java.util.List;

/**
 * What a further part of the FHIR endpoint brings to its door.
 *
 * @param providers HAPI's resource and plain providers
 * @param interceptors HAPI's interceptors
 */
public record DoorPart(List<Object> providers, List<Object> interceptors) {

    public DoorPart {
        providers = List.copyOf(providers);
        interceptors = List.copyOf(interceptors);
    }
}
