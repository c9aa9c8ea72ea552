package io.github.oxytocinmassage.security.outgoing;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may be called; nobody unless the site says so.
 *
 * @param hosts {@code host} (port 443) or {@code host:port}; names that lead to public addresses, addresses, {@code localhost:port}
 * @param insideHosts the same; names that may lead into a private network
 */
@ConfigurationProperties("outgoing")
record OutgoingProperties(
        @DefaultValue List<String> hosts, @DefaultValue List<String> insideHosts) {}
