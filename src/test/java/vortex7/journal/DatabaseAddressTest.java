package vortex7.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vortex7.settings.Secret;

class DatabaseAddressTest {
  @ParameterizedTest
  @CsvSource({
    "postgresql://u:p@host/db, jdbc:postgresql://host:5432/db, u, p",
    "postgres://u:p%40%2F@host:6543/db, jdbc:postgresql://host:6543/db, u, p@/",
    "jdbc:postgresql://host/db?user=u&password=p, jdbc:postgresql://host:5432/db, u, p",
    "jdbc:postgresql://host/db?user=u&sslmode=require&password=a+b,"
        + " jdbc:postgresql://host:5432/db?sslmode=require, u, a+b",
    "postgresql://u@127.0.0.1/db, jdbc:postgresql://127.0.0.1:5432/db, u, ''",
  })
  void both_forms_are_read(String text, String url, String user, String password) {
    DatabaseAddress address = DatabaseAddress.parse(Secret.of(text));

    assertThat(address.url()).isEqualTo(url);
    assertThat(address.user()).isEqualTo(user);
    assertThat(address.password().reveal()).isEqualTo(password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://u:hunter2@host/db",
        "postgresql://u:hunter2@host",
        "postgresql://u:hunter2 @host/db",
        "u:hunter2@host/db",
        ""
      })
  void anything_else_is_refused_without_being_repeated(String text) {
    assertThatThrownBy(() -> DatabaseAddress.parse(Secret.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("must be postgresql://")
        .hasMessageNotContaining("hunter2")
        .hasNoCause();
  }

  @Test
  void printing_it_shows_no_password() {
    assertThat(DatabaseAddress.parse(Secret.of("postgresql://u:hunter2@h/db")).toString())
        .doesNotContain("hunter2");
  }
}
