package io.github.oxytocinmassage.cdshooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Why there is no whole answer under a prefetch key.
 *
 * @param why {@code "is missing"}
 * @param status with which a call is refused for it: 412, or 503 or 504 when it may go better another time
 * @param refused it was asked for, and the EHR's server does not answer such requests
 */
record Lack(String why, int status, boolean refused) {

    Lack(String why) {
        this(why, 412, false);
    }

    Lack notFetched(FetchFailedException e) {
        return new Lack(why + ", and could not be fetched: " + e.getMessage(), e.status(), e.isRefused());
    }

    /** Of FHIR's issue types. */
    String code() {
        return switch (status) {
            case 503 -> "throttled";
            case 504 -> "timeout";
            default -> "required";
        };
    }

    /** Names the keys that are lacking: 412; 504 when nothing but time was lacking, 503 when it was places. */
    static HookRefusedException refusal(Map<PrefetchKey, Lack> lacking) {
        List<Issue> issues = new ArrayList<>();
        lacking.forEach(
                (key, lack) -> issues.add(new Issue(lack.code(), key.path() + " " + lack.why() + ".", key.path())));
        List<Integer> statuses = lacking.values().stream().map(Lack::status).toList();
        return new HookRefusedException(statuses.contains(412) ? 412 : statuses.contains(504) ? 504 : 503, issues);
    }
}
