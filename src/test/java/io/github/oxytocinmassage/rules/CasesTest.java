package io.github.oxytocinmassage.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Episode;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The worked cases are the tests of the rules. */
class CasesTest {

    private static final Advisor ADVISOR = new Advisor(RuleRelease.load(Map.of()));

    @TestFactory
    Stream<DynamicTest> everyCaseComesOutAsTold() {
        return WorkedCase.all(WorkedCase.FOLDER).stream()
                .map(c -> DynamicTest.dynamicTest(c.file() + ": " + c.name(), () -> {
                    Advice advice = ADVISOR.advise(c.episode());

                    assertThat(Expectation.shortfalls(c, advice)).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> theOrderOfResourcesIsIrrelevant() {
        return WorkedCase.all(WorkedCase.FOLDER).stream()
                .map(c -> DynamicTest.dynamicTest(c.file() + ": " + c.name(), () -> {
                    Advice inOrder = ADVISOR.advise(c.episode());

                    Episode shuffled =
                            ShuffledRecord.of(c.episode(), new Random(c.name().hashCode()));

                    assertThat(ADVISOR.advise(shuffled)).isEqualTo(inOrder);
                }));
    }
}
