package io.github.oxytocinmassage.security;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** A body that has to be there by a certain time: one that trickles in would hold a place for as long as its sender likes. */
final class TimedStream extends FilterInputStream {

    private final long deadline;

    /** @param most from now on */
    TimedStream(InputStream in, Duration most) {
        super(in);
        this.deadline = System.nanoTime() + most.toNanos();
    }

    /** @throws SocketTimeoutException when it took too long */
    @Override
    public int read() throws IOException {
        check();
        return super.read();
    }

    /** @throws SocketTimeoutException when it took too long */
    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        check();
        return super.read(buffer, offset, length);
    }

    private void check() throws SocketTimeoutException {
        if (System.nanoTime() - deadline > 0) {
            throw new SocketTimeoutException("the body came too slowly");
        }
    }
}
