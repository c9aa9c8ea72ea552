package io.github.oxytocinmassage.security.outgoing;

import io.github.oxytocinmassage.security.outgoing.JudgedAddresses.InsideAddressException;
import io.github.oxytocinmassage.security.outgoing.OutgoingCallException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.jspecify.annotations.Nullable;

/** One call under way: the request, a redirect or two within the same server, the body up to its limit. It can be broken off at any time. */
final class Exchange {

    private static final int REDIRECTS = 3;

    private final CloseableHttpClient client;
    private final OutgoingRequest call;
    private volatile boolean brokenOff;
    private volatile @Nullable HttpUriRequestBase current;

    Exchange(CloseableHttpClient client, OutgoingRequest call) {
        this.client = client;
        this.call = call;
    }

    /** Closes the connection under it, whatever it waits for. */
    void breakOff() {
        brokenOff = true;
        HttpUriRequestBase request = current;
        if (request != null) {
            request.abort();
        }
    }

    OutgoingAnswer answer() throws OutgoingCallException {
        URI uri = call.uri();
        for (int i = 0; i <= REDIRECTS; i++) {
            HttpUriRequestBase request = request(uri);
            current = request;
            if (brokenOff) {
                throw OutgoingCallException.tooSlow();
            }
            try (ClassicHttpResponse response = client.executeOpen(host(uri), request, null)) {
                URI next = redirect(uri, response);
                if (next == null) {
                    return answer(request, response);
                }
                uri = next;
            } catch (IOException e) {
                throw failure(e);
            }
        }
        throw new OutgoingCallException(Reason.REDIRECTED, "the server redirects in circles");
    }

    private HttpUriRequestBase request(URI uri) {
        HttpUriRequestBase request = new HttpGet(uri);
        if (call instanceof OutgoingPost post) {
            request = new HttpPost(uri);
            request.setEntity(new StringEntity(post.form(), ContentType.APPLICATION_FORM_URLENCODED));
        }
        request.setHeader("Accept", call.accept());
        request.setHeader("Accept-Encoding", "gzip");
        if (call.authorization() != null) {
            request.setHeader("Authorization", call.authorization());
        }
        return request;
    }

    private static HttpHost host(URI uri) {
        String host = uri.getHost().replaceAll("[\\[\\]]", "");
        return new HttpHost(uri.getScheme().toLowerCase(Locale.ROOT), host, uri.getPort());
    }

    /** Where the answer sends us, within the same server; null when it does not. */
    private @Nullable URI redirect(URI from, ClassicHttpResponse response) throws OutgoingCallException {
        int status = response.getCode();
        Header location = response.getFirstHeader("Location");
        if (status / 100 != 3 || status == 304 || location == null) {
            return null;
        }
        if (call instanceof OutgoingPost) {
            throw new OutgoingCallException(Reason.REDIRECTED, "the server redirects a form, which is not followed");
        }
        URI to;
        try {
            to = from.resolve(location.getValue());
        } catch (IllegalArgumentException e) {
            throw new OutgoingCallException(Reason.REDIRECTED, "the server redirects to something that is no address");
        }
        if (!Origin.of(from).equals(Origin.of(to)) || to.getRawUserInfo() != null || to.getRawFragment() != null) {
            throw new OutgoingCallException(Reason.REDIRECTED, "the server redirects elsewhere, which is not followed");
        }
        return to;
    }

    private OutgoingAnswer answer(HttpUriRequestBase request, ClassicHttpResponse response)
            throws OutgoingCallException, IOException {
        try {
            if (response.getCode() != 200) {
                throw OutgoingCallException.ofStatus(response.getCode());
            }
            byte[] body = body(response.getEntity());
            Header type = response.getFirstHeader("Content-Type");
            return new OutgoingAnswer(type == null ? "" : type.getValue(), body);
        } catch (OutgoingCallException e) {
            // Else the rest of the body would be read, to keep the connection.
            request.abort();
            throw e;
        }
    }

    private byte[] body(@Nullable HttpEntity entity) throws OutgoingCallException, IOException {
        if (entity == null) {
            return new byte[0];
        }
        if (entity.getContentLength() > call.maxBytes()) {
            throw tooLarge();
        }
        InputStream raw = entity.getContent();
        byte[] body = unpacked(entity, raw).readNBytes(call.maxBytes() + 1);
        if (body.length > call.maxBytes()) {
            throw tooLarge();
        }
        return body;
    }

    private static InputStream unpacked(HttpEntity entity, InputStream raw) throws OutgoingCallException, IOException {
        String encoding = entity.getContentEncoding() == null
                ? ""
                : entity.getContentEncoding().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> raw;
            case "gzip", "x-gzip" -> new GZIPInputStream(raw);
            default ->
                throw new OutgoingCallException(
                        Reason.UNREADABLE, "the answer is packed in a way that was not asked for");
        };
    }

    private OutgoingCallException tooLarge() {
        return new OutgoingCallException(
                Reason.TOO_LARGE, "the answer is larger than " + call.maxBytes() + " bytes unpacked");
    }

    private OutgoingCallException failure(IOException e) {
        if (brokenOff || call.deadline().isOver() || e instanceof InterruptedIOException) {
            return OutgoingCallException.tooSlow();
        }
        if (e instanceof InsideAddressException) {
            return new OutgoingCallException(
                    Reason.ADDRESS_REFUSED,
                    "this address is not called: its name leads into a private network or to this machine"
                            + " (outgoing.inside-hosts names those that may)");
        }
        if (e instanceof ZipException || e.getCause() instanceof ProtocolException) {
            return new OutgoingCallException(Reason.UNREADABLE, "the answer can't be read").because(e);
        }
        return new OutgoingCallException(
                        Reason.NOT_REACHABLE,
                        "the server can't be reached, its certificate is not trusted, or the connection broke")
                .because(e);
    }
}
