package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Level;
import io.github.oxytocinmassage.registry.SetAside;
import java.util.Objects;
import java.util.Set;

/**
 * What was set aside with a reason so lately that it need not be said again (protocol section 8). Danger signs never rest, nor does what can't
 * wait until tomorrow; and on other evidence a finding is another.
 *
 * @param keys rule, subject and evidence of each
 */
record Resting(Set<String> keys) {

    static final Resting NOTHING = new Resting(Set.of());

    Resting {
        keys = Set.copyOf(keys);
    }

    boolean covers(Finding finding, Evidence evidence) {
        boolean mayRest =
                !finding.isDangerSign() && finding.level() != Level.EMERGENCY && finding.level() != Level.URGENT;
        return mayRest
                && keys.contains(
                        key(finding.rule(), Objects.requireNonNullElse(finding.subject(), ""), evidence.of(finding)));
    }

    static String key(SetAside set) {
        return key(set.rule(), set.subject(), set.evidence());
    }

    private static String key(String rule, String subject, String evidence) {
        return rule + "|" + subject + "|" + evidence;
    }
}
