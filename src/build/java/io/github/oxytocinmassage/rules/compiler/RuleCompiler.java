package io.github.oxytocinmassage.rules.compiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.internal.builder.conf.ParallelLambdaExternalizationOption;
import org.kie.internal.builder.conf.ParallelRulesBuildThresholdOption;

/**
 * Turns the rules' text into Java classes while the application is built, so that the running application holds no rule
 * compiler. Part of the build and of the tests, never of the application.
 */
public final class RuleCompiler {

    /** The package that every .drl file declares, and the only one that classes are generated into. */
    static final String KNOWLEDGE = "io.github.oxytocinmassage.rules.knowledge";

    private static final String KNOWLEDGE_FOLDER = KNOWLEDGE.replace('.', '/') + "/";

    private static final Pattern PACKAGE_DECLARATION =
            Pattern.compile("^\\s*package\\s+" + Pattern.quote(KNOWLEDGE) + "\\s*;?\\s*$", Pattern.MULTILINE);

    private RuleCompiler() {}

    /**
     * The build step.
     *
     * @param arguments the folder of the .drl files, and the folder of the application's classes
     */
    public static void main(String[] arguments) throws IOException {
        CompiledRules rules = compile(Path.of(arguments[0]));
        rules.writeTo(Path.of(arguments[1]));
        RuleIndex.of(Path.of(arguments[0])).writeTo(Path.of(arguments[1]));
        System.out.println("Compiled " + rules.compiledRules() + " rules from " + arguments[0]);
    }

    /**
     * Compiles every .drl file of a folder; folders below it are not looked into.
     *
     * @throws RulesDoNotCompile with a line for each fault, naming file and line
     */
    public static CompiledRules compile(Path rulesFolder) throws IOException {
        return compile(sources(rulesFolder));
    }

    /**
     * Compiles rules that lie in no folder, such as a test's.
     *
     * @param sources the texts by file name
     * @throws RulesDoNotCompile with a line for each fault, naming file and line
     */
    public static CompiledRules compile(SortedMap<String, String> sources) {
        sources.forEach((name, text) -> {
            if (!PACKAGE_DECLARATION.matcher(text).find()) {
                throw new RulesDoNotCompile("rules/" + name + " does not declare the package " + KNOWLEDGE);
            }
        });

        Attempt attempt = attempt(sources);
        if (!attempt.faults().isEmpty()) {
            throw new RulesDoNotCompile(RuleFault.placed(attempt.faults(), sources).stream()
                    .sorted(Comparator.comparing(RuleFault::file).thenComparing(RuleFault::line))
                    .map(RuleFault::inWords)
                    .collect(Collectors.joining("\n", "The rules do not compile:\n", "")));
        }

        CompiledRules compiled = CompiledRules.from(
                attempt.classes(),
                sources.values().stream()
                        .mapToInt(text -> RuleText.in(text).size())
                        .sum(),
                List.copyOf(sources.keySet()));
        // A rule that Drools passes over would otherwise be lost without a word.
        if (compiled.compiledRules() != compiled.declaredRules()) {
            throw new RulesDoNotCompile("The .drl files declare " + compiled.declaredRules() + " rules, but "
                    + compiled.compiledRules() + " were compiled");
        }
        return compiled;
    }

    /** One run of Drools' compiler, which may throw where it should report. */
    static Attempt attempt(Map<String, String> sources) {
        KieServices kie = KieServices.get();
        KieFileSystem files = kie.newKieFileSystem();
        // Rules compiled in parallel share a counter, and the generated names would change from build to build.
        files.writeKModuleXML(kie.newKieModuleModel()
                .setConfigurationProperty(ParallelRulesBuildThresholdOption.PROPERTY_NAME, "-1")
                .setConfigurationProperty(ParallelLambdaExternalizationOption.PROPERTY_NAME, "false")
                .toXML());
        sources.forEach((name, text) -> files.write("src/main/resources/" + KNOWLEDGE_FOLDER + name, text));
        KieBuilder builder = kie.newKieBuilder(files, RuleCompiler.class.getClassLoader());
        try {
            builder.buildAll(ExecutableModelProject.class);
        } catch (RuntimeException e) {
            return new Attempt(Map.of(), List.of(RuleFault.of(e)));
        }
        List<RuleFault> faults = builder.getResults().getMessages(Message.Level.ERROR).stream()
                .map(RuleFault::of)
                .toList();
        return new Attempt(
                faults.isEmpty() ? generatedClasses((InternalKieModule) builder.getKieModule()) : Map.of(), faults);
    }

    private static SortedMap<String, String> sources(Path rulesFolder) throws IOException {
        if (!Files.isDirectory(rulesFolder)) {
            throw new RulesDoNotCompile("There is no folder of rules at " + rulesFolder);
        }
        SortedMap<String, String> sources = new TreeMap<>();
        try (Stream<Path> files = Files.list(rulesFolder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".drl")).toList()) {
                sources.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        if (sources.isEmpty()) {
            throw new RulesDoNotCompile("There is no .drl file in " + rulesFolder);
        }
        return sources;
    }

    private static Map<String, byte[]> generatedClasses(InternalKieModule module) {
        Map<String, byte[]> classes = new TreeMap<>();
        for (String name : new ArrayList<>(module.getFileNames())) {
            String path = name.replace('\\', '/');
            if (path.startsWith(KNOWLEDGE_FOLDER) && path.endsWith(".class")) {
                String className = path.substring(0, path.length() - ".class".length());
                classes.put(className.replace('/', '.'), module.getBytes(name));
            }
        }
        return classes;
    }

    record Attempt(Map<String, byte[]> classes, List<RuleFault> faults) {}

    /** What is wrong with the rules, in words that name the place. */
    public static final class RulesDoNotCompile extends RuntimeException {

        private static final long serialVersionUID = 1;

        RulesDoNotCompile(String message) {
            super(message);
        }
    }
}
