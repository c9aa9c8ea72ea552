package io.github.oxytocinmassage.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** On H2; on PostgreSQL in {@code ClientTokensTest}. */
class SeenTokensTest {

    private static final String ISSUER = "https://ehr.example";
    private static final Instant NOON = Instant.parse("2026-06-05T05:00:00Z");
    private static final Instant END = NOON.plusSeconds(120);

    private final DataSource database =
            new DriverManagerDataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");

    @Test
    void a_token_is_first_once_for_all_who_share_the_database() {
        migrate();
        SeenTokens one = at(NOON);
        SeenTokens other = at(NOON);

        assertThat(one.isFirst(ISSUER, "a", END)).isTrue();
        assertThat(one.isFirst(ISSUER, "a", END)).isFalse();
        assertThat(other.isFirst(ISSUER, "a", END)).isFalse();
        assertThat(other.isFirst(ISSUER, "b", END)).isTrue();
        assertThat(other.isFirst("https://other.example", "a", END)).isTrue();
    }

    @Test
    void of_many_who_show_it_at_once_one_is_first() {
        migrate();

        long first = IntStream.range(0, 16)
                .parallel()
                .mapToObj(i -> at(NOON).isFirst(ISSUER, "a", END))
                .filter(isFirst -> isFirst)
                .count();

        assertThat(first).isOne();
    }

    @Test
    void what_is_long_past_its_end_is_swept_away() {
        migrate();
        at(NOON).isFirst(ISSUER, "a", END);

        Instant later = END.plusSeconds(599);
        at(later).isFirst(ISSUER, "b", later.plusSeconds(120));
        assertThat(rows()).isEqualTo(2);
        Instant evenLater = END.plusSeconds(601);
        at(evenLater).isFirst(ISSUER, "c", evenLater.plusSeconds(120));

        assertThat(rows()).isEqualTo(2);
    }

    @Test
    void while_the_database_is_away_an_instance_knows_its_own() {
        DataSource nowhere = new DriverManagerDataSource("jdbc:h2:tcp://127.0.0.1:9/nowhere");
        SeenTokens tokens = over(nowhere, NOON);

        assertThat(tokens.isFirst(ISSUER, "a", END)).isTrue();
        assertThat(tokens.isFirst(ISSUER, "a", END)).isFalse();
        assertThat(tokens.isFirst(ISSUER, "b", END)).isTrue();
    }

    private void migrate() {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private SeenTokens at(Instant now) {
        return over(database, now);
    }

    private static SeenTokens over(DataSource database, Instant now) {
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        return new SeenTokens(
                new NamedParameterJdbcTemplate(database),
                new GroupCommit(transaction, new DatabaseLine()),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private long rows() {
        return new JdbcTemplate(database).queryForObject("select count(*) from seen_token", Long.class);
    }
}
