package io.github.oxytocinmassage.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.oxytocinmassage.security.outgoing.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkplacesTest {

    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void two_of_eight_work_the_others_wait_and_a_ninth_is_told_to_come_again() throws Exception {
        Workplaces workplaces = new Workplaces(8);
        AtomicInteger working = new AtomicInteger();
        CountDownLatch two = new CountDownLatch(2);
        CountDownLatch goOn = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            answers.add(callers.submit(() -> in(workplaces, () -> {
                int atOnce = working.incrementAndGet();
                two.countDown();
                await(goOn);
                working.decrementAndGet();
                return atOnce;
            })));
        }
        assertThat(two.await(10, TimeUnit.SECONDS)).isTrue();
        awaitAllLetIn(workplaces);

        assertThatThrownBy(() -> workplaces.enter(soon())).isInstanceOf(Workplaces.BusyException.class);

        goOn.countDown();
        for (Future<Integer> answer : answers) {
            assertThat(answer.get(10, TimeUnit.SECONDS)).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void a_place_is_free_again_after_work_that_failed() {
        Workplaces workplaces = new Workplaces(1);
        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> in(workplaces, () -> {
                        throw new IllegalStateException("the work failed");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }

        assertThat(in(workplaces, () -> 4)).isEqualTo(4);
    }

    @Test
    void after_one_was_sent_away_three_of_four_places_stay_empty_for_a_second() {
        AtomicLong nanoTime = new AtomicLong();
        Workplaces workplaces = new Workplaces(8, nanoTime::get);
        List<Workplaces.Place> all = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            all.add(workplaces.enter(soon()));
        }
        assertThatThrownBy(() -> workplaces.enter(soon())).isInstanceOf(Workplaces.BusyException.class);
        leave(all, 6);
        nanoTime.addAndGet(999_999_999);
        assertThatThrownBy(() -> workplaces.enter(soon())).isInstanceOf(Workplaces.BusyException.class);
        leave(all, 1);
        all.add(workplaces.enter(soon()));

        nanoTime.addAndGet(1_000_000_000);

        for (int i = 0; i < 6; i++) {
            all.add(workplaces.enter(soon()));
        }
        assertThat(workplaces.free()).isZero();
        all.forEach(Workplaces.Place::close);
    }

    @Test
    void whoever_steps_out_makes_room_once_and_can_still_work() {
        Workplaces workplaces = new Workplaces(1);
        try (Workplaces.Place waitsForItsServer = workplaces.enter(soon())) {
            waitsForItsServer.stepOut();
            waitsForItsServer.stepOut();
            assertThat(workplaces.free()).isOne();

            try (Workplaces.Place another = workplaces.enter(soon())) {
                assertThat(another.<Integer>work(() -> 1)).isOne();
                assertThat(waitsForItsServer.<Integer>work(() -> 2)).isEqualTo(2);
            }
        }
        assertThat(workplaces.free()).isOne();
    }

    private static void leave(List<Workplaces.Place> all, int many) {
        for (int i = 0; i < many; i++) {
            all.remove(0).close();
        }
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(10));
    }

    private static int in(Workplaces workplaces, Supplier<Integer> work) {
        try (Workplaces.Place place = workplaces.enter(soon())) {
            return place.work(work);
        }
    }

    private static void awaitAllLetIn(Workplaces workplaces) throws InterruptedException {
        for (int attempt = 0; workplaces.free() > 0 && attempt < 1000; attempt++) {
            Thread.sleep(10);
        }
        assertThat(workplaces.free()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
