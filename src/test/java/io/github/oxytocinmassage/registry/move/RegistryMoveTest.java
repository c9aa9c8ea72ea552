package io.github.oxytocinmassage.registry.move;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What the migrations of today do not have yet, and what is refused; the whole service is moved in {@code RegistryMovesTest}. */
@ExtendWith(OutputCaptureExtension.class)
class RegistryMoveTest {

    private static final String[] FURTHER = {"classpath:db/migration", "classpath:move"};
    private static final String[] TODAY = {"classpath:db/migration"};
    private static final EmbeddedPostgres POSTGRES = started();

    @TempDir
    Path folder;

    @AfterAll
    static void stop() throws IOException {
        POSTGRES.close();
    }

    @Test
    void every_kind_of_column_goes_there_and_back_and_numbering_goes_on() throws Exception {
        String first = migrated(h2("first"), FURTHER);
        JdbcTemplate before = new JdbcTemplate(database(first));
        before.update(
                "insert into kinds values (?, 'a', 'Ibu – ✓ 😊', 3, -4, 5.250, 0.1, true, ?,"
                        + " timestamp with time zone '2026-06-01 08:00:00.123456+07:00', timestamp '2026-06-01 08:00:00.5',"
                        + " date '2026-06-01', time '08:00:00')",
                UUID.randomUUID(),
                new byte[] {0, -1, 7});
        UUID empty = UUID.randomUUID();
        before.update("insert into kinds (unique_id) values (?)", empty);
        before.update("insert into a_numbered (parent, unique_id) values (null, ?)", empty);
        before.update("insert into a_numbered (parent, unique_id) values (1, ?)", empty);
        String postgres = POSTGRES.getJdbcUrl("postgres", "postgres");
        migrated(postgres, FURTHER);
        String second = migrated(h2("second"), FURTHER);

        assertThat(move(first, postgres, FURTHER)).isZero();
        JdbcTemplate there = new JdbcTemplate(database(postgres));
        there.update("insert into a_numbered (parent, unique_id) values (2, ?)", empty);
        assertThat(move(postgres, second, FURTHER)).isZero();

        JdbcTemplate after = new JdbcTemplate(database(second));
        assertThat(after.queryForList("select * from kinds where words is null"))
                .usingRecursiveComparison()
                .isEqualTo(before.queryForList("select * from kinds where words is null"));
        String told =
                "select unique_id, words, cast(long_words as varchar) long_words, small_one, whole, exact, near_one, truth,"
                        + " bytes, seen_at, local_at, on_day, at_time from kinds where words is not null";
        assertThat(after.queryForMap(told))
                .usingRecursiveComparison()
                .withComparatorForType(OffsetDateTime.timeLineOrder(), OffsetDateTime.class)
                .isEqualTo(before.queryForMap(told));
        after.update("insert into a_numbered (parent, unique_id) values (3, ?)", empty);
        assertThat(after.queryForList("select numbered, parent from a_numbered order by numbered"))
                .extracting(Map::values)
                .extracting(Object::toString)
                .containsExactly("[1, null]", "[2, 1]", "[3, 2]", "[4, 3]");
    }

    @Test
    void a_target_in_use_is_refused_and_stays_as_it_is(CapturedOutput output) {
        String source = migrated(h2("source"), TODAY);
        String target = migrated(h2("target"), TODAY);
        JdbcTemplate used = new JdbcTemplate(database(target));
        used.update("update registry_clock set position = 7");

        assertThat(move(source, target, TODAY)).isEqualTo(1);

        assertThat(output).contains("Nothing was moved: the target is not empty: registry_clock is in use");
        assertThat(used.queryForObject("select position from registry_clock", Long.class))
                .isEqualTo(7);
    }

    @Test
    void a_missing_source_is_refused_and_not_made(CapturedOutput output) {
        assertThat(move(h2("nowhere"), migrated(h2("target"), TODAY), TODAY)).isEqualTo(1);

        assertThat(output).contains("Nothing was moved: the source " + h2("nowhere") + " can't be opened: ");
        assertThat(Files.exists(folder.resolve("nowhere"))).isFalse();
    }

    @Test
    void a_source_that_is_no_registry_is_refused(CapturedOutput output) {
        new JdbcTemplate(database(h2("other"))).execute("create table something (one int)");

        assertThat(move(h2("other"), migrated(h2("target"), TODAY), TODAY)).isEqualTo(1);

        assertThat(output).contains("Nothing was moved: the source is no registry");
    }

    @Test
    void a_source_of_another_release_is_refused(CapturedOutput output) {
        assertThat(move(migrated(h2("newer"), FURTHER), migrated(h2("target"), TODAY), TODAY))
                .isEqualTo(1);

        assertThat(output).contains("Nothing was moved: the source's tables are those of another release");
    }

    @Test
    void a_table_or_type_that_could_not_be_carried_over_is_refused(CapturedOutput output) {
        String source = migrated(h2("source"), TODAY);
        String target = migrated(h2("target"), TODAY);
        new JdbcTemplate(database(source)).execute("create table by_hand (one int)");

        assertThat(move(source, target, TODAY)).isEqualTo(1);
        new JdbcTemplate(database(source)).execute("alter table by_hand add two json");
        assertThat(move(source, target, TODAY)).isEqualTo(1);
        new JdbcTemplate(database(target)).execute("create sequence numbers");
        assertThat(move(target, source, TODAY)).isEqualTo(1);

        assertThat(output)
                .contains(
                        "Nothing was moved: the databases have other tables: ",
                        "Nothing was moved: the move does not know the type JSON of by_hand.two",
                        "Nothing was moved: the move does not know how to carry the sequence NUMBERS");
    }

    private static int move(String from, String to, String... locations) {
        DataSource target = database(to);
        return new RegistryMove(new Source(from, null, null), target, flyway(target, locations)).run();
    }

    private static String migrated(String url, String... locations) {
        flyway(database(url), locations).migrate();
        return url;
    }

    private static Flyway flyway(DataSource database, String... locations) {
        return Flyway.configure().dataSource(database).locations(locations).load();
    }

    private static DataSource database(String url) {
        return new DriverManagerDataSource(url);
    }

    private String h2(String name) {
        return "jdbc:h2:file:" + folder.resolve(name).resolve("registry");
    }

    private static EmbeddedPostgres started() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL does not start", e);
        }
    }
}
