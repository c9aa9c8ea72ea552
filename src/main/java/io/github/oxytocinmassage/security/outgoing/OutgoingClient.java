package io.github.oxytocinmassage.security.outgoing;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.HttpRequestRetryStrategy;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.util.TimeValue;

/** The client that calls go out with: it does nothing of its own accord. */
final class OutgoingClient {

    /** So that head and chunks can't fill the memory either. */
    private static final Http1Config HEAD =
            Http1Config.custom().setMaxLineLength(16_384).setMaxHeaderCount(200).build();

    private OutgoingClient() {}

    static CloseableHttpClient of(DnsResolver names, TlsSocketStrategy tls, int hosts) {
        return HttpClientBuilder.create()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setConnectionFactory(ManagedHttpClientConnectionFactory.builder()
                                .http1Config(HEAD)
                                .build())
                        .setDnsResolver(names)
                        .setTlsSocketStrategy(tls)
                        .setMaxConnPerRoute(HostGuards.AT_ONCE)
                        .setMaxConnTotal(HostGuards.AT_ONCE * Math.max(1, hosts))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(2, TimeUnit.SECONDS)
                                .setSocketTimeout(3, TimeUnit.SECONDS)
                                .setTimeToLive(1, TimeUnit.MINUTES)
                                .setValidateAfterInactivity(TimeValue.ofMilliseconds(500))
                                .build())
                        .build())
                .setRetryStrategy(new OnAStaleConnection())
                .setUserAgent("oxytocin-massage-cds")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .build();
    }

    /** A connection that was kept may have been closed at its other end in the very moment; a new one is tried once. */
    private static final class OnAStaleConnection implements HttpRequestRetryStrategy {

        @Override
        public boolean retryRequest(HttpRequest request, IOException exception, int count, HttpContext context) {
            return count == 1 && exception instanceof NoHttpResponseException;
        }

        @Override
        public boolean retryRequest(HttpResponse response, int count, HttpContext context) {
            return false;
        }

        @Override
        public TimeValue getRetryInterval(HttpResponse response, int count, HttpContext context) {
            return TimeValue.ZERO_MILLISECONDS;
        }
    }
}
