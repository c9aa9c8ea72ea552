package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.UnadvisedException;
import io.github.oxytocinmassage.registry.StoreUnavailableException;
import io.github.oxytocinmassage.ward.OnWard;
import io.github.oxytocinmassage.ward.SiteFrame;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Pages that say what is wrong, in the language of the others. */
@ControllerAdvice("io.github.oxytocinmassage.ward.recording")
@OnWard
class RecordingErrors {

    private static final Logger LOG = LoggerFactory.getLogger(RecordingErrors.class);

    private final Desk desk;

    RecordingErrors(Desk desk) {
        this.desk = desk;
    }

    @ExceptionHandler(NoSuchRecordException.class)
    @ResponseStatus(HttpStatus.NOT_FOUND)
    String unknown(HttpServletRequest request, Locale locale, Model page) {
        return page(page, "unknown", site(request, locale));
    }

    @ExceptionHandler(UnadvisedException.class)
    @ResponseStatus(HttpStatus.INTERNAL_SERVER_ERROR)
    String unadvised(UnadvisedException e, HttpServletRequest request, Locale locale, Model page) {
        LOG.error("What is recorded of a mother could not be shown: {}", e.what());
        return page(page, "unadvised", site(request, locale));
    }

    @ExceptionHandler(StoreUnavailableException.class)
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    String unavailable(HttpServletRequest request, Locale locale, Model page) {
        return page(page, "unavailable", site(request, locale));
    }

    private SiteFrame site(HttpServletRequest request, Locale locale) {
        return SiteFrame.of(request, locale, desk.in(locale).time(desk.now()));
    }

    /** The frame too: an error comes before it was given. */
    private static String page(Model page, String what, SiteFrame site) {
        page.addAttribute("site", site);
        page.addAttribute("what", what);
        return "ward/stopped";
    }
}
