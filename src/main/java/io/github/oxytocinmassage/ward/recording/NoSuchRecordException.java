package io.github.oxytocinmassage.ward.recording;

/** Nothing of this mother, or no such entry of hers, is kept here. */
final class NoSuchRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;
}
