package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.entries.Registration;
import io.github.oxytocinmassage.fhir.entries.Registration.Newborn;
import io.github.oxytocinmassage.fhir.entries.Registration.Sex;
import io.github.oxytocinmassage.protocol.Parameters;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of a registration. An infant counts when anything of it is filled in; the first one has to be. */
final class RegistrationForm {

    /** Of the infants that the form has room for. */
    static final List<Integer> NUMBERS = List.of(1, 2, 3);

    private static final int LONGEST_NAME = 300;
    private static final int YOUNGEST_MOTHER = 12;
    private static final int OLDEST_MOTHER = 55;
    private static final Pattern NIK = Pattern.compile("\\d{16}");

    /** How she is addressed, where that was written with her name. */
    private static final Pattern ADDRESSED = Pattern.compile("^(?:ibu|bu|nyonya|ny\\.?)\\s+", Pattern.CASE_INSENSITIVE);

    private final Parameters parameters;

    RegistrationForm(Parameters parameters) {
        this.parameters = parameters;
    }

    /** Empty when something is refused. */
    Optional<Registration> read(Typed typed, Instant now) {
        String name = name(typed, "name");
        if (name.isEmpty()) {
            typed.refuse("name", "refuse.missing");
        }
        if (typed.isGiven("nik")
                && !NIK.matcher(typed.value("nik").replace(" ", "")).matches()) {
            typed.refuse("nik", "refuse.nik");
        }
        LocalDate born = mothersBirth(typed, now);
        String companion = name(typed, "companion");
        List<Integer> given = NUMBERS.stream().filter(n -> isGiven(typed, n)).toList();
        List<Newborn> infants = new ArrayList<>();
        for (int number : given) {
            Newborn infant = infant(typed, number, given.size() > 1, name, now);
            if (infant != null) {
                infants.add(infant);
            }
        }
        BigDecimal gestation = MeasureForm.gestation(typed);
        Boolean consents = typed.yesNo("consent");
        return typed.isFine() && !infants.isEmpty()
                ? Optional.of(new Registration(
                        name, typed.value("nik").replace(" ", ""), born, companion, infants, gestation, consents, now))
                : Optional.empty();
    }

    private static boolean isGiven(Typed typed, int number) {
        return number == 1
                || typed.isGiven("infant" + number + ".born")
                || typed.isGiven("infant" + number + ".name")
                || typed.isGiven("infant" + number + ".weight");
    }

    private @Nullable Newborn infant(Typed typed, int number, boolean isTwin, String mother, Instant now) {
        String field = "infant" + number + ".";
        LocalDate born = typed.day(field + "born", now);
        if (!typed.isGiven(field + "born")) {
            typed.refuse(field + "born", "refuse.missing");
        }
        Instant bornAt = born == null ? null : bornAt(typed, field, born, now);
        BigDecimal weight = TypedWeight.grams(typed, field + "weight");
        if (weight != null
                && (weight.compareTo(parameters.plausibleWeightMinG()) < 0
                        || weight.compareTo(parameters.plausibleWeightMaxG()) > 0)) {
            typed.ask(
                    field + "weight",
                    typed.spoken().say("ask.weight.first", typed.spoken().number(weight)));
        }
        if (born != null
                && Period.between(born, now.atZone(typed.spoken().zone()).toLocalDate())
                                .toTotalMonths()
                        >= 2) {
            typed.ask(field + "born", typed.spoken().say("ask.born"));
        }
        Sex sex = typed.choice(field + "sex", Sex.class);
        String name = name(typed, field + "name");
        if (born == null) {
            return null;
        }
        return new Newborn(
                name.isEmpty() ? unnamed(typed.spoken(), mother, number, isTwin) : name,
                sex == null ? Sex.UNKNOWN : sex,
                born,
                bornAt,
                weight);
    }

    /** As the ward writes it on the cot: which one is said of twins only. */
    private static String unnamed(Spoken spoken, String mother, int number, boolean isTwin) {
        return isTwin
                ? spoken.say("infant.of", mother, String.valueOf(number))
                : spoken.say("infant.of.one", mother, ADDRESSED.matcher(mother).replaceFirst(""));
    }

    static @Nullable Instant bornAt(Typed typed, String field, LocalDate born, Instant now) {
        String time = typed.value(field + "time");
        if (time.isEmpty()) {
            return null;
        }
        try {
            Instant at = born.atTime(LocalTime.parse(time.replace('.', ':')))
                    .atZone(typed.spoken().zone())
                    .toInstant();
            if (at.isAfter(now)) {
                typed.refuse(field + "time", "refuse.future");
            }
            return at;
        } catch (DateTimeException e) {
            typed.refuse(field + "time", "refuse.clock");
            return null;
        }
    }

    private static @Nullable LocalDate mothersBirth(Typed typed, Instant now) {
        LocalDate born = typed.day("born", now);
        if (born != null) {
            int years = Period.between(born, now.atZone(typed.spoken().zone()).toLocalDate())
                    .getYears();
            if (years < YOUNGEST_MOTHER || years > OLDEST_MOTHER) {
                typed.ask("born", typed.spoken().say("ask.age", String.valueOf(years)));
            }
        }
        return born;
    }

    static String name(Typed typed, String field) {
        if (typed.value(field).length() > LONGEST_NAME) {
            typed.refuse(field, "refuse.long", String.valueOf(LONGEST_NAME));
        }
        return typed.value(field);
    }
}
