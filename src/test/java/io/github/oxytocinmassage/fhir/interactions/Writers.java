package io.github.oxytocinmassage.fhir.interactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Clients that write until they are stopped, and remember what they were told is stored. */
final class Writers {

    private static final String OBSERVATION =
            "{\"resourceType\":\"Observation\",\"status\":\"final\",\"code\":{\"coding\":[{\"system\":\"http://loinc.org\","
                    + "\"code\":\"29463-7\"}]},\"subject\":{\"reference\":\"%s\"},\"identifier\":[{\"system\":\"urn:test:mark\","
                    + "\"value\":\"%s\"}]}";

    /** Version-specific address to the mark that stands in it. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    /** Mark of each transaction that was begun. */
    private final Queue<String> transactions = new ConcurrentLinkedQueue<>();

    private final Queue<Integer> refusals = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();

    static Writers start(int clients, Service service) {
        Writers writers = new Writers();
        for (int i = 0; i < clients; i++) {
            boolean together = i % 2 == 0;
            Thread thread = new Thread(() -> writers.write(service, together));
            writers.threads.add(thread);
            thread.start();
        }
        return writers;
    }

    void stop() throws InterruptedException {
        stopped.set(true);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    int acknowledged() {
        return acknowledged.size();
    }

    /** Waits until the service, which warms up at its first writes, writes away. */
    void awaitAcknowledged(int atLeast) throws InterruptedException {
        for (int attempt = 0; attempt < 600 && acknowledged() < atLeast; attempt++) {
            Thread.sleep(100);
        }
    }

    int transactions() {
        return transactions.size();
    }

    /** Statuses of what was not acknowledged. */
    List<Integer> refusals() {
        return List.copyOf(refusals);
    }

    private void write(Service service, boolean together) {
        while (!stopped.get()) {
            try {
                if (together) {
                    transaction(service);
                } else {
                    versions(service);
                }
            } catch (IOException e) {
                // The service was killed under the call: nothing was acknowledged.
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** One resource, and a second version of it. */
    private void versions(Service service) throws IOException, InterruptedException {
        String path = "/fhir/Observation/" + UUID.randomUUID();
        for (int version = 1; version <= 2; version++) {
            String mark = UUID.randomUUID().toString();
            String body = OBSERVATION
                    .formatted("Patient/x", mark)
                    .replaceFirst("\\{", "{\"id\":\"" + path.substring(path.lastIndexOf('/') + 1) + "\",");
            HttpResponse<String> answer = version == 1
                    ? service.send("PUT", path, body)
                    : service.send("PUT", path, body, "If-Match", "W/\"1\"");
            if (answer.statusCode() >= 300) {
                refused(answer);
                return;
            }
            acknowledged.put(path + "/_history/" + version, mark);
        }
    }

    /** Three resources that belong together. */
    private void transaction(Service service) throws IOException, InterruptedException {
        String mark = UUID.randomUUID().toString();
        String mother = "urn:uuid:" + UUID.randomUUID();
        String entry = "{\"resource\":" + OBSERVATION.formatted(mother, mark)
                + ",\"request\":{\"method\":\"POST\",\"url\":\"Observation\"}}";
        String body = "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"fullUrl\":\"" + mother
                + "\",\"resource\":{\"resourceType\":\"Patient\",\"identifier\":[{\"system\":\"urn:test:mark\",\"value\":\""
                + mark + "\"}]},\"request\":{\"method\":\"POST\",\"url\":\"Patient\"}}," + entry + "," + entry + "]}";
        transactions.add(mark);
        HttpResponse<String> answer = service.send("POST", "/fhir", body);
        if (answer.statusCode() >= 300) {
            refused(answer);
            return;
        }
        String location = answer.body().replaceAll("(?s).*?\"location\":\"(Patient/[^\"]+)\".*", "$1");
        acknowledged.put("/fhir/" + location, mark);
    }

    private void refused(HttpResponse<String> answer) {
        refusals.add(answer.statusCode());
        if (answer.statusCode() == 503) {
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
        pause();
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return what was acknowledged and does not stand there as it was sent */
    List<String> lost(Service service) throws IOException, InterruptedException {
        List<String> lost = new ArrayList<>();
        for (Map.Entry<String, String> each : acknowledged.entrySet()) {
            HttpResponse<String> read = service.get(each.getKey());
            if (read.statusCode() != 200 || !read.body().contains(each.getValue())) {
                lost.add(each.getKey());
            }
        }
        return lost;
    }

    /** @return marks of transactions of which a part is there and a part is not */
    List<String> halfDone(Service service) throws IOException, InterruptedException {
        List<String> half = new ArrayList<>();
        for (String mark : transactions) {
            int there = count(service, "Patient", mark) + count(service, "Observation", mark);
            if (there != 0 && there != 3) {
                half.add(mark);
            }
        }
        return half;
    }

    private static int count(Service service, String type, String mark) throws IOException, InterruptedException {
        String found = service.get("/fhir/" + type + "?_summary=count&identifier=urn:test:mark%7C" + mark)
                .body();
        return Integer.parseInt(found.replaceAll("(?s).*\"total\":\\s*(\\d+).*", "$1"));
    }
}
