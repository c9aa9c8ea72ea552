package io.github.oxytocinmassage.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.coyote.CloseNowException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before a door: unpacks gzip, holds the unpacked body to its limit, and takes UTF-8 alone (interfaces section 1, "bytes").
 * Whoever comes after it reads a plain body that is wholly there.
 */
public final class BodyFilter extends OncePerRequestFilter {

    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS", "DELETE", "TRACE");

    private final long limit;
    private final String limitName;
    private final Duration timeout;

    /**
     * @param limit of the unpacked body in bytes
     * @param limitName of the setting, for the error
     * @param timeout until when the whole of it has to be there
     */
    public BodyFilter(long limit, String limitName, Duration timeout) {
        this.limit = limit;
        this.limitName = limitName;
        this.timeout = timeout;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Refusal refusal = refusal(request);
        if (refusal != null) {
            refusal.write(request, response);
            return;
        }
        if (WITHOUT_BODY.contains(request.getMethod()) || isForm(request)) {
            chain.doFilter(request, response);
            return;
        }
        byte[] body;
        try {
            body = body(request);
        } catch (ZipException | java.io.EOFException e) {
            new Refusal(400, "structure", "The body is labelled Content-Encoding: gzip, but is not whole gzip.")
                    .write(request, response);
            return;
        } catch (SocketTimeoutException e) {
            new Refusal(
                            408,
                            "timeout",
                            "The body did not come within " + timeout.toSeconds() + " s (doors.body-timeout).")
                    .write(request, response);
            response.flushBuffer();
            // The container would go on waiting for the rest of it.
            throw new CloseNowException("The body came too slowly");
        }
        if (body.length > limit) {
            new Refusal(413, "too-costly", "The body is larger than " + limit + " bytes unpacked (" + limitName + ").")
                    .write(request, response);
            return;
        }
        chain.doFilter(new Unpacked(request, body), response);
    }

    /** A search by POST: the container reads its parameters out of the body, and holds it to a limit of its own. */
    private static boolean isForm(HttpServletRequest request) {
        return lower(request.getContentType()).startsWith("application/x-www-form-urlencoded")
                && request.getHeader("Content-Encoding") == null;
    }

    private static @Nullable Refusal refusal(HttpServletRequest request) {
        String type = lower(request.getContentType());
        for (String parameter : List.of(type.split(";", -1))) {
            String[] pair = parameter.strip().split("=", 2);
            String value = pair.length == 2 ? pair[1].replace("\"", "").strip() : "";
            if (pair[0].strip().equals("charset")
                    && !value.equals("utf-8")
                    && !value.equals("utf8")
                    && !value.equals("us-ascii")) {
                return new Refusal(
                        415, "not-supported", "The body has to be UTF-8; the Content-Type names another charset.");
            }
            if (pair[0].strip().equals("fhirversion") && !value.equals("4.0")) {
                return new Refusal(
                        415,
                        "not-supported",
                        "The body has to be FHIR R4; the Content-Type names another fhirVersion than 4.0.");
            }
        }
        String accept = lower(request.getHeader("Accept"));
        int version = accept.indexOf("fhirversion=");
        if (version >= 0
                && !accept.substring(version + "fhirversion=".length())
                        .replace("\"", "")
                        .startsWith("4.0")) {
            return new Refusal(
                    406, "not-supported", "Only FHIR R4 is spoken here; Accept asks for another fhirVersion than 4.0.");
        }
        String encoding = lower(request.getHeader("Content-Encoding"));
        return encoding.isEmpty() || encoding.equals("gzip") || encoding.equals("identity")
                ? null
                : new Refusal(415, "not-supported", "The Content-Encoding is not known; send gzip or none.");
    }

    /** One byte more than the limit at most, so that too long a body shows. */
    private byte[] body(HttpServletRequest request) throws IOException {
        int most = (int) Math.min(Integer.MAX_VALUE - 8L, limit + 1);
        InputStream raw = new TimedStream(request.getInputStream(), timeout);
        if (!lower(request.getHeader("Content-Encoding")).equals("gzip")) {
            return raw.readNBytes(most);
        }
        try (GZIPInputStream unpacked = new GZIPInputStream(raw)) {
            return unpacked.readNBytes(most);
        }
    }

    private static String lower(@Nullable String header) {
        return header == null ? "" : header.toLowerCase(Locale.ROOT).strip();
    }

    /** The request with its body in hand. */
    private static final class Unpacked extends HttpServletRequestWrapper {

        private static final Set<String> GONE = Set.of("content-encoding", "content-length", "transfer-encoding");

        private final byte[] body;

        Unpacked(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new BodyStream(body);
        }

        @Override
        public BufferedReader getReader() {
            return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
        }

        @Override
        public int getContentLength() {
            return body.length;
        }

        @Override
        public long getContentLengthLong() {
            return body.length;
        }

        @Override
        public @Nullable String getHeader(String name) {
            String lower = lower(name);
            if (lower.equals("content-length")) {
                return String.valueOf(body.length);
            }
            return GONE.contains(lower) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            String value = getHeader(name);
            return GONE.contains(lower(name))
                    ? Collections.enumeration(value == null ? List.of() : List.of(value))
                    : super.getHeaders(name);
        }

        @Override
        public Enumeration<String> getHeaderNames() {
            return Collections.enumeration(Collections.list(super.getHeaderNames()).stream()
                    .filter(n -> !lower(n).equals("content-encoding") && !lower(n).equals("transfer-encoding"))
                    .toList());
        }
    }

    /** A body in memory. */
    private static final class BodyStream extends ServletInputStream {

        private final ByteArrayInputStream bytes;

        BodyStream(byte[] body) {
            this.bytes = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            return bytes.read(buffer, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("the body is wholly there; read it");
        }
    }
}
