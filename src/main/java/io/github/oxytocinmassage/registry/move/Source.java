package io.github.oxytocinmassage.registry.move;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The database that is moved from. */
record Source(
        String url, @Nullable String username, @Nullable String password) {

    DataSource dataSource() {
        Properties login = new Properties();
        if (username != null) {
            login.setProperty("user", username);
        }
        if (password != null) {
            login.setProperty("password", password);
        }
        return new DriverManagerDataSource(existing(), login);
    }

    /** One state of it, whatever is written meanwhile. */
    Connection connect(DataSource dataSource) throws MoveRefusedException {
        try {
            Connection connection = dataSource.getConnection();
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            throw new MoveRefusedException(
                    "the source " + address(url) + " can't be opened: " + firstLine(e.getMessage()), e);
        }
    }

    /** Without its parameters, which may hold a password. */
    static String address(String url) {
        return url.split("[?;]", 2)[0];
    }

    /** H2 would make a new, empty database where it finds none. */
    private String existing() {
        boolean h2 = url.startsWith("jdbc:h2:");
        return h2 && !url.toUpperCase(Locale.ROOT).contains(";IFEXISTS=") ? url + ";IFEXISTS=TRUE" : url;
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "no reason given" : message.lines().findFirst().orElse("");
    }
}
