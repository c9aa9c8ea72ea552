package io.github.oxytocinmassage.fhir.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hl7.fhir.utilities.json.model.JsonObject;
import org.hl7.fhir.utilities.json.parser.JsonParser;
import org.hl7.fhir.utilities.npm.NpmPackage;
import org.hl7.fhir.utilities.npm.PackageGenerator;

/**
 * Turns {@code fhir-profiles/} into what the application carries and into the package that others install. Part of the build, never of the
 * application.
 */
public final class FhirPackage {

    private static final String MANIFEST = "package.json";

    private final SortedMap<String, String> artefacts;
    private final SortedMap<String, String> examples;
    private final JsonObject manifest;
    private final String written;

    private FhirPackage(
            SortedMap<String, String> artefacts,
            SortedMap<String, String> examples,
            JsonObject manifest,
            String written) {
        this.artefacts = artefacts;
        this.examples = examples;
        this.manifest = manifest;
        this.written = written;
    }

    /**
     * The build step.
     *
     * @param arguments the folder of the content, the canonical base and the version to give it; the folder to write the content into; from and
     *     to where sample records are copied that name its codes; the package to write, whose name ends in .tgz
     */
    public static void main(String[] arguments) throws IOException {
        FhirPackage content = read(Path.of(arguments[0]), arguments[1], arguments[2]);
        content.write(Path.of(arguments[3]));
        write(resources(Path.of(arguments[4]), content.written, arguments[1]), Path.of(arguments[5]));
        Path packed = Path.of(arguments[6]);
        content.archive(packed);
        System.out.println("Packed " + content.artefacts.size() + " artefacts and " + content.examples.size()
                + " examples into " + packed.getFileName());
    }

    /**
     * @param canonical takes the place of that which the files are written with
     * @param version of the package
     */
    static FhirPackage read(Path folder, String canonical, String version) throws IOException {
        JsonObject manifest = JsonParser.parseObject(Files.readString(folder.resolve(MANIFEST)));
        String written = manifest.asString("canonical");
        manifest.set("canonical", canonical);
        manifest.set("version", version);
        return new FhirPackage(
                Snapshots.into(resources(folder, written, canonical)),
                resources(folder.resolve("examples"), written, canonical),
                manifest,
                written);
    }

    private static SortedMap<String, String> resources(Path folder, String written, String canonical)
            throws IOException {
        SortedMap<String, String> resources = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.equals(MANIFEST)) {
                    resources.put(name, Files.readString(file).replace(written, canonical));
                }
            }
        }
        return resources;
    }

    /** What the application reads: the artefacts, profiles with their snapshots, and the manifest. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> old = Files.list(folder)) {
            for (Path file : old.filter(Files::isRegularFile).toList()) {
                Files.delete(file);
            }
        }
        write(artefacts, folder);
        Files.writeString(folder.resolve(MANIFEST), JsonParser.compose(manifest, true));
    }

    private static void write(SortedMap<String, String> files, Path folder) throws IOException {
        for (var file : files.entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
    }

    /** As FHIR's packages are: the artefacts, and the examples beside them. */
    void archive(Path file) throws IOException {
        PackageGenerator head = new PackageGenerator();
        manifest.getProperties().forEach(p -> head.getRootJsonObject().set(p.getName(), p.getValue()));
        NpmPackage packed = NpmPackage.empty(head);
        artefacts.forEach((name, text) -> add(packed, "package", name, text));
        examples.forEach((name, text) -> add(packed, "package/example", name, text));
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            packed.save(out);
        }
    }

    private static void add(NpmPackage packed, String folder, String name, String text) {
        packed.addFile(folder, name, text.getBytes(StandardCharsets.UTF_8), name.substring(0, name.indexOf('-')));
    }
}
