package io.github.oxytocinmassage.security;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers for whoever has failed to answer itself, in the form of every other error; a person who follows a wrong link gets a page. */
@Controller
final class LastErrors implements ErrorController {

    private static final int SERVER_ERRORS = 500;
    private static final String LOST = "/lost";

    /** Where programs call, whatever they say they accept. */
    private static final Pattern DOORS = Pattern.compile("/(fhir|cds-services|actuator|v3)(/.*)?");

    @RequestMapping("${server.error.path:${error.path:/error}}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException, ServletException {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = code instanceof Integer known ? known : HttpServletResponse.SC_NOT_FOUND;
        if (status == HttpServletResponse.SC_NOT_FOUND && isOfABrowser(request)) {
            request.getRequestDispatcher(LOST).forward(request, response);
            return;
        }
        Refusal refusal = status == HttpServletResponse.SC_NOT_FOUND
                ? new Refusal(status, "not-found", "There is nothing at this address.")
                : new Refusal(
                        status,
                        status < SERVER_ERRORS ? "invalid" : "exception",
                        "The service could not answer. Nothing can be concluded from this.");
        refusal.write(request, response);
    }

    private static boolean isOfABrowser(HttpServletRequest request) {
        String accept = Objects.requireNonNullElse(request.getHeader("Accept"), "");
        Object called = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = called == null
                ? ""
                : called.toString().substring(request.getContextPath().length());
        return request.getHeader("HX-Request") == null
                && accept.toLowerCase(Locale.ROOT).contains("text/html")
                && !DOORS.matcher(path).matches();
    }
}
