package io.github.oxytocinmassage.security.accounts;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;

/** Tokens of a sign-in have done their work with it: none is kept. */
final class NothingKept implements OAuth2AuthorizedClientRepository {

    @Override
    public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
            String registration, Authentication account, HttpServletRequest request) {
        return null;
    }

    @Override
    public void saveAuthorizedClient(
            OAuth2AuthorizedClient client,
            Authentication account,
            HttpServletRequest request,
            HttpServletResponse response) {
        // On purpose.
    }

    @Override
    public void removeAuthorizedClient(
            String registration, Authentication account, HttpServletRequest request, HttpServletResponse response) {
        // There is none.
    }
}
