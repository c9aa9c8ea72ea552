package io.github.oxytocinmassage.cdshooks;

import io.github.oxytocinmassage.protocol.Episode;
import io.github.oxytocinmassage.protocol.Finding;
import io.github.oxytocinmassage.protocol.Sha256;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Fingerprints of what findings stand on: the same for the same resources with the same content under the same release, whatever the time;
 * another once anything of it is another. A finding that names nothing, since something is not there, stands on the whole record.
 */
final class Evidence {

    private final String release;
    private final String infants;
    private final Map<String, StringBuilder> bySource = new TreeMap<>();

    /** @param release name of the rule release, its hash in it */
    Evidence(Episode episode, String release) {
        this.release = release;
        this.infants = episode.infants().toString();
        episode.plans().forEach(p -> hold(p.source(), p));
        episode.sessions().forEach(s -> hold(s.source(), s));
        episode.checks().forEach(c -> hold(c.source(), c));
        episode.answers().forEach(a -> hold(a.source(), a));
        episode.measurements().forEach(m -> hold(m.source(), m));
        episode.contraindications().forEach(c -> hold(c.source(), c));
    }

    private void hold(String source, Record told) {
        bySource.computeIfAbsent(source, s -> new StringBuilder()).append('\n').append(told);
    }

    /** SHA-256 in hexadecimal. */
    String of(Finding finding) {
        Stream<Object> said = Stream.of(
                release,
                finding.rule(),
                String.valueOf(finding.level()),
                String.valueOf(finding.subject()),
                finding.items(),
                finding.basis());
        Stream<? extends CharSequence> grounds = finding.basis().stream().anyMatch(bySource::containsKey)
                ? finding.basis().stream().map(source -> bySource.getOrDefault(source, new StringBuilder()))
                : Stream.concat(Stream.of(infants), bySource.values().stream());
        List<CharSequence> told = Stream.concat(said.map(Object::toString), grounds)
                .map(CharSequence.class::cast)
                .toList();
        return Sha256.of(String.join("\n", told));
    }
}
