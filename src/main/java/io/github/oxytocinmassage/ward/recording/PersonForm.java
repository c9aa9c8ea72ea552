package io.github.oxytocinmassage.ward.recording;

import io.github.oxytocinmassage.fhir.entries.Person;
import io.github.oxytocinmassage.fhir.entries.Registration.Sex;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of who somebody is: of a mother her name and birth; of an infant also its sex, the hour, and whether it has died. */
final class PersonForm {

    private static final String NAME = "name";
    private static final String DIED = "died";
    private static final String DIED_ON = "died.on";

    private PersonForm() {}

    static void fill(Typed typed, Person kept) {
        typed.put(NAME, kept.name());
        typed.put("born", kept.bornOn() == null ? "" : kept.bornOn().toString());
        typed.put(
                "time", kept.bornAt() == null ? "" : time(kept.bornAt(), typed).toString());
        typed.put("sex", kept.sex() == Sex.UNKNOWN ? "" : kept.sex().name().toLowerCase(Locale.ROOT));
        typed.put(DIED, kept.died() ? "yes" : "no");
        typed.put(DIED_ON, kept.diedOn() == null ? "" : kept.diedOn().toString());
    }

    /** Empty when something is refused. */
    static Optional<Person> read(Typed typed, Person kept, boolean isInfant, Instant now) {
        String name = RegistrationForm.name(typed, NAME);
        if (name.isEmpty()) {
            typed.refuse(NAME, "refuse.missing");
        }
        LocalDate born = typed.day("born", now);
        if (!isInfant) {
            return typed.isFine()
                    ? Optional.of(new Person(
                            name,
                            kept.sex(),
                            born == null ? kept.bornOn() : born,
                            kept.bornAt(),
                            kept.died(),
                            kept.diedOn()))
                    : Optional.empty();
        }
        if (!typed.isGiven("born")) {
            typed.refuse("born", "refuse.missing");
        }
        Instant bornAt = born == null ? null : bornAt(typed, born, kept, now);
        Sex sex = typed.choice("sex", Sex.class);
        Boolean died = typed.yesNo(DIED);
        LocalDate diedOn = typed.day(DIED_ON, now);
        boolean isDead = died == null ? kept.died() : died;
        if (isDead && born != null && diedOn != null && diedOn.isBefore(born)) {
            typed.refuse(DIED_ON, "refuse.before.birth");
        }
        if (isDead && !kept.died()) {
            typed.ask(DIED, typed.spoken().say("ask.died"));
        }
        return typed.isFine()
                ? Optional.of(new Person(
                        name,
                        Objects.requireNonNullElse(sex, Sex.UNKNOWN),
                        born,
                        bornAt,
                        isDead,
                        isDead ? diedOn : null))
                : Optional.empty();
    }

    /** The field has no seconds: those that are kept stay. */
    private static @Nullable Instant bornAt(Typed typed, LocalDate born, Person kept, Instant now) {
        Instant typedAt = RegistrationForm.bornAt(typed, "", born, now);
        Instant keptAt = kept.bornAt();
        return typedAt != null
                        && keptAt != null
                        && keptAt.truncatedTo(ChronoUnit.MINUTES).equals(typedAt)
                ? keptAt
                : typedAt;
    }

    private static LocalTime time(Instant at, Typed typed) {
        return at.atZone(typed.spoken().zone()).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
    }
}
