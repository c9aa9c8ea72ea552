package io.github.oxytocinmassage.rules;

import io.github.oxytocinmassage.protocol.Parameters;
import io.github.oxytocinmassage.protocol.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One release of the knowledge: the compiled rules, the parameters as the site has set them, the words and the evidence. Loaded from the
 * class path, where the build has put what lies in {@code rules/}.
 */
public final class RuleRelease {

    private static final String FOLDER = "rules/";
    private static final String WORDS_AND_EVIDENCE =
            "VERSION,parameters.yaml,messages_en.properties,messages_id.properties,evidence.yaml";

    private final String version;
    private final String hash;
    private final int ruleCount;
    private final KieBase knowledge;
    private final Parameters parameters;
    private final List<Threshold> thresholds;
    private final Wording wording;
    private final Evidence evidence;

    private RuleRelease(
            String version,
            String hash,
            int ruleCount,
            KieBase knowledge,
            Parameters parameters,
            List<Threshold> thresholds,
            Wording wording,
            Evidence evidence) {
        this.version = version;
        this.hash = hash;
        this.ruleCount = ruleCount;
        this.knowledge = knowledge;
        this.parameters = parameters;
        this.thresholds = thresholds;
        this.wording = wording;
        this.evidence = evidence;
    }

    /**
     * The release that was built into the application.
     *
     * @param overrides parameters that the site has set, by name
     * @throws InvalidParameterException for a parameter that can't be used
     * @throws IllegalStateException when what was built is not whole
     */
    public static RuleRelease load(Map<String, String> overrides) {
        Properties built = properties(bytes("release.properties"));
        List<Model> models = Arrays.stream(built.getProperty("models").split(","))
                .map(RuleRelease::model)
                .toList();
        return of(models, Integer.parseInt(built.getProperty("rules.declared")), overrides);
    }

    /**
     * The same with other compiled rules: a rule that is being tried.
     *
     * @param declared how many rules the files declare
     */
    public static RuleRelease of(List<Model> models, int declared, Map<String, String> overrides) {
        KieBase knowledge = KieBaseBuilder.createKieBaseFromModel(models);
        int loaded = knowledge.getKiePackages().stream()
                .mapToInt(p -> p.getRules().size())
                .sum();
        if (loaded != declared) {
            throw new IllegalStateException("rules/ declares " + declared + " rules, but " + loaded + " were loaded");
        }
        ParameterFile file = new ParameterFile(reader(bytes("parameters.yaml")));
        Parameters parameters = file.parameters(overrides);
        Wording wording = new Wording(
                Map.of(
                        "en", properties(bytes("messages_en.properties")),
                        "id", properties(bytes("messages_id.properties"))),
                Locale.forLanguageTag(parameters.siteLocale()));
        Map<String, Map<String, Object>> evidence =
                new Yaml(new SafeConstructor(new LoaderOptions())).load(reader(bytes("evidence.yaml")));
        return new RuleRelease(
                new String(bytes("VERSION"), StandardCharsets.UTF_8).strip(),
                hash(parameters, properties(bytes("release.properties")).getProperty("rules.sources")),
                loaded,
                knowledge,
                parameters,
                file.thresholds(parameters),
                wording,
                new Evidence(evidence));
    }

    /** Version and content hash, as every answer shows it: {@code 1.0.0+0123456789ab}. */
    public String name() {
        return version + "+" + hash.substring(0, 12);
    }

    public String version() {
        return version;
    }

    /** SHA-256 of rules, parameters as set, words and evidence, in hexadecimal. */
    public String hash() {
        return hash;
    }

    /** How many rules are loaded: as many as {@code rules/} declares. */
    public int ruleCount() {
        return ruleCount;
    }

    public Parameters parameters() {
        return parameters;
    }

    /** The parameters beside their defaults, bounds and units, in the order of {@code rules/parameters.yaml}. */
    public List<Threshold> thresholds() {
        return thresholds;
    }

    public Wording wording() {
        return wording;
    }

    public Evidence evidence() {
        return evidence;
    }

    KieBase knowledge() {
        return knowledge;
    }

    private static Model model(String className) {
        try {
            return (Model)
                    Class.forName(className.strip()).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the compiled rules are not on the class path: " + className, e);
        }
    }

    private static String hash(Parameters parameters, String sources) {
        MessageDigest digest = Sha256.digest();
        for (String file : (sources + "," + WORDS_AND_EVIDENCE).split(",")) {
            digest.update(file.getBytes(StandardCharsets.UTF_8));
            digest.update(bytes(file));
        }
        digest.update(parameters.toString().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static Properties properties(byte[] content) {
        Properties properties = new Properties();
        try (Reader reader = reader(content)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    private static Reader reader(byte[] content) {
        return new InputStreamReader(new ByteArrayInputStream(content), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String file) {
        try (InputStream in = RuleRelease.class.getClassLoader().getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("rules/" + file + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
