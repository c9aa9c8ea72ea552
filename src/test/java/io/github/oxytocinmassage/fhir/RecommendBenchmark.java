package io.github.oxytocinmassage.fhir;

import ca.uhn.fhir.context.FhirContext;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.github.oxytocinmassage.protocol.Advice;
import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.rules.Advisor;
import io.github.oxytocinmassage.rules.RuleRelease;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.hl7.fhir.r4.model.Bundle;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.slf4j.LoggerFactory;

/**
 * What a call costs, step by step, as ratios to HAPI's parse of the same record in the same run (README, "How fast"). Absolute times depend on
 * the machine; the ratios hardly do.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class RecommendBenchmark {

    private static final List<String> STEPS = List.of("parse", "scan", "read", "advise", "write", "whole");

    private final FhirContext context = FhirR4.context();
    private final StrictScan strictScan = new StrictScan(context);
    private final EpisodeReader reader = new EpisodeReader(Terminology.of(Artefacts.carried()));
    private final Advisor advisor = new Advisor(RuleRelease.load(Map.of()));
    private final AdviceWriter writer = new AdviceWriter(advisor.release());
    private byte[] json = new byte[0];
    private String text = "";
    private Bundle bundle = new Bundle();
    private Episode episode = read();
    private Advice advice = advisor.advise(episode);

    /** Runs all steps and prints them as ratios. */
    public static void main(String[] arguments) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(RecommendBenchmark.class.getSimpleName())
                        .forks(3)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();
        double parse = score(results, "parse");
        System.out.println();
        System.out.println("Record of 15 checks and 28 sessions; ratio to HAPI's parse of its JSON");
        STEPS.forEach(step -> System.out.printf(
                Locale.ROOT, "%-7s %8.1f us  %5.2f x%n", step, score(results, step), score(results, step) / parse));
    }

    private static double score(Collection<RunResult> results, String step) {
        return results.stream()
                .filter(r -> r.getPrimaryResult().getLabel().equals(step))
                .findFirst()
                .orElseThrow()
                .getPrimaryResult()
                .getScore();
    }

    @Setup
    public void record() {
        // As the service runs; without Spring the default is DEBUG.
        ((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.INFO);
        text = context.newJsonParser().encodeResourceToString(SampleRecord.bundle());
        json = text.getBytes(StandardCharsets.UTF_8);
        bundle = (Bundle) strictScan.json(json).resource();
        episode = read();
        advice = advisor.advise(episode);
    }

    /** HAPI alone: the measure of all else. */
    @Benchmark
    public Bundle parse() {
        return context.newJsonParser().parseResource(Bundle.class, text);
    }

    /** The strict scan of the bytes. */
    @Benchmark
    public Object scan() {
        return strictScan.json(json);
    }

    /** Bundle to Episode. */
    @Benchmark
    public final Episode read() {
        return reader.read(List.of(bundle), null, null, SampleRecord.AS_OF, SampleRecord.ZONE, List.of());
    }

    /** Episode to Advice, on the pool. */
    @Benchmark
    public Advice advise() {
        return advisor.advise(episode);
    }

    /** Advice to the bytes of the answer. */
    @Benchmark
    public byte[] write() {
        return context.newJsonParser()
                .encodeResourceToString(writer.write(advice, Locale.forLanguageTag("id")))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes in, bytes out. */
    @Benchmark
    public byte[] whole() {
        Scanned scanned = strictScan.json(json);
        Episode read = reader.read(
                List.of(scanned.resource()), null, null, SampleRecord.AS_OF, SampleRecord.ZONE, scanned.doubts());
        return context.newJsonParser()
                .encodeResourceToString(writer.write(advisor.advise(read), Locale.forLanguageTag("id")))
                .getBytes(StandardCharsets.UTF_8);
    }
}
