package io.github.oxytocinmassage.security.launch;

import io.github.oxytocinmassage.security.StrictJson;
import io.github.oxytocinmassage.security.outgoing.Deadline;
import io.github.oxytocinmassage.security.outgoing.OutgoingCallException;
import io.github.oxytocinmassage.security.outgoing.OutgoingCalls;
import io.github.oxytocinmassage.security.outgoing.OutgoingPost;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.client.endpoint.DefaultOAuth2TokenRequestHeadersConverter;
import org.springframework.security.oauth2.client.endpoint.DefaultOAuth2TokenRequestParametersConverter;
import org.springframework.security.oauth2.client.endpoint.OAuth2AccessTokenResponseClient;
import org.springframework.security.oauth2.client.endpoint.OAuth2AuthorizationCodeGrantRequest;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.endpoint.DefaultMapOAuth2AccessTokenResponseConverter;
import org.springframework.security.oauth2.core.endpoint.OAuth2AccessTokenResponse;
import org.springframework.util.MultiValueMap;

/** Spring's own request for a token and its own reading of the answer; but it is sent only where this service may call, and waited for no longer than some seconds. */
final class LaunchTokens implements OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 2 * 1024 * 1024;

    private final DefaultOAuth2TokenRequestHeadersConverter<OAuth2AuthorizationCodeGrantRequest> headers =
            new DefaultOAuth2TokenRequestHeadersConverter<>();
    private final DefaultOAuth2TokenRequestParametersConverter<OAuth2AuthorizationCodeGrantRequest> parameters =
            new DefaultOAuth2TokenRequestParametersConverter<>();
    private final DefaultMapOAuth2AccessTokenResponseConverter answers =
            new DefaultMapOAuth2AccessTokenResponseConverter();

    private final Ehrs ehrs;
    private final OutgoingCalls calls;
    private final OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> others;

    LaunchTokens(
            Ehrs ehrs,
            OutgoingCalls calls,
            OAuth2AccessTokenResponseClient<OAuth2AuthorizationCodeGrantRequest> others) {
        this.ehrs = ehrs;
        this.calls = calls;
        this.others = others;
    }

    @Override
    public OAuth2AccessTokenResponse getTokenResponse(OAuth2AuthorizationCodeGrantRequest request) {
        String id = request.getClientRegistration().getRegistrationId();
        if (ehrs.ofRegistration(id).isEmpty()) {
            return others.getTokenResponse(request);
        }
        try {
            byte[] answer = calls.post(new OutgoingPost(
                            URI.create(request.getClientRegistration()
                                    .getProviderDetails()
                                    .getTokenUri()),
                            "application/json",
                            encoded(Objects.requireNonNull(parameters.convert(request))),
                            Objects.requireNonNull(headers.convert(request)).getFirst(HttpHeaders.AUTHORIZATION),
                            Deadline.after(PATIENCE),
                            MAX_BYTES))
                    .body();
            return Objects.requireNonNull(answers.convert(StrictJson.object(answer)));
        } catch (OutgoingCallException e) {
            boolean isRefusal = e.reason() == OutgoingCallException.Reason.STATUS && e.status() / 100 == 4;
            throw refused(isRefusal ? LaunchFault.UNCONFIRMED : LaunchFault.AWAY);
        } catch (IOException | IllegalArgumentException e) {
            // No JSON, or no token in it.
            throw refused(LaunchFault.UNCONFIRMED);
        }
    }

    private static OAuth2AuthorizationException refused(LaunchFault fault) {
        return new OAuth2AuthorizationException(new OAuth2Error(fault.code()));
    }

    private static String encoded(MultiValueMap<String, String> form) {
        return form.entrySet().stream()
                .flatMap(
                        field -> field.getValue().stream().map(value -> encoded(field.getKey()) + "=" + encoded(value)))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
