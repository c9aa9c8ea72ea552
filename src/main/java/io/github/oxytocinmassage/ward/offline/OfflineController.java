package io.github.oxytocinmassage.ward.offline;

import io.github.oxytocinmassage.ward.OnWard;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** {@code /waiting}: what is kept on the phone, a page without anybody's data; {@code /session}: whether, and as whom, it can be sent now. */
@Controller
@OnWard
class OfflineController {

    /**
     * @param account who has signed in
     * @param parameter name of the form's field for the token
     * @param token against forged requests; a kept page has an old one
     */
    record Session(String account, String parameter, String token) {}

    @GetMapping("/waiting")
    String waiting() {
        return "ward/waiting";
    }

    @GetMapping("/session")
    @ResponseBody
    ResponseEntity<Session> session(HttpServletRequest request, @Nullable Principal account) {
        if (account == null) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        CsrfToken token = (CsrfToken) Objects.requireNonNull(request.getAttribute(CsrfToken.class.getName()));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new Session(account.getName(), token.getParameterName(), token.getToken()));
    }
}
