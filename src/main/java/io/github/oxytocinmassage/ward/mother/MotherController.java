package io.github.oxytocinmassage.ward.mother;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.fhir.UnadvisedException;
import io.github.oxytocinmassage.rules.Catalogue;
import io.github.oxytocinmassage.ward.OnWard;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.view.RedirectView;

/** {@code /ward/mothers/{id}}: one mother, her infants, and what is advised today. An infant's id leads to its mother. */
@Controller
@OnWard
class MotherController {

    private static final Logger LOG = LoggerFactory.getLogger(MotherController.class);
    private static final String ONE = "/ward/mothers/{id:[A-Za-z0-9.-]{1,64}}";

    private final MotherRecords records;
    private final MotherWriter writer;
    private final FamilyWriter family;
    private final Catalogue rules;
    private final Clock clock;

    MotherController(MotherRecords records, MotherWriter writer, FamilyWriter family, Catalogue rules, Clock clock) {
        this.records = records;
        this.writer = writer;
        this.family = family;
        this.rules = rules;
        this.clock = clock;
    }

    /** @param finding rule whose finding a card led to; it is marked */
    @GetMapping(ONE)
    Object mother(
            @PathVariable String id,
            @RequestParam(name = "finding", defaultValue = "") String finding,
            Locale locale,
            Model page,
            HttpServletResponse response) {
        return of(id, "", page, response, record -> {
            page.addAttribute(
                    "marked", rules.of(finding).map(Catalogue.Entry::rule).orElse(""));
            page.addAttribute("mother", writer.page(record, locale));
            return "ward/mother";
        });
    }

    /** How the advice went, and what was given. */
    @GetMapping(ONE + "/history")
    Object history(@PathVariable String id, Locale locale, Model page, HttpServletResponse response) {
        return of(id, "/history", page, response, record -> {
            page.addAttribute("id", MotherRecords.id(record.mother()));
            page.addAttribute("name", record.label());
            page.addAttribute("moments", writer.history(record, locale));
            page.addAttribute("given", writer.given(record, locale));
            return "ward/mother-history";
        });
    }

    /** One sheet of A4 for the family folder. */
    @GetMapping(ONE + "/print")
    Object print(@PathVariable String id, Locale locale, Model page, HttpServletResponse response) {
        return of(id, "/print", page, response, record -> {
            page.addAttribute("id", MotherRecords.id(record.mother()));
            page.addAttribute("family", family.page(record, locale));
            return "ward/mother-print";
        });
    }

    private Object of(
            String id, String below, Model page, HttpServletResponse response, Function<MotherRecord, String> shown) {
        Optional<MotherRecord> record;
        try {
            record = records.of(id, clock.instant());
        } catch (UnadvisedException e) {
            LOG.error("A mother's page could not be made: {}", e.what());
            page.addAttribute("what", "unadvised");
            return "ward/stopped";
        }
        if (record.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            return "ward/mother-none";
        }
        String mother = MotherRecords.id(record.get().mother());
        if (mother.equals(id)) {
            return shown.apply(record.get());
        }
        RedirectView there = new RedirectView("/ward/mothers/" + mother + below, true, true, false);
        there.setPropagateQueryParams(true);
        return there;
    }
}
