package io.github.oxytocinmassage.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every page, and every state of one that looks otherwise, of the demo. {@link LanguagesTest} fails for a route that is not here, so
 * whatever is asked of every page is asked of a new one.
 */
final class EveryPage {

    /** The sample mothers: twins, a hold, a danger sign, missed massages, an end, a record of another country's exchange. */
    static final List<String> MOTHERS = List.of(
            "ibu-dewi",
            "ibu-endang",
            "ibu-a",
            "ibu-kartika",
            "ibu-nur",
            "ibu-tri",
            "ibu-b",
            "ibu-sri",
            "ibu-rina",
            "ibu-fitri",
            "ibu-wulan",
            "ibu-yuni",
            "P00000000021");

    private static final String PEOPLE = "/ward/mothers/{id}/people/{person}";
    private static final int DIFFERENT = 3;

    private static final List<String> OF_A_MOTHER = List.of("", "/print", "/history", "/recorded");

    enum Who {
        NOBODY(""),
        MIDWIFE("midwife"),
        HUSBAND("husband");

        private final String account;

        Who(String account) {
            this.account = account;
        }

        Visitor visitor(int port) throws IOException, InterruptedException {
            return account.isEmpty() ? Visitor.at(port) : Visitor.of(port, account);
        }
    }

    /**
     * @param pattern of its route, as its controller has it, without what a variable has to look like
     * @param link when not empty: the page is the first that is linked like this from {@code path}
     * @param form when not empty: the page is what comes of sending it
     */
    record Shown(Who who, String pattern, String path, int status, String link, Map<String, String> form) {

        Shown {
            form = Map.copyOf(form);
        }

        /** In {@code language}, by the address. */
        String in(String language) {
            return in(path, language);
        }

        private static String in(String path, String language) {
            return path + (path.contains("?") ? "&" : "?") + "lang=" + language;
        }

        /** Its address alone leads to it. */
        boolean isGoneTo() {
            return form.isEmpty() && link.isEmpty();
        }

        /** As its reader gets it. */
        String html(Visitor visitor, String language) throws IOException, InterruptedException {
            HttpResponse<String> answer = answer(visitor, language);
            assertThat(answer.statusCode()).as(this + " " + answer.body()).isEqualTo(status);
            return answer.body();
        }

        private HttpResponse<String> answer(Visitor visitor, String language) throws IOException, InterruptedException {
            if (form.containsKey("_csrf")) {
                return visitor.send("POST", in(language), Visitor.encoded(form));
            } else if (!form.isEmpty()) {
                return visitor.post(in(language), form);
            }
            HttpResponse<String> answer = visitor.get(in(language));
            return link.isEmpty() ? answer : visitor.get(in(linked(answer.body()), language));
        }

        private String linked(String html) {
            Matcher found =
                    Pattern.compile("href=\"([^\"]*" + link + "[^\"]*)\"").matcher(html);
            assertThat(found.find()).as("a link " + link + " on " + path).isTrue();
            return found.group(1).replace("&amp;", "&");
        }

        @Override
        public String toString() {
            return (form.isEmpty() ? "" : "POST ") + path + (link.isEmpty() ? "" : " > " + link) + " "
                    + who.name().toLowerCase(Locale.ROOT);
        }
    }

    /** A few mothers, as different as can be. */
    static List<Shown> all() {
        List<Shown> all = new ArrayList<>(STATES);
        MOTHERS.subList(0, DIFFERENT).forEach(id -> all.addAll(of(id)));
        return all;
    }

    /** And the page of every mother of the demo. */
    static List<Shown> allAndEveryMother() {
        List<Shown> all = new ArrayList<>(all());
        MOTHERS.stream()
                .skip(DIFFERENT)
                .map(id -> staff("/ward/mothers/{id}", "/ward/mothers/" + id))
                .forEach(all::add);
        return all;
    }

    private static List<Shown> of(String id) {
        return OF_A_MOTHER.stream()
                .map(below -> page(Who.MIDWIFE, "/ward/mothers/{id}" + below, "/ward/mothers/" + id + below))
                .toList();
    }

    private static final List<Shown> STATES = Stream.of(
                    open("/", "/"),
                    open("/sign-in", "/sign-in"),
                    open("/sign-in", "/sign-in?out"),
                    open("/sign-in", "/sign-in?expired"),
                    sent(Who.NOBODY, "/sign-in/refused", "/sign-in", 401, Map.of("name", "nobody", "password", "x")),
                    open("/ward/danger-signs", "/ward/danger-signs"),
                    open("/waiting", "/waiting"),
                    open("/evidence", "/evidence"),
                    open("/evidence", "/evidence?q=zzzz"),
                    open("/evidence/{rule}", "/evidence/OM-DAN-I13"),
                    open("/evidence/{rule}", "/evidence/OM-INT-007"),
                    page(Who.NOBODY, "/evidence/{rule}", "/evidence/OM-NEVER", 404),
                    open("/evidence/thresholds", "/evidence/thresholds"),
                    open("/evidence/use", "/evidence/use"),
                    open("/evidence/protocol", "/evidence/protocol"),
                    open("/evidence/safety", "/evidence/safety"),
                    page(Who.NOBODY, "/launch", "/launch", 400),
                    page(Who.NOBODY, "/lost", "/no/such/page", 404),
                    page(Who.MIDWIFE, "/lost", "/ward/no/such/page", 404),
                    staff("/ward", "/ward"),
                    staff("/ward", "/ward?group=urgent&due=true"),
                    staff("/ward", "/ward?q=zzzz"),
                    staff("/waiting", "/waiting"),
                    page(Who.MIDWIFE, "/sign-in/denied", "/family", 403),
                    sent(Who.MIDWIFE, "/sign-in/denied", "/ward/mothers/new", 403, Map.of("_csrf", "old")),
                    page(Who.MIDWIFE, "/ward/mothers/{id}", "/ward/mothers/zzzz", 404),
                    page(Who.MIDWIFE, "/ward/mothers/{id}/sheet", "/ward/mothers/zzzz/sheet", 404),
                    staff("/ward/mothers/{id}/recorded", "/ward/mothers/ibu-dewi/recorded?what=sheet"),
                    staff("/ward/mothers/{id}/entries", "/ward/mothers/ibu-tri/entries"),
                    entry("Observation/[^\"]*sheet"),
                    entry("Observation/[^\"]*weight"),
                    entry("Procedure/"),
                    entry("CarePlan/"),
                    staff(PEOPLE, "/ward/mothers/ibu-tri/people/ibu-tri"),
                    staff(PEOPLE, "/ward/mothers/ibu-tri/people/hana"),
                    sent(
                            Who.MIDWIFE,
                            PEOPLE,
                            "/ward/mothers/ibu-tri/people/hana",
                            422,
                            Map.of("born", "2020-01-01", "time", "x", "died", "yes", "died.on", "2019-01-01")),
                    staff("/ward/mothers/new", "/ward/mothers/new"),
                    staff("/ward/mothers/{id}/sheet", "/ward/mothers/ibu-dewi/sheet"),
                    staff("/ward/mothers/{id}/sheet", "/ward/mothers/ibu-tri/sheet"),
                    staff("/ward/mothers/{id}/weighing", "/ward/mothers/ibu-tri/weighing?who=hana"),
                    staff("/ward/mothers/{id}/weighing", "/ward/mothers/ibu-tri/weighing?who=ibu-tri"),
                    staff("/ward/mothers/{id}/session", "/ward/mothers/ibu-tri/session"),
                    staff("/ward/mothers/{id}/session", "/ward/mothers/ibu-endang/session"),
                    staff("/ward/mothers/{id}/start", "/ward/mothers/ibu-endang/start"),
                    staff("/ward/mothers/{id}/end", "/ward/mothers/ibu-tri/end"),
                    staff("/ward/mothers/{id}/end", "/ward/mothers/ibu-endang/end"),
                    staff("/ward/mothers/{id}/answer", "/ward/mothers/ibu-wulan/answer"),
                    staff("/ward/mothers/{id}/answer", "/ward/mothers/ibu-tri/answer"),
                    refused("new", Map.of("nik", "1", "infant1.weight", "x")),
                    refused("ibu-tri/sheet", Map.of("at", "x", "feeds-24h", "x", "temperature", "99")),
                    refused("ibu-tri/weighing", Map.of("who", "hana", "weight", "9000")),
                    refused("ibu-tri/session", Map.of("what", "done", "minutes", "x")),
                    refused("ibu-tri/start", Map.of()),
                    refused("ibu-tri/end", Map.of()),
                    family("/family", "/family"),
                    family("/family/session", "/family/session"),
                    family("/family/session", "/family/session?saved=done"),
                    family("/family/session", "/family/session?saved=missed"),
                    sent(Who.HUSBAND, "/family/session", "/family/session", 422, Map.of("minutes", "x")),
                    page(Who.HUSBAND, "/sign-in/denied", "/ward", 403))
            .toList();

    private EveryPage() {}

    private static Shown open(String pattern, String path) {
        return page(Who.NOBODY, pattern, path);
    }

    private static Shown staff(String pattern, String path) {
        return page(Who.MIDWIFE, pattern, path);
    }

    private static Shown family(String pattern, String path) {
        return page(Who.HUSBAND, pattern, path);
    }

    private static Shown page(Who who, String pattern, String path) {
        return page(who, pattern, path, 200);
    }

    private static Shown page(Who who, String pattern, String path, int status) {
        return new Shown(who, pattern, path, status, "", Map.of());
    }

    private static Shown entry(String link) {
        return new Shown(
                Who.MIDWIFE,
                "/ward/mothers/{id}/entries/{type}/{entry}",
                "/ward/mothers/ibu-tri/entries",
                200,
                "/entries/" + link,
                Map.of());
    }

    private static Shown refused(String below, Map<String, String> form) {
        String path = "/ward/mothers/" + below;
        return sent(Who.MIDWIFE, path.replace("ibu-tri", "{id}"), path, 422, form);
    }

    private static Shown sent(Who who, String pattern, String path, int status, Map<String, String> form) {
        return new Shown(who, pattern, path, status, "", form.isEmpty() ? Map.of("lang.asked", "") : form);
    }
}
