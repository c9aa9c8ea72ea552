package io.github.oxytocinmassage.ward;

import io.github.oxytocinmassage.rules.RuleRelease;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * One of the two languages, learned from all that the product says in it: finds what of a page is said in the other. What both have
 * in common ("status", "FHIR") belongs to neither.
 */
final class Tongue {

    /** Where every word that a page may say is written. */
    private static final List<Path> FOLDERS = List.of(Path.of("src/main/resources"), Path.of("rules"));

    private static final Path DEMO = Path.of("src/main/resources/demo");
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\w+(,choice,)?|[{}#|<]");

    /** Names and titles are in whatever language they like. */
    private static final Pattern NAME =
            Pattern.compile("\"name\"\\s*:\\s*\\[\\s*\\{[^}\\]]*\"text\"\\s*:\\s*\"([^\"]+)\"");

    private static final List<String> SAID_BY_ATTRIBUTES = List.of(
            "aria-label",
            "aria-description",
            "title",
            "alt",
            "placeholder",
            "data-entry",
            "data-over",
            "data-running",
            "data-again");

    private final String code;
    private final Set<String> foreignWords;
    private final Set<String> foreignTexts;
    private final Set<String> quoted;

    private Tongue(String code, Set<String> foreignWords, Set<String> foreignTexts, Set<String> quoted) {
        this.code = code;
        this.foreignWords = foreignWords;
        this.foreignTexts = foreignTexts;
        this.quoted = quoted;
    }

    static Tongue of(String code, RuleRelease release) {
        String other = code.equals("en") ? "id" : "en";
        Set<String> own = texts(code, release);
        Set<String> theirs = texts(other, release);
        Set<String> words = words(theirs);
        words.removeAll(words(own));
        words.removeAll(words(calendar(code)));
        Set<String> sentences = theirs.stream().map(Tongue::plain).collect(Collectors.toCollection(HashSet::new));
        own.forEach(text -> sentences.remove(plain(text)));
        return new Tongue(code, words, sentences, quoted(release));
    }

    Set<String> foreignWords() {
        return foreignWords;
    }

    /** What of a page is said in the other language, with the text it stands in; sources and cases that are quoted stand in elements that say so. */
    List<String> foreignIn(String html) {
        Document page = Jsoup.parse(html);
        List<String> found = new ArrayList<>();
        if (!page.select("html").attr("lang").equals(code)) {
            found.add("<html lang=\"" + page.select("html").attr("lang") + "\">");
        }
        page.select("script, style, code, pre, form.account bdi, [lang]:not(html):not([lang=" + code + "])")
                .remove();
        for (String text : said(page)) {
            String rest = text;
            for (String name : quoted) {
                rest = rest.replace(name, " ");
            }
            String shown = rest;
            if (text.contains("??")) {
                found.add("no words: " + text);
            } else if (foreignTexts.contains(plain(rest))) {
                found.add(text);
            } else {
                WORD.matcher(rest)
                        .results()
                        .map(MatchResult::group)
                        .filter(word -> foreignWords.contains(word.toLowerCase(Locale.ROOT)))
                        .forEach(word -> found.add(word + " in: " + shown.strip()));
            }
        }
        return found;
    }

    private static List<String> said(Document page) {
        List<String> said = new ArrayList<>();
        said.add(page.title());
        said.add(page.select("meta[name=description]").attr("content"));
        for (Element element : page.getAllElements()) {
            element.textNodes().stream().map(TextNode::text).forEach(said::add);
            SAID_BY_ATTRIBUTES.stream().map(element::attr).forEach(said::add);
        }
        return said.stream().filter(text -> !text.isBlank()).toList();
    }

    /** All bundles that there are, by the path of the English one without its ending. */
    static Map<String, Map<String, Properties>> bundles() {
        Map<String, Map<String, Properties>> bundles = new TreeMap<>();
        for (Path folder : FOLDERS) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> file.toString().matches(".*_(en|id)\\.properties"))
                        .forEach(file -> bundles.computeIfAbsent(
                                        file.toString().replaceFirst("_(en|id)\\.properties$", ""),
                                        name -> new TreeMap<>())
                                .put(file.toString().replaceFirst(".*_(en|id)\\.properties$", "$1"), properties(file)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bundles;
    }

    private static Properties properties(Path file) {
        try {
            Properties words = new Properties();
            words.load(new StringReader(Files.readString(file, StandardCharsets.UTF_8)));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Set<String> texts(String code, RuleRelease release) {
        Locale locale = Locale.forLanguageTag(code);
        Stream<String> written = bundles().values().stream().flatMap(bundle -> bundle.get(code).entrySet().stream()
                .filter(entry -> !entry.getKey().toString().endsWith(".pattern"))
                .map(entry -> entry.getValue().toString()));
        Stream<String> notes = release.evidence().byRule().keySet().stream()
                .map(rule -> release.evidence().note(rule, locale));
        Stream<String> meanings = release.thresholds().stream().map(threshold -> threshold.meaning(locale));
        return Stream.of(written, notes, meanings)
                .flatMap(texts -> texts)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static Set<String> calendar(String code) {
        DateTimeFormatter format = DateTimeFormatter.ofPattern("EEE EEEE MMM MMMM zzz", Locale.forLanguageTag(code));
        ZonedDateTime day = ZonedDateTime.of(2026, 1, 1, 12, 0, 0, 0, ZoneId.of("Asia/Jakarta"));
        return IntStream.range(0, 366)
                .mapToObj(n -> format.format(day.plusDays(n)))
                .collect(Collectors.toSet());
    }

    private static Set<String> words(Set<String> texts) {
        Set<String> words = new TreeSet<>();
        texts.forEach(text -> WORD.matcher(PLACEHOLDER.matcher(text).replaceAll(" "))
                .results()
                .forEach(word -> words.add(word.group().toLowerCase(Locale.ROOT))));
        return words;
    }

    private static String plain(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }

    private static Set<String> quoted(RuleRelease release) {
        try (Stream<Path> files = Files.list(DEMO)) {
            // The longest first: one name may begin another.
            Set<String> quoted = new TreeSet<>(
                    Comparator.comparing(String::length).reversed().thenComparing(name -> name));
            for (Path file : files.toList()) {
                NAME.matcher(Files.readString(file)).results().forEach(name -> quoted.add(name.group(1)));
            }
            release.evidence().byRule().keySet().stream()
                    .flatMap(rule -> Stream.of("en", "id")
                            .flatMap(code -> release.evidence().sources(rule, Locale.forLanguageTag(code)).stream()))
                    .forEach(source -> quoted.add(source.text()));
            // The demo's midwife: a page says whose it is.
            quoted.add("Bidan Sri Lestari");
            return quoted;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
