package io.github.oxytocinmassage.ward;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.ward.EveryPage.Shown;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Each page in English is English, in Bahasa Indonesia Indonesian: every word that can be read or heard on it. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        // The sample mothers alone: whom other tests register has names of any language.
        properties = "spring.datasource.url=jdbc:h2:mem:languages;DB_CLOSE_DELAY=-1")
@ActiveProfiles("demo")
class LanguagesTest {

    private static final String PAGES = "io.github.oxytocinmassage.ward";

    /** Leads to the page without the stroke; and a page that only an EHR opens: {@code LaunchInChromiumTest} looks at it. */
    private static final Set<String> NO_PAGES = Set.of("/evidence/", "/ward/launched");

    /** What is the same in both languages, and why. */
    private static final Map<String, String> SAME = Map.of(
            "%", "a sign",
            "–", "a sign",
            "g", "a unit",
            "{grams} g", "a unit",
            "°C", "a unit",
            "mmHg", "a unit",
            "gram", "an Indonesian word too",
            "EEE d MMM", "a pattern: the words are the calendar's",
            "d MMM yyyy", "a pattern likewise");

    @LocalServerPort
    private int port;

    @Autowired
    private RuleRelease release;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mappings;

    @Test
    void every_route_that_shows_a_page_is_among_the_pages_that_are_looked_at() {
        Set<String> mapped = new TreeSet<>();
        mappings.getHandlerMethods().forEach((info, handler) -> {
            if (isPage(info, handler)) {
                info.getPatternValues().stream().map(LanguagesTest::plain).forEach(mapped::add);
            }
        });
        mapped.removeAll(NO_PAGES);

        assertThat(EveryPage.all()).extracting(Shown::pattern).containsAll(mapped);
        assertThat(mapped)
                .containsAll(EveryPage.all().stream().map(Shown::pattern).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "id"})
    void no_page_holds_a_word_of_the_other_language(String language) throws Exception {
        Tongue tongue = Tongue.of(language, release);
        Map<EveryPage.Who, Visitor> visitors = new EnumMap<>(EveryPage.Who.class);
        List<String> foreign = new ArrayList<>();

        for (EveryPage.Who who : EveryPage.Who.values()) {
            visitors.put(who, who.visitor(port));
        }
        for (Shown page : EveryPage.allAndEveryMother()) {
            tongue.foreignIn(page.html(visitors.get(page.who()), language))
                    .forEach(found -> foreign.add(page + ": " + found));
        }

        assertThat(foreign).isEmpty();
    }

    @Test
    void a_word_of_the_other_language_is_found_wherever_it_stands() {
        Tongue indonesian = Tongue.of("id", release);

        assertThat(indonesian.foreignWords()).contains("the", "and", "of", "not", "milk", "husband");
        assertThat(Tongue.of("en", release).foreignWords()).contains("yang", "dari", "belum", "tidak", "suami");
        for (String part : List.of(
                "<p>Who needs you first</p>",
                "<p>Ibu belum <b>loaded</b> and</p>",
                "<button>Save</button>",
                "<nav aria-label=\"Places\"></nav>",
                "<img alt=\"The mother sits\">",
                "<input placeholder=\"your name\">",
                "<p>??ward.title_id??</p>")) {
            assertThat(indonesian.foreignIn("<html lang=\"id\"><body>" + part))
                    .as(part)
                    .isNotEmpty();
        }
        assertThat(indonesian.foreignIn("<html lang=\"en\"><body>")).isNotEmpty();
        assertThat(indonesian.foreignIn(
                        "<html lang=\"id\"><body><p>ASI cukup</p><a lang=\"en\">All of the mothers</a>"))
                .isEmpty();
    }

    @Test
    void both_languages_have_the_same_keys_and_nothing_is_left_untranslated() {
        Map<String, Map<String, Properties>> bundles = Tongue.bundles();

        assertThat(bundles).hasSizeGreaterThan(6);
        bundles.forEach((name, languages) -> {
            assertThat(languages).as(name).containsOnlyKeys("en", "id");
            Properties english = languages.get("en");
            Properties indonesian = languages.get("id");
            assertThat(english.keySet()).as(name).isEqualTo(indonesian.keySet());
            Set<String> same = new TreeSet<>(english.stringPropertyNames());
            same.removeIf(key -> !english.getProperty(key).equals(indonesian.getProperty(key))
                    || SAME.containsKey(english.getProperty(key)));
            assertThat(same).as(name + ": the same in both").isEmpty();
        });
    }

    private static boolean isPage(RequestMappingInfo info, HandlerMethod handler) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        return handler.getBeanType().getName().startsWith(PAGES)
                && (methods.isEmpty() || methods.contains(RequestMethod.GET))
                && !AnnotatedElementUtils.hasAnnotation(handler.getBeanType(), ResponseBody.class)
                && !handler.hasMethodAnnotation(ResponseBody.class);
    }

    /** Without what a variable has to look like. */
    private static String plain(String pattern) {
        return pattern.replaceAll("\\{(\\w+):(?:[^{}]|\\{[^{}]*})*}", "{$1}");
    }
}
