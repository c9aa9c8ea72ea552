package io.github.oxytocinmassage.ward.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.oxytocinmassage.fhir.MotherRecord;
import io.github.oxytocinmassage.fhir.MotherRecords;
import io.github.oxytocinmassage.fhir.entries.Author;
import io.github.oxytocinmassage.fhir.entries.Entries;
import io.github.oxytocinmassage.fhir.entries.EntryKey;
import io.github.oxytocinmassage.fhir.entries.Registration;
import io.github.oxytocinmassage.fhir.entries.Registration.Newborn;
import io.github.oxytocinmassage.fhir.entries.Registration.Sex;
import io.github.oxytocinmassage.protocol.Answer;
import io.github.oxytocinmassage.protocol.Check;
import io.github.oxytocinmassage.protocol.Infant;
import io.github.oxytocinmassage.protocol.Item;
import io.github.oxytocinmassage.protocol.Measure;
import io.github.oxytocinmassage.protocol.Measurement;
import io.github.oxytocinmassage.protocol.Session;
import io.github.oxytocinmassage.protocol.Value;
import io.github.oxytocinmassage.protocol.When;
import io.github.oxytocinmassage.rules.RuleRelease;
import io.github.oxytocinmassage.ward.PageWords;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.MessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.test.context.ActiveProfiles;

/** The forms over HTTP, as a browser without scripts sends them. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@ActiveProfiles("demo")
class RecordingPagesTest {

    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    private static final DateTimeFormatter FIELD =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm").withZone(JAKARTA);

    @LocalServerPort
    private int port;

    @Autowired
    private Entries entries;

    @Autowired
    private MotherRecords mothers;

    @Autowired
    private Clock clock;

    @Autowired
    private RuleRelease release;

    @Autowired
    private MessageSource messages;

    private Forms forms;
    private String id;

    @BeforeEach
    void registerAFamily() throws Exception {
        forms = new Forms(port);
        forms.signIn("midwife");
        id = family("Ibu Melati", 1);
    }

    @Test
    void both_languages_have_the_same_words() {
        ResourceBundle english = ResourceBundle.getBundle("ward/recording", Locale.ENGLISH);
        ResourceBundle indonesian = ResourceBundle.getBundle("ward/recording", Locale.forLanguageTag("id"));

        assertThat(english.getLocale().getLanguage()).isEqualTo("en");
        assertThat(english.keySet()).containsExactlyInAnyOrderElementsOf(indonesian.keySet());
    }

    @ParameterizedTest
    @CsvSource({"en", "id"})
    void every_form_speaks_the_language_that_is_asked_for(String language) throws Exception {
        for (String page : List.of(
                "new",
                id + "/sheet",
                id + "/weighing",
                id + "/session",
                id + "/start",
                id + "/end",
                id + "/answer",
                id + "/entries",
                id + "/people/" + id,
                id + "/people/" + infant(),
                id + "/recorded?what=sheet")) {
            HttpResponse<String> answer =
                    forms.open("/ward/mothers/" + page + (page.contains("?") ? "&" : "?") + "lang=" + language);

            assertThat(answer.statusCode()).as(page).isEqualTo(200);
            assertThat(answer.body())
                    .as(page)
                    .contains("<html lang=\"" + language + "\"")
                    .doesNotContain("??", " style=", " onclick=");
        }
    }

    @Test
    void a_bad_check_leads_to_the_escalation() throws Exception {
        HttpResponse<String> answer = forms.fill(
                sheet(),
                Map.of(
                        "lethargic",
                        "yes",
                        "wet-diapers-24h",
                        "2",
                        "feeds-24h",
                        "5",
                        "urine-colour",
                        "dark",
                        "let-down",
                        "no"));

        String advice = forms.open(Forms.location(answer)).body();
        assertThat(advice).contains("tone-emergency", "The sheet is stored.").contains("Hana");
        Check check = record().episode().checks().get(0);
        assertThat(check.answers())
                .extracting(Answer::item)
                .containsExactlyInAnyOrder(
                        Item.LETHARGIC, Item.WET_DIAPERS, Item.FEEDS, Item.URINE_COLOUR, Item.LET_DOWN);
    }

    @Test
    void none_of_these_is_one_tap_for_the_infant_and_one_for_the_mother() throws Exception {
        forms.fill(sheet(), Map.of("danger-signs-none", "yes", "mother-danger-signs-none", "yes"));

        assertThat(record().episode().checks().get(0).answers())
                .extracting(Answer::item, Answer::value)
                .containsExactlyInAnyOrder(
                        tuple(Item.DANGER_SIGNS_NONE, new Value.YesNo(true)),
                        tuple(Item.MOTHER_DANGER_SIGNS_NONE, new Value.YesNo(true)));
    }

    @Test
    void an_infant_without_a_name_is_called_by_its_mothers_and_numbered_among_twins_alone() throws Exception {
        String today = LocalDate.ofInstant(clock.instant(), release.parameters().siteZone())
                .toString();
        Map<String, String> one = Map.of("name", "Ibu Siti Nurhaliza", "infant1.born", today);
        Map<String, String> two = Map.of("name", "Siti Aminah", "infant1.born", today, "infant2.born", today);

        assertThat(forms.open(Forms.location(forms.fill("/ward/mothers/new?lang=id", one)))
                        .body())
                .contains("By. Ny. Siti Nurhaliza")
                .doesNotContain("Bayi ke-1", "Ny. Ibu");
        assertThat(forms.open(Forms.location(forms.fill("/ward/mothers/new?lang=id", two)))
                        .body())
                .contains("Bayi ke-1 Siti Aminah", "Bayi ke-2 Siti Aminah");
    }

    @Test
    void what_cannot_be_is_refused_at_its_field_and_everything_typed_is_kept() throws Exception {
        String tomorrow = FIELD.format(clock.instant().plus(Duration.ofDays(1)));

        HttpResponse<String> answer = forms.fill(
                sheet(),
                Map.of(
                        "at", tomorrow,
                        "feeds-24h", "acht",
                        "nipple-pain", "11",
                        "swallowing-heard", "yes",
                        "danger-signs-none", "yes",
                        "convulsions", "yes"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("This lies in the future.", "a whole number", "from 0 to 10", "Please settle it")
                .contains("value=\"" + tomorrow + "\"", "value=\"acht\"", "value=\"11\"")
                .contains("href=\"#f-feeds-24h\"")
                .containsPattern("name=\"swallowing-heard\" value=\"yes\" checked");
        assertThat(record().episode().checks()).isEmpty();
    }

    @Test
    void an_empty_sheet_is_not_stored() throws Exception {
        HttpResponse<String> answer = forms.fill(sheet(), Map.of());

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Nothing is filled in yet.");
    }

    @Test
    void what_is_unusual_is_asked_back_and_stored_when_it_is_so() throws Exception {
        forms.fill(weighing(), Map.of("weight", "2950", "at", FIELD.format(ago(25))));

        HttpResponse<String> asked = forms.fill(weighing(), Map.of("weight", "3,9 kg"));
        Map<String, String> again = forms.fields(asked.body());
        again.putAll(Map.of("sure.weight", "3,9 kg", "weight", "4,1 kg"));
        HttpResponse<String> another = forms.send(weighing(), again);
        again.putAll(Map.of("sure.weight", "4,1 kg"));
        HttpResponse<String> sure = forms.send(weighing(), again);

        assertThat(asked.body())
                .contains("3,900 gram is unusual after 2,950 gram", "name=\"sure.weight\" value=\"3,9 kg\"");
        assertThat(another.body()).contains("4,100 gram is unusual");
        assertThat(Forms.location(sure)).endsWith("what=measured");
        assertThat(amounts(Measure.WEIGHT)).containsExactlyInAnyOrder("2950", "4100");
    }

    @Test
    void answers_that_contradict_each_other_are_asked_back() throws Exception {
        HttpResponse<String> answer = forms.fill(sheet(), Map.of("cannot-feed", "yes", "feeds-24h", "9"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Two answers contradict each other", "name=\"sure.feeds-24h\" value=\"9\"");
    }

    @Test
    void weight_and_temperature_on_the_sheet_are_measurements_of_their_own() throws Exception {
        forms.fill(sheet(), Map.of("feeds-24h", "9", "weight", "2.950", "temperature", "36,8"));

        assertThat(amounts(Measure.WEIGHT)).containsExactly("2950");
        assertThat(amounts(Measure.TEMPERATURE)).containsExactly("36.8");
        assertThat(record().episode().checks()).hasSize(1);
    }

    @Test
    void the_same_form_sent_twice_is_stored_once_and_answered_alike() throws Exception {
        Map<String, String> fields = forms.fields(forms.open(sheet()).body());
        fields.put("feeds-24h", "9");

        HttpResponse<String> first = forms.send(sheet(), fields);
        HttpResponse<String> second = forms.send(sheet(), fields);
        fields.put("feeds-24h", "4");
        HttpResponse<String> otherwise = forms.send(sheet(), fields);

        assertThat(Forms.location(second)).isEqualTo(Forms.location(first));
        assertThat(otherwise.statusCode()).isEqualTo(409);
        assertThat(otherwise.body()).contains("This form was stored before");
        assertThat(record().episode().checks()).hasSize(1);
    }

    @Test
    void of_twins_the_infant_has_to_be_chosen() throws Exception {
        id = family("Ibu Dua", 2);
        List<Infant> twins = record().episode().infants();

        HttpResponse<String> nobody = forms.fill(sheet(), Map.of("feeds-24h", "9"));
        forms.fill(sheet(), Map.of("feeds-24h", "9", "infant", twins.get(1).reference()));

        assertThat(nobody.body()).contains("Which infant is it?");
        assertThat(record().episode().checks())
                .extracting(Check::infant)
                .containsExactly(twins.get(1).reference());
        assertThat(forms.open(weighing()).body()).doesNotContain("name=\"weight\"");
    }

    @Test
    void a_mother_whose_infant_has_died_is_still_asked_about_herself() throws Exception {
        String infant = MotherRecords.id(record().episode().infants().get(0).reference());
        forms.patient(infant, "\"deceasedBoolean\":true");

        String page = forms.open(sheet()).body();
        forms.fill(sheet(), Map.of("heavy-bleeding", "yes"));

        assertThat(page)
                .contains("only the mother is asked about")
                .doesNotContain("name=\"feeds-24h\"", "name=\"weight\"");
        assertThat(rules()).contains("OM-DAN-M01");
    }

    @Test
    void a_massage_is_stored_done_or_missed() throws Exception {
        forms.fill(
                mother("session"),
                Map.of("what", "done", "start", FIELD.format(ago(1)), "minutes", "15", "technique-ok", "no"));
        forms.fill(mother("session"), Map.of("what", "missed", "reason", "forgotten"));

        assertThat(record().episode().sessions())
                .extracting(Session::performer, Session::length, Session::reason)
                .containsExactlyInAnyOrder(tuple("husband", Duration.ofMinutes(15), ""), tuple("", null, "forgotten"));
        assertThat(record().episode().answers()).extracting(Answer::item).contains(Item.TECHNIQUE_OK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "20", "45"})
    void a_massage_without_a_start_has_just_ended_however_long_it_was(String minutes) throws Exception {
        Map<String, String> fields = forms.fields(forms.open(mother("session")).body());
        Instant opened = LocalDateTime.parse(fields.get("opened"))
                .minusHours(2)
                .atZone(JAKARTA)
                .toInstant();
        // Kept without signal, it is sent two hours after it was opened; and twice.
        fields.putAll(
                Map.of("opened", FIELD.format(opened), "minutes", minutes, "sure.minutes", minutes, "what", "done"));

        HttpResponse<String> first = forms.send(mother("session"), fields);
        HttpResponse<String> second = forms.send(mother("session"), fields);

        Duration length = Duration.ofMinutes(Long.parseLong(minutes));
        assertThat(fields).containsEntry("start", "");
        assertThat(Forms.location(first)).isEqualTo(Forms.location(second));
        assertThat(record().episode().sessions())
                .extracting(s -> s.start().earliest(), Session::length)
                .containsExactly(tuple(opened.minus(length), length));
    }

    @Test
    void a_start_that_was_typed_is_never_moved() throws Exception {
        String quarterAgo = FIELD.format(clock.instant().minus(Duration.ofMinutes(15)));

        HttpResponse<String> answer = forms.fill(mother("session"), Map.of("start", quarterAgo, "minutes", "25"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Then it would end in the future", "value=\"" + quarterAgo + "\"");
        assertThat(record().episode().sessions()).isEmpty();
    }

    @Test
    void a_start_that_was_left_open_is_still_open_when_something_else_is_refused() throws Exception {
        HttpResponse<String> answer = forms.fill(mother("session"), Map.of("minutes", "x"));

        assertThat(answer.body()).containsPattern("name=\"start\" value=\"\"");
    }

    @Test
    void each_line_of_the_summary_names_its_field() throws Exception {
        String registration = forms.fill(
                        "/ward/mothers/new", Map.of("infant2.name", "Adi", "nik", "1", "infant1.time", "x"))
                .body();
        String sheet =
                forms.fill(sheet() + "?lang=id", Map.of("epds-total", "31")).body();

        assertThat(registration)
                .contains("href=\"#f-name\">Name: please fill this in.<")
                .contains("href=\"#f-nik\">A NIK has 16 digits.<")
                .contains("href=\"#f-infant1.born\">Date of birth of the infant: please fill this in.<")
                .contains("href=\"#f-infant2.born\">Date of birth of the infant (infant 2): please fill this in.<");
        assertThat(sheet).contains("href=\"#f-epds-total\">Skor EPDS: hanya boleh 0 sampai 30.<");
    }

    @Test
    void none_of_these_beside_a_yes_is_refused_by_the_name_of_what_was_seen() throws Exception {
        String page = forms.fill(sheet(), Map.of("danger-signs-none", "yes", "convulsions", "yes", "lethargic", "no"))
                .body();

        assertThat(page)
                .contains("but answered yes to: convulsions.")
                .containsPattern("name=\"danger-signs-none\"[^>]* aria-invalid=\"true\"");
    }

    @Test
    void a_massage_of_two_hours_is_asked_back() throws Exception {
        Map<String, String> long_ = Map.of("what", "done", "start", FIELD.format(ago(3)), "minutes", "125");

        assertThat(forms.fill(mother("session"), long_).body()).contains("more than 30 minutes is unusual");
    }

    @Test
    void a_massage_before_the_birth_is_refused() throws Exception {
        String before = FIELD.format(Instant.now().minus(Duration.ofDays(170)));

        assertThat(forms.fill(mother("session"), Map.of("start", before)).body())
                .contains("This lies before the birth.");
        assertThat(forms.fill(mother("session"), Map.of("what", "missed", "missed", before, "reason", "forgotten"))
                        .body())
                .contains("This lies before the birth.");
        assertThat(record().episode().sessions()).isEmpty();
    }

    @Test
    void the_fourteen_days_start_once_and_end() throws Exception {
        HttpResponse<String> started = forms.fill(mother("start"), Map.of("at", FIELD.format(ago(30))));
        String running = forms.open(mother("start")).body();
        HttpResponse<String> asked = forms.fill(mother("end"), Map.of("how", "revoked"));
        boolean isClosedUnasked = record().advice().closed();
        HttpResponse<String> ended = forms.fill(mother("end"), Map.of("how", "revoked", "sure.how", "revoked"));

        assertThat(Forms.location(started)).endsWith("what=started");
        assertThat(running).contains("The 14 days run since").doesNotContain("name=\"at\"");
        assertThat(asked.body()).containsPattern("It is only day [23] of 14");
        assertThat(isClosedUnasked).isFalse();
        assertThat(Forms.location(ended)).endsWith("what=ended");
        assertThat(record().advice().closed()).isTrue();
    }

    @Test
    void days_that_were_ended_early_are_told_so_and_can_be_started_anew() throws Exception {
        forms.fill(mother("start"), Map.of());
        forms.fill(mother("end"), Map.of("how", "completed", "sure.how", "completed"));

        String page = forms.open("/ward/mothers/" + id).body();
        String print = forms.open(mother("print")).body();
        forms.fill(mother("start"), Map.of());

        assertThat(page).contains("14 days ended early, on day 1", "Start the 14 days anew");
        assertThat(print)
                .contains("The days of massage were ended early, on day 1.")
                .doesNotContain("The 14 days are over", "Day 1 of 14");
        assertThat(record().advice().closed()).isFalse();
        assertThat(record().episode().plans()).hasSize(2);
    }

    @Test
    void a_danger_sign_is_answered_and_an_event_by_a_review() throws Exception {
        forms.fill(sheet(), Map.of("lethargic", "yes", "convulsions", "yes"));
        String infant = MotherRecords.id(record().episode().infants().get(0).reference());

        String unseen = forms.fill(mother("answer") + "?sign=lethargic." + infant, Map.of())
                .body();
        forms.fill(mother("answer") + "?sign=lethargic." + infant, Map.of("seen", "yes"));
        List<String> left = rules();
        forms.fill(mother("answer") + "?sign=convulsions." + infant, Map.of("seen", "yes"));

        assertThat(unseen).contains("Please tick the statement first.");
        assertThat(left).contains("OM-DAN-I01").doesNotContain("OM-DAN-I03");
        assertThat(rules()).doesNotContain("OM-DAN-I01");
        assertThat(forms.open(mother("answer")).body()).contains("No danger sign waits for an answer.");
    }

    @Test
    void a_correction_changes_the_entry_and_a_stale_one_is_shown_as_a_conflict() throws Exception {
        forms.fill(sheet(), Map.of("feeds-24h", "9", "wet-diapers-24h", "0"));
        String entry = mother("entries/" + record().episode().checks().get(0).source());
        String opened = forms.open(entry).body();

        Map<String, String> fields = forms.fields(opened);
        fields.put("wet-diapers-24h", "6");
        HttpResponse<String> corrected = forms.send(entry, fields);
        fields.put("wet-diapers-24h", "7");
        HttpResponse<String> stale = forms.send(entry, fields);

        assertThat(opened).contains("name=\"feeds-24h\" value=\"9\"");
        assertThat(Forms.location(corrected)).endsWith("what=corrected");
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(stale.body()).contains("Someone else has changed this entry meanwhile", "value=\"7\"");
        assertThat(record().episode().checks().get(0).answers())
                .extracting(Answer::value)
                .contains(new Value.Count(6), new Value.Count(9));
    }

    @Test
    void every_kind_of_entry_can_be_opened_corrected_and_withdrawn() throws Exception {
        forms.fill(weighing(), Map.of("weight", "2950"));
        forms.fill(weighing() + "?who=" + id, Map.of("systolic", "118", "diastolic", "76"));
        forms.fill(mother("session"), Map.of("what", "missed", "reason", "forgotten"));
        forms.fill(mother("start"), Map.of());

        List<String> all = new EntryList(record(), words())
                .newestFirst().stream().map(EntryList.Row::reference).toList();
        for (String reference : all) {
            String entry = mother("entries/" + reference);
            Map<String, String> fields = forms.fields(forms.open(entry).body());
            assertThat(fields).as(reference).containsEntry("version", "1");
            if (fields.containsKey("at") || fields.containsKey("what")) {
                assertThat(Forms.location(forms.send(entry, fields))).endsWith("what=corrected");
                fields.put("version", "2");
            }
            fields.put("withdraw", "yes");
            assertThat(Forms.location(forms.send(entry, fields))).endsWith("what=withdrawn");
            assertThat(Forms.location(forms.send(entry, fields))).endsWith("what=withdrawn");
        }

        assertThat(all).hasSizeGreaterThanOrEqualTo(6);
        assertThat(new EntryList(record(), words()).newestFirst()).isEmpty();
    }

    @Test
    void a_birth_that_was_entered_wrongly_is_corrected_and_the_birth_weight_goes_along() throws Exception {
        String person = mother("people/" + infant());
        Map<String, String> fields = forms.fields(forms.open(person).body());
        LocalDate later = ago(48).atZone(JAKARTA).toLocalDate();
        fields.putAll(Map.of("name", "Hana Putri", "born", later.toString(), "time", "00:05"));

        HttpResponse<String> corrected = forms.send(person, fields);
        HttpResponse<String> again = forms.send(person, fields);
        fields.put("name", "Hana Lain");
        HttpResponse<String> stale = forms.send(person, fields);

        Instant born = later.atTime(0, 5).atZone(JAKARTA).toInstant();
        assertThat(Forms.location(corrected)).endsWith("what=corrected");
        assertThat(Forms.location(again)).endsWith("what=corrected");
        assertThat(stale.statusCode()).isEqualTo(409);
        assertThat(record().episode().infants())
                .extracting(Infant::label, Infant::birth)
                .containsExactly(tuple("Hana Putri", When.at(born)));
        assertThat(record().episode().measurements())
                .filteredOn(m -> m.measure() == Measure.BIRTH_WEIGHT || m.measure() == Measure.GESTATION)
                .extracting(Measurement::when)
                .containsOnly(When.at(born))
                .hasSize(2);
        assertThat(amounts(Measure.BIRTH_WEIGHT)).containsExactly("3100");
    }

    @Test
    void what_is_sent_as_it_was_shown_changes_nothing() throws Exception {
        String person = mother("people/" + infant());
        Infant before = record().episode().infants().get(0);

        forms.send(person, forms.fields(forms.open(person).body()));

        assertThat(record().episode().infants()).containsExactly(before);
        assertThat(forms.fields(forms.open(person).body()).get("version")).isEqualTo("2");
    }

    @Test
    void that_an_infant_has_died_is_asked_back_and_ends_the_advice_on_feeding() throws Exception {
        String person = mother("people/" + infant());
        Map<String, String> fields = forms.fields(forms.open(person).body());
        fields.putAll(Map.of(
                "died", "yes", "died.on", ago(20).atZone(JAKARTA).toLocalDate().toString()));

        HttpResponse<String> asked = forms.send(person, fields);
        fields.put("sure.died", "yes");
        HttpResponse<String> stored = forms.send(person, fields);

        assertThat(asked.statusCode()).isEqualTo(422);
        assertThat(asked.body()).contains("Has the infant really died?");
        assertThat(Forms.location(stored)).endsWith("what=corrected");
        assertThat(rules()).containsExactly("OM-ELI-010");
        fields = forms.fields(forms.open(person).body());
        fields.put("died", "no");
        forms.send(person, fields);
        assertThat(record().episode().infants()).extracting(Infant::deceased).containsExactly(false);
    }

    @Test
    void a_name_and_a_birth_can_not_be_emptied_and_nobody_dies_before_birth() throws Exception {
        String person = mother("people/" + infant());
        Map<String, String> fields = forms.fields(forms.open(person).body());
        fields.putAll(Map.of("name", " ", "died", "yes", "died.on", "2020-01-01"));

        HttpResponse<String> answer = forms.send(person, fields);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("Please fill this in.", "This lies before the birth.");
        assertThat(record().episode().infants()).extracting(Infant::label).containsExactly("Hana 1");
    }

    @Test
    void the_mothers_name_is_corrected_and_another_mothers_infant_is_not_found() throws Exception {
        String other = family("Ibu Lain", 1);
        String person = mother("people/" + id);

        forms.send(person, with(forms.fields(forms.open(person).body()), "name", "Ibu <b>Melati</b>"));

        assertThat(record().label()).isEqualTo("Ibu <b>Melati</b>");
        assertThat(forms.open(mother("people/" + other)).statusCode()).isEqualTo(404);
        assertThat(forms.open(mother("entries")).body())
                .contains("Ibu &lt;b&gt;Melati&lt;/b&gt;")
                .doesNotContain("<b>Melati");
    }

    @Test
    void a_mother_is_registered_with_a_name_that_is_shown_and_never_run() throws Exception {
        String name = "Ibu <script>alert(1)</script> \u202E👶 " + "x".repeat(250);
        String today = clock.instant().atZone(JAKARTA).toLocalDate().toString();

        HttpResponse<String> answer = forms.fill(
                "/ward/mothers/new",
                Map.of(
                        "name", name,
                        "infant1.born", today,
                        "infant1.weight", "3,1",
                        "infant1.weight.unit", "kg",
                        "gestation", "39,5",
                        "consent", "yes"));

        String page = forms.open(Forms.location(answer)).body();
        id = page.replaceAll("(?s).*?/ward/mothers/([A-Za-z0-9-]+)/sheet.*", "$1");
        assertThat(page).doesNotContain("<script>alert").contains("&lt;script&gt;");
        assertThat(amounts(Measure.BIRTH_WEIGHT)).containsExactly("3100");
        assertThat(record().label()).startsWith("Ibu <script>");
        assertThat(record().advice().leading().rule()).isNotEqualTo("OM-ELI-007");
    }

    @Test
    void a_registration_says_what_is_missing() throws Exception {
        HttpResponse<String> answer = forms.fill("/ward/mothers/new", Map.of("nik", "123", "infant1.time", "25:00"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("A NIK has 16 digits.", "href=\"#f-name\"", "href=\"#f-infant1.born\"");
    }

    @Test
    void who_is_not_there_is_not_found_in_words() throws Exception {
        HttpResponse<String> nobody = forms.open("/ward/mothers/nobody/sheet");
        HttpResponse<String> noEntry = forms.open(mother("entries/Observation/none"));

        assertThat(nobody.statusCode()).isEqualTo(404);
        assertThat(nobody.body()).contains("There is no such mother here");
        assertThat(noEntry.statusCode()).isEqualTo(404);
    }

    @Test
    void an_entry_of_another_mother_is_not_found() throws Exception {
        forms.fill(sheet(), Map.of("feeds-24h", "9"));
        String check = record().episode().checks().get(0).source();
        String other = family("Ibu Lain", 1);

        assertThat(forms.open("/ward/mothers/" + other + "/entries/" + check).statusCode())
                .isEqualTo(404);
    }

    @Test
    void who_somebody_is_is_no_entry_that_can_be_withdrawn() throws Exception {
        String person = mother("entries/Patient/" + infant());

        HttpResponse<String> sent = forms.send(
                person,
                with(forms.fields(forms.open(mother("people/" + infant())).body()), "withdraw", "yes"));

        assertThat(sent.statusCode()).isEqualTo(404);
        assertThat(forms.open(person).statusCode()).isEqualTo(404);
    }

    private static Map<String, String> with(Map<String, String> fields, String field, String value) {
        fields.put(field, value);
        return fields;
    }

    private String infant() {
        return MotherRecords.id(record().episode().infants().get(0).reference());
    }

    private String sheet() {
        return mother("sheet");
    }

    private String weighing() {
        return mother("weighing");
    }

    private String mother(String page) {
        return "/ward/mothers/" + id + "/" + page;
    }

    private Instant ago(int hours) {
        return clock.instant().minus(Duration.ofHours(hours));
    }

    private MotherRecord record() {
        return mothers.of(id, clock.instant()).orElseThrow();
    }

    private List<String> rules() {
        return record().advice().findings().stream().map(f -> f.rule()).toList();
    }

    private List<String> amounts(Measure measure) {
        return record().episode().measurements().stream()
                .filter(m -> m.measure() == measure)
                .map(Measurement::amount)
                .map(BigDecimal::toPlainString)
                .toList();
    }

    private String family(String name, int infants) {
        Instant born = clock.instant().minus(Duration.ofDays(4)).truncatedTo(ChronoUnit.SECONDS);
        List<Newborn> newborns = new ArrayList<>();
        for (int i = 1; i <= infants; i++) {
            newborns.add(new Newborn(
                    "Hana " + i, Sex.FEMALE, born.atZone(JAKARTA).toLocalDate(), born, new BigDecimal("3100")));
        }
        Registration registration = new Registration(name, "", null, "", newborns, new BigDecimal("39"), true, born);
        return MotherRecords.id(
                entries.register(EntryKey.random(), registration, Author.UNKNOWN, new MockHttpServletRequest())
                        .reference());
    }

    private Spoken words() {
        return new Spoken(new PageWords(release.wording(), messages, JAKARTA, Locale.ENGLISH));
    }
}
