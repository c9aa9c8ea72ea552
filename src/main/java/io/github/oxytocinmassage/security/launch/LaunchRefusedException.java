package io.github.oxytocinmassage.security.launch;

/** A launch that comes to nothing. The message is for the log: names of settings and members, nothing of a caller or a record. */
final class LaunchRefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final LaunchFault fault;

    LaunchRefusedException(LaunchFault fault, String message) {
        super(message);
        this.fault = fault;
    }

    LaunchFault fault() {
        return fault;
    }
}
