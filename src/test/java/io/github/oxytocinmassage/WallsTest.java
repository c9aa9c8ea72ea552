package io.github.oxytocinmassage;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.temporal.Temporal;
import java.util.Calendar;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.context.annotation.Configuration;

/** Which room may know which. Rooms that are not built yet stand in the table already. */
@AnalyzeClasses(packages = WallsTest.HOUSE, importOptions = DoNotIncludeTests.class)
class WallsTest {

    static final String HOUSE = "io.github.oxytocinmassage";

    private static final Map<String, List<String>> MAY_IMPORT = Map.of(
            "protocol", List.of(),
            "security", List.of(),
            "rules", List.of("protocol"),
            "registry", List.of("protocol"),
            "fhir", List.of("protocol", "rules", "registry"),
            "cohort", List.of("protocol", "rules", "fhir"),
            "ward", List.of("protocol", "rules", "registry", "fhir"),
            "cdshooks", List.of("protocol", "rules", "fhir", "registry", "security"));

    @ArchTest
    static void a_room_imports_only_the_rooms_it_may(JavaClasses house) {
        MAY_IMPORT.forEach((room, others) -> classes()
                .that()
                .resideInAPackage(inside(room))
                .should()
                .onlyDependOnClassesThat(resideOutsideOfPackage(HOUSE + "..")
                        .or(resideInAnyPackage(insideAll(Stream.concat(Stream.of(room), others.stream())))))
                .allowEmptyShould(true)
                .check(house));
    }

    @ArchTest
    static final ArchRule every_class_but_the_application_lives_in_a_room = classes()
            .that()
            .resideOutsideOfPackages(insideAll(MAY_IMPORT.keySet().stream()))
            .should()
            .be(OxytocinMassageApplication.class)
            .orShould()
            .haveSimpleName("package-info");

    @ArchTest
    static final ArchRule the_language_needs_nothing_but_java = classes()
            .that()
            .resideInAPackage(inside("protocol"))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(inside("protocol"), "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule drools_lives_in_rules_only = outside("rules", "org.drools..", "org.kie..");

    @ArchTest
    static final ArchRule hapi_lives_where_fhir_comes_in_and_goes_out = noClasses()
            .that()
            .resideOutsideOfPackages(insideAll(Stream.of("fhir", "cdshooks", "registry", "cohort")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ca.uhn..", "org.hl7..")
            .allowEmptyShould(true);

    /** FHIR's primitives may be there without a value: HAPI's has… is true then, and its get… null. */
    @ArchTest
    static final ArchRule a_primitive_of_fhir_is_asked_for_its_value = noClasses()
            .that()
            .doNotHaveSimpleName("Quantities")
            .and()
            .doNotHaveSimpleName("Values")
            .and()
            .doNotHaveSimpleName("Modifiers")
            .and()
            .doNotHaveSimpleName("EntryReader")
            .should()
            .callMethodWhere(
                    describe("asks whether a primitive is there, not for its value", WallsTest::asksForAnElement))
            .because(
                    "of those left out an extension alone says something: a unit, a comparator or a rule nobody knows");

    @ArchTest
    static final ArchRule the_database_is_known_to_the_registry_only =
            outside("registry", "java.sql..", "javax.sql..", "org.springframework.jdbc..");

    @ArchTest
    static final ArchRule nobody_asks_the_machine_for_the_time =
            noClasses().should().accessTargetWhere(theMachinesTime());

    @ArchTest
    static final ArchRule only_configuration_picks_a_clock = noClasses()
            .that()
            .areNotMetaAnnotatedWith(Configuration.class)
            .should()
            .callMethodWhere(describe(
                    "picks a clock of the machine",
                    call -> call.getTargetOwner().isEquivalentTo(Clock.class)
                            && call.getName().startsWith("system")));

    @ArchTest
    static final ArchRule a_name_says_what_its_class_is = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Utils?|Impl|Base|Common|DTO|Dto)")
            .because("such a name tells the reader nothing");

    private static boolean asksForAnElement(JavaMethodCall call) {
        JavaClass owner = call.getTargetOwner();
        if (!owner.getPackageName().equals("org.hl7.fhir.r4.model")
                || owner.isAssignableTo("org.hl7.fhir.r4.model.PrimitiveType")
                || !call.getName().matches("has[A-Z].*")) {
            return false;
        }
        String getter = "get" + call.getName().substring("has".length());
        return owner.getAllMethods().stream()
                .filter(m -> m.getName().equals(getter) && m.getParameters().isEmpty())
                .map(JavaMethod::getRawReturnType)
                .anyMatch(t -> t.isPrimitive()
                        || t.isEnum()
                        || t.getPackageName().matches("java\\.(lang|math|util)")
                                && !t.isAssignableTo(Collection.class));
    }

    private static ArchRule outside(String room, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(inside(room))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries)
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaAccess<?>> theMachinesTime() {
        return describe("asks the machine for the time", access -> {
            AccessTarget target = access.getTarget();
            boolean withClock = target.getFullName().contains(Clock.class.getName());
            boolean now = target.getOwner().isAssignableTo(Temporal.class)
                    && target.getName().equals("now")
                    && !withClock;
            boolean millis = target.getOwner().isEquivalentTo(System.class)
                    && target.getName().equals("currentTimeMillis");
            boolean date = target.getFullName().equals(Date.class.getName() + ".<init>()");
            boolean calendar = target.getOwner().isEquivalentTo(Calendar.class)
                    && target.getName().equals("getInstance");
            return now || millis || date || calendar;
        });
    }

    private static String inside(String room) {
        return HOUSE + "." + room + "..";
    }

    private static String[] insideAll(Stream<String> rooms) {
        return rooms.map(WallsTest::inside).toArray(String[]::new);
    }
}
