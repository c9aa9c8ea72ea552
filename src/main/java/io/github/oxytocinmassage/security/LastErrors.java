package io.github.oxytocinmassage.security;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** Answers for whoever has failed to answer itself, in the form of every other error. */
@Controller
final class LastErrors implements ErrorController {

    private static final int SERVER_ERRORS = 500;

    @RequestMapping("${server.error.path:${error.path:/error}}")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        int status = code instanceof Integer known ? known : HttpServletResponse.SC_NOT_FOUND;
        Refusal refusal = status == HttpServletResponse.SC_NOT_FOUND
                ? new Refusal(status, "not-found", "There is nothing at this address.")
                : new Refusal(
                        status,
                        status < SERVER_ERRORS ? "invalid" : "exception",
                        "The service could not answer. Nothing can be concluded from this.");
        refusal.write(request, response);
    }
}
