package io.github.oxytocinmassage.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Accept-Language may come in several lines, which are one list (RFC 9110, section 5.3); whoever asks for the header is given all of it. */
final class LanguageLines extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        List<String> lines = Collections.list(request.getHeaders(HttpHeaders.ACCEPT_LANGUAGE));
        chain.doFilter(lines.size() < 2 ? request : new Joined(request, String.join(", ", lines)), response);
    }

    private static final class Joined extends HttpServletRequestWrapper {

        private final String languages;

        Joined(HttpServletRequest request, String languages) {
            super(request);
            this.languages = languages;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return HttpHeaders.ACCEPT_LANGUAGE.equalsIgnoreCase(name) ? languages : super.getHeader(name);
        }
    }
}
