package io.github.oxytocinmassage.rules.compiler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;

/**
 * Rules as Java classes.
 *
 * @param classes the class files by class name
 * @param modelClasses the names of those among them that describe the rules to Drools
 * @param compiledRules how many rules they hold
 * @param declaredRules how many rules the texts declare, counted without Drools
 * @param sources names of the .drl files, in order
 */
public record CompiledRules(
        Map<String, byte[]> classes,
        List<String> modelClasses,
        int compiledRules,
        int declaredRules,
        List<String> sources) {

    static CompiledRules from(Map<String, byte[]> classes, int declaredRules, List<String> sources) {
        ClassLoader loader = new InMemoryClasses(classes);
        List<Model> models = classes.keySet().stream()
                .map(name -> load(name, loader))
                .filter(Model.class::isAssignableFrom)
                .map(CompiledRules::instance)
                .toList();
        return new CompiledRules(
                classes,
                models.stream().map(model -> model.getClass().getName()).toList(),
                models.stream().mapToInt(model -> model.getRules().size()).sum(),
                declaredRules,
                sources);
    }

    /** The rules' models, loaded beside and apart from those that were built into the application. */
    public List<Model> models() {
        ClassLoader loader = new InMemoryClasses(classes);
        return modelClasses.stream().map(name -> instance(load(name, loader))).toList();
    }

    /** A knowledge base of these rules alone. */
    public KieBase kieBase() {
        return KieBaseBuilder.createKieBaseFromModel(models());
    }

    /**
     * Writes the class files and {@code rules/release.properties} below a folder. Generated classes that an earlier
     * build left there are removed, so that no rule outlives its text.
     */
    public void writeTo(Path classesFolder) throws IOException {
        removeAll(classesFolder.resolve(RuleCompiler.KNOWLEDGE.replace('.', '/')));
        for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
            Path file = classesFolder.resolve(entry.getKey().replace('.', '/') + ".class");
            Files.createDirectories(file.getParent());
            Files.write(file, entry.getValue());
        }
        Path release = classesFolder.resolve("rules").resolve("release.properties");
        Files.createDirectories(release.getParent());
        Files.writeString(release, releaseProperties(), StandardCharsets.ISO_8859_1);
    }

    // java.util.Properties would write the time of the build into the file.
    private String releaseProperties() {
        return "models=" + String.join(",", modelClasses) + "\n"
                + "rules.compiled=" + compiledRules + "\n"
                + "rules.declared=" + declaredRules + "\n"
                + "rules.sources=" + String.join(",", sources) + "\n";
    }

    private static void removeAll(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return loader.loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Model instance(Class<?> model) {
        try {
            return (Model) model.getConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Prefers its own classes to its parent's, as the names of generated classes recur from release to release. */
    private static final class InMemoryClasses extends ClassLoader {

        private final Map<String, byte[]> classes;

        InMemoryClasses(Map<String, byte[]> classes) {
            super(CompiledRules.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] bytes = classes.get(name);
            if (bytes == null) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
            }
        }
    }
}
