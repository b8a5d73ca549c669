package vortex7.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vortex7.settings.InvalidSettings;
import vortex7.settings.Secret;
import vortex7.settings.Secrets;

class CredentialsTest {
  @TempDir private Path data = Path.of("");

  private Credentials open(Secrets secrets) {
    return Credentials.open(data, secrets, AdminRules.documents());
  }

  static Secrets secrets(String apiToken, String password, String viewerToken, String adminToken) {
    return new Secrets(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        secret(apiToken),
        secret(password),
        secret(viewerToken),
        Optional.empty(),
        secret(adminToken),
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<Secret> secret(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(Secret.of(text));
  }

  private static String generated(Credentials credentials, String what) {
    return credentials.announcements().stream()
        .filter(line -> line.contains(what))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_is_not_configured_is_generated_told_once_and_kept_hashed() throws Exception {
    Credentials first = open(secrets("", "", "", ""));
    String token = generated(first, "token");
    String password = generated(first, "password");

    Credentials again = open(secrets("", "", "", ""));

    assertThat(again.announcements()).isEmpty();
    assertThat(again.byToken(token)).contains(new Principal("operator", Role.OPERATOR));
    assertThat(again.byPassword("operator", password))
        .contains(new Principal("operator", Role.OPERATOR));
    assertThat(token).hasSizeGreaterThanOrEqualTo(32).isNotEqualTo(password);
    try (Stream<Path> files = Files.list(data.resolve("secrets"))) {
      for (Path file : files.toList()) {
        assertThat(Files.getPosixFilePermissions(file))
            .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(Files.readString(file)).doesNotContain(token).doesNotContain(password);
      }
    }
  }

  @Test
  void the_command_line_has_a_token_of_its_own() throws Exception {
    Credentials credentials = open(secrets("", "", "", ""));
    String token = Files.readString(data.resolve("secrets/cli-token")).strip();

    assertThat(credentials.byToken(token)).contains(new Principal("cli", Role.OPERATOR));
  }

  @Test
  void configured_secrets_open_their_role_and_nothing_is_generated_or_told() {
    Credentials credentials =
        open(
            secrets(
                "operator-token-16",
                "operator-secret-16",
                "viewer-token-0016",
                "admin-token-00016"));

    assertThat(credentials.announcements()).isEmpty();
    assertThat(credentials.byToken("viewer-token-0016").orElseThrow().role())
        .isEqualTo(Role.VIEWER);
    assertThat(credentials.byToken("operator-token-16").orElseThrow().role())
        .isEqualTo(Role.OPERATOR);
    assertThat(credentials.byToken("admin-token-00016").orElseThrow().role()).isEqualTo(Role.ADMIN);
    assertThat(credentials.byToken("operator-token-17")).isEmpty();
    assertThat(credentials.byPassword("operator", "operator-secret-16")).isPresent();
    assertThat(credentials.byPassword("operator", "operator-secret-17")).isEmpty();
    assertThat(credentials.byPassword("viewer", "operator-secret-16")).isEmpty();
    assertThat(credentials.byPassword("nobody", "")).isEmpty();
  }

  @Test
  void all_secrets_that_are_too_short_are_named_without_being_told() {
    assertThatThrownBy(() -> open(secrets("hunter2", "", "hunter3", "")))
        .isInstanceOf(InvalidSettings.class)
        .hasMessageContaining("VORTEX7_API_TOKEN: must have at least 16 characters, has 7")
        .hasMessageContaining("VORTEX7_VIEWER_TOKEN")
        .hasMessageNotContaining("hunter");
  }
}
