package io.github.oxytocinmassage.cdshooks;

import java.util.List;
import java.util.stream.Collectors;

/** A call that can't be answered as it stands; the caller can mend it. */
final class HookRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<Issue> issues;

    /** @param status of HTTP */
    HookRefusedException(int status, List<Issue> issues) {
        super(issues.stream().map(Issue::expression).collect(Collectors.joining(", ")));
        this.status = status;
        this.issues = List.copyOf(issues);
    }

    HookRefusedException(int status, String code, String diagnostics, String expression) {
        this(status, List.of(new Issue(code, diagnostics, expression)));
    }

    int status() {
        return status;
    }

    List<Issue> issues() {
        return issues;
    }
}
