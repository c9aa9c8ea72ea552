package io.github.oxytocinmassage.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

class GroupCommitTest {

    private final DriverManagerDataSource database =
            new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
    private final JdbcTemplate jdbc = new JdbcTemplate(database);
    private final AtomicInteger transactions = new AtomicInteger();
    private final DatabaseLine line = new DatabaseLine();
    private final GroupCommit commits = new GroupCommit(
            new TransactionTemplate(new DataSourceTransactionManager(database) {
                @Override
                protected void doBegin(Object transaction, TransactionDefinition definition) {
                    transactions.incrementAndGet();
                    super.doBegin(transaction, definition);
                }
            }),
            line);

    @BeforeEach
    void a_table() {
        jdbc.execute("create table said (word varchar(20) primary key)");
    }

    @AfterEach
    void close() {
        commits.close();
        line.close();
    }

    @Test
    void what_came_while_one_was_written_shares_the_next_transaction_and_each_gets_its_own_answer() {
        List<CompletableFuture<Integer>> answers = behindOneThatWaits(
                IntStream.range(0, 40).mapToObj(i -> says("word" + i, i)).toList());

        assertThat(answers.stream().map(CompletableFuture::join))
                .containsExactlyElementsOf(IntStream.range(0, 40).boxed().toList());
        assertThat(rows()).isEqualTo(41);
        assertThat(transactions).hasValue(2);
    }

    @Test
    void more_than_a_group_takes_are_all_written() {
        List<CompletableFuture<Integer>> answers = behindOneThatWaits(
                IntStream.range(0, 200).mapToObj(i -> says("word" + i, i)).toList());

        answers.forEach(CompletableFuture::join);
        assertThat(rows()).isEqualTo(201);
    }

    @Test
    void one_that_can_not_be_stored_is_told_so_and_the_others_are_stored() {
        List<CompletableFuture<Integer>> answers =
                behindOneThatWaits(List.of(says("a", 1), says("first", 2), says("b", 3)));

        assertThat(answers.get(0).join()).isEqualTo(1);
        assertThatThrownBy(answers.get(1)::join).hasCauseInstanceOf(DataIntegrityViolationException.class);
        assertThat(answers.get(2).join()).isEqualTo(3);
        assertThat(jdbc.queryForList("select word from said order by word", String.class))
                .containsExactly("a", "b", "first");
    }

    @Test
    void whoever_throws_what_nobody_expects_hears_of_it_and_nobody_waits_for_ever() {
        assertThatThrownBy(() -> commits.write(() -> {
                    throw new StackOverflowError("in the work");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(commits.write(says("after", 7))).isEqualTo(7);
    }

    @Test
    void what_a_database_that_hangs_does_not_take_is_refused_in_time_and_the_next_at_once() {
        CountDownLatch back = new CountDownLatch(1);

        assertThatThrownBy(() -> commits.write(() -> waits(back))).isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> commits.write(says("meanwhile", 1))).isInstanceOf(StoreUnavailableException.class);
        assertThat(line.isAway()).isTrue();

        back.countDown();
        line.isBack();
        assertThat(commits.write(says("afterwards", 1))).isEqualTo(1);
    }

    @Test
    void one_who_has_little_time_is_refused_when_it_is_over_and_the_database_does_not_count_as_lost() {
        CountDownLatch back = new CountDownLatch(1);

        assertThatThrownBy(() -> commits.write(() -> waits(back), Duration.ofMillis(20)))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> line.ask(() -> waits(back), Duration.ofMillis(20)))
                .isInstanceOf(StoreUnavailableException.class);
        assertThat(line.isAway()).isFalse();

        back.countDown();
        assertThat(commits.write(says("afterwards", 1))).isEqualTo(1);
    }

    @Test
    void for_one_who_has_no_time_left_nothing_is_begun() {
        AtomicInteger begun = new AtomicInteger();

        assertThatThrownBy(() -> commits.write(begun::incrementAndGet, Duration.ZERO))
                .isInstanceOf(StoreUnavailableException.class);
        assertThatThrownBy(() -> line.ask(begun::incrementAndGet, Duration.ofMillis(-5)))
                .isInstanceOf(StoreUnavailableException.class);

        assertThat(commits.write(says("afterwards", 1))).isEqualTo(1);
        assertThat(begun).hasValue(0);
        assertThat(line.isAway()).isFalse();
    }

    /** The first holds the writer until all the others wait. */
    private List<CompletableFuture<Integer>> behindOneThatWaits(List<Supplier<Integer>> works) {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch allThere = new CountDownLatch(1);
        Supplier<Integer> first = () -> {
            begun.countDown();
            waits(allThere);
            return says("first", 0).get();
        };
        CompletableFuture<Integer> one =
                CompletableFuture.supplyAsync(() -> commits.write(first), task -> new Thread(task).start());
        waits(begun);
        List<CompletableFuture<Integer>> answers = works.stream()
                .map(work -> CompletableFuture.supplyAsync(() -> commits.write(work), task -> new Thread(task).start()))
                .toList();
        while (commits.waiting() < works.size()) {
            Thread.onSpinWait();
        }
        allThere.countDown();
        one.join();
        return answers;
    }

    private Supplier<Integer> says(String word, int answer) {
        return () -> {
            jdbc.update("insert into said values (?)", word);
            return answer;
        };
    }

    private static int waits(CountDownLatch latch) {
        try {
            latch.await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return -1;
        }
    }

    private int rows() {
        return jdbc.queryForObject("select count(*) from said", Integer.class);
    }
}
