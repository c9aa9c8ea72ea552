package io.github.oxytocinmassage.ward.recording;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a field is called where it stands apart from its question: in the summary above a form. */
final class FieldNames {

    private static final Pattern OF_INFANT = Pattern.compile("infant(\\d)\\.(\\w+)");

    private FieldNames() {}

    /** "Birth weight: please fill this in." */
    static String line(String field, String problem, Spoken spoken) {
        String name = name(field, spoken);
        return name.isEmpty() ? problem : name + ": " + continued(problem);
    }

    /** Empty of a field that has none: of a NIK every problem speaks by name. */
    private static String name(String field, Spoken spoken) {
        Matcher ofInfant = OF_INFANT.matcher(field);
        if (ofInfant.matches()) {
            String name = spoken.say("field.infant." + ofInfant.group(2));
            return ofInfant.group(1).equals("1") ? name : spoken.say("field.further", name, ofInfant.group(1));
        }
        if (spoken.page().has("field." + field)) {
            return spoken.say("field." + field);
        }
        String name = spoken.wording().name(field, spoken.locale());
        return name.equals(field) ? "" : spoken.name(field);
    }

    /** A sentence goes on after a colon; a word of capitals alone stays as it is. */
    private static String continued(String sentence) {
        boolean isWord = sentence.length() > 1 && !Character.isUpperCase(sentence.charAt(1));
        return isWord ? Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1) : sentence;
    }
}
