package io.github.oxytocinmassage.protocol;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The items answered for one person: which danger signs were seen and not answered, which values are the newest. */
final class Answers {

    private final @Nullable String subject;
    private final Whom whom;
    private final @Nullable When birth;
    private final Instant asOf;
    private final ZoneId zone;
    private final Map<Item, List<Answer>> byItem = new EnumMap<>(Item.class);
    private final List<Answer> allClears = new ArrayList<>();
    private final Map<Item, List<Answer>> reviews = new EnumMap<>(Item.class);

    /**
     * @param answers of this person; of an infant also those whose infant can't be resolved
     * @param birth of the infant; null when unknown, and for the mother
     */
    Answers(
            @Nullable String subject,
            Whom whom,
            @Nullable When birth,
            List<Answer> answers,
            Instant asOf,
            ZoneId zone) {
        this.subject = subject;
        this.whom = whom;
        this.birth = birth;
        this.asOf = asOf;
        this.zone = zone;
        for (Answer answer : answers) {
            if (answer.value() instanceof Value.Reviewed reviewed) {
                reviews.computeIfAbsent(reviewed.sign(), i -> new ArrayList<>()).add(answer);
            } else if (answer.item().role() == Item.Role.ALL_CLEAR) {
                allClears.add(answer);
            } else {
                byItem.computeIfAbsent(answer.item(), i -> new ArrayList<>()).add(answer);
            }
        }
    }

    /** Danger signs seen and not wholly answered. */
    List<Sighting> sightings() {
        List<Sighting> sightings = new ArrayList<>();
        byItem.forEach((item, answers) -> {
            if (item.role() == Item.Role.DANGER_SIGN && item.form() == Item.Form.YES_NO) {
                answers.stream()
                        .filter(a -> is(a, true))
                        .map(this::sighting)
                        .filter(s -> !(s.answered() && s.reviewed() && isSettledAsJaundice(s)))
                        .forEach(sightings::add);
            }
        });
        return sightings;
    }

    /** Yellow palms and soles seen early are answered as jaundice alone. */
    private static boolean isSettledAsJaundice(Sighting sighting) {
        return sighting.item() != Item.JAUNDICE_PALMS_SOLES || sighting.reviewedAsJaundice();
    }

    /** Contraindications ticked on a sheet and not denied since; an all-clear says nothing of them. */
    List<Contraindicated> contraindications() {
        List<Contraindicated> found = new ArrayList<>();
        byItem.forEach((item, answers) -> {
            if (item.role() == Item.Role.CONTRAINDICATION && subject != null) {
                answers.stream()
                        .filter(a -> is(a, true) && !isDenied(a))
                        .forEach(a -> found.add(new Contraindicated(item, subject, a.source())));
            }
        });
        return found;
    }

    /** The newest usable values of counts, scores, colours and the yes-or-no items of the sheet. */
    List<Newest> newest() {
        List<Newest> newest = new ArrayList<>();
        byItem.forEach((item, answers) -> {
            if (item.role() == Item.Role.SHEET || item.form() == Item.Form.COUNT) {
                candidates(usable(answers)).forEach(a -> newest.add(newest(a)));
            }
        });
        return newest;
    }

    /** Items whose newest value can't be read. */
    List<Withheld> withheld() {
        List<Withheld> withheld = new ArrayList<>();
        byItem.forEach((item, answers) -> candidates(answers).stream()
                .filter(a -> a.value() instanceof Value.Withheld)
                .forEach(a -> withheld.add(new Withheld(item, null, subject, a.source()))));
        return withheld;
    }

    private Sighting sighting(Answer seen) {
        Instant at = seen.when().latest();
        boolean reviewed = isReviewed(seen.item(), at);
        return new Sighting(
                seen.item(),
                subject,
                reviewed || isDenied(seen) || isCleared(at),
                reviewed,
                isReviewed(Item.JAUNDICE, at),
                whom == Whom.MOTHER ? 0 : Age.of(birth, at, zone).youngestHours(),
                Age.hours(at, asOf),
                seen.source());
    }

    private Newest newest(Answer answer) {
        Instant at = answer.when().latest();
        Age age = Age.of(birth, at, zone);
        return new Newest(
                answer.item(),
                subject,
                answer.value() instanceof Value.Count c ? Integer.valueOf(c.count()) : null,
                answer.value() instanceof Value.Coloured c ? c.colour() : null,
                answer.value() instanceof Value.YesNo y ? Boolean.valueOf(y.yes()) : null,
                isReviewed(answer.item(), at),
                age.oldestHours(),
                age.oldestDay(),
                Age.hours(at, asOf),
                answer.when(),
                answer.source());
    }

    private boolean isDenied(Answer seen) {
        return byItem.getOrDefault(seen.item(), List.of()).stream()
                .anyMatch(a -> is(a, false)
                        && !a.alarmsOnly()
                        && a.when().earliest().isAfter(seen.when().latest()));
    }

    private boolean isCleared(Instant seen) {
        return allClears.stream()
                .anyMatch(a -> is(a, true)
                        && !a.alarmsOnly()
                        && a.item().whom() == whom
                        && a.when().earliest().isAfter(seen));
    }

    private boolean isReviewed(Item sign, Instant seen) {
        return reviews.getOrDefault(sign, List.of()).stream()
                .anyMatch(a -> !a.alarmsOnly() && a.when().earliest().isAfter(seen));
    }

    private static List<Answer> usable(List<Answer> answers) {
        return answers.stream()
                .filter(a -> !(a.value() instanceof Value.Withheld))
                .toList();
    }

    private static List<Answer> candidates(List<Answer> answers) {
        return Dated.newest(answers, Answer::when, Answer::alarmsOnly);
    }

    private static boolean is(Answer answer, boolean yes) {
        return answer.value() instanceof Value.YesNo y && y.yes() == yes;
    }
}
