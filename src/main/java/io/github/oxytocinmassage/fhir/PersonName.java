package io.github.oxytocinmassage.fhir;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.StringType;

/** What a FHIR name calls somebody. */
public final class PersonName {

    private PersonName() {}

    /** Its text, else its parts as far as they are written; empty when nothing is: a part may be there and not be known. */
    public static String of(HumanName name) {
        if (Words.isWritten(name.getText())) {
            return name.getText().strip();
        }
        return Stream.of(name.getPrefix(), name.getGiven(), List.of(name.getFamilyElement()), name.getSuffix())
                .flatMap(Collection::stream)
                .map(StringType::getValue)
                .filter(Words::isWritten)
                .map(String::strip)
                .collect(Collectors.joining(" "));
    }
}
