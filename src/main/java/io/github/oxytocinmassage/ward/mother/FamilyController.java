package io.github.oxytocinmassage.ward.mother;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.ward.OnWard;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** {@code /family}: what to do today, for the family of one mother. Which mother, the account says, never the address. */
@Controller
@OnWard
class FamilyController {

    private static final String FAMILY = "ROLE_FAMILY";
    private static final String MOTHER = "MOTHER_";

    private final MotherRecords records;
    private final FamilyWriter writer;
    private final Clock clock;

    FamilyController(MotherRecords records, FamilyWriter writer, Clock clock) {
        this.records = records;
        this.writer = writer;
        this.clock = clock;
    }

    @GetMapping("/family")
    String today(@Nullable Authentication account, Locale locale, Model page, HttpServletResponse response) {
        Optional<String> mother = mother(account);
        if (mother.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_FORBIDDEN);
            return "ward/family-none";
        }
        Optional<MotherRecord> record = records.of(mother.get(), clock.instant());
        if (record.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return "ward/family-none";
        }
        page.addAttribute("family", writer.page(record.get(), locale));
        return "ward/family";
    }

    /** Of a family's account, and of one mother only. */
    private static Optional<String> mother(@Nullable Authentication account) {
        if (account == null || account.getAuthorities().stream().noneMatch(a -> FAMILY.equals(a.getAuthority()))) {
            return Optional.empty();
        }
        return account.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(a -> a != null && a.startsWith(MOTHER))
                .map(a -> a.substring(MOTHER.length()))
                .findFirst();
    }
}
