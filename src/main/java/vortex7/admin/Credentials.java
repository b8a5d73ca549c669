package vortex7.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vortex7.settings.InvalidSettings;
import vortex7.settings.Problem;
import vortex7.settings.Secret;
import vortex7.settings.Secrets;

/**
 * Who may come in: bearer tokens, kept as SHA-256, and passwords, kept as Argon2id, each with its
 * role.
 *
 * <p>The operator's secrets are generated when they are not configured, told once, and kept only as
 * hashes in {@code DATA/secrets} (0600). The command line has an operator's token of its own, drawn
 * anew at every start, in {@code DATA/secrets/cli-token}.
 */
public final class Credentials {
  private static final String FILE = "credentials.json";
  private static final String CLI_TOKEN = "cli-token";
  private static final int GENERATED_BYTES = 24;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A token's hash in base 64 and what it opens. */
  private record Token(String sha256, Role role, String name) {}

  /** What is kept of generated secrets. */
  record Kept(String tokenSha256, PasswordHash password) {}

  private final List<Token> tokens;
  private final SortedMap<Role, PasswordHash> passwords;
  private final PasswordHash nobody;
  private final List<String> announcements;

  private Credentials(
      List<Token> tokens, SortedMap<Role, PasswordHash> passwords, List<String> announcements) {
    this.tokens = List.copyOf(tokens);
    this.passwords = passwords;
    this.nobody = PasswordHash.of(draw());
    this.announcements = List.copyOf(announcements);
  }

  /**
   * Reads what is configured, generates what an operator needs and is not.
   *
   * @throws InvalidSettings when a configured secret is too short
   */
  public static Credentials open(Path dataFolder, Secrets secrets, AdminRules rules) {
    requireLength(secrets, rules);
    Path folder = dataFolder.resolve("secrets");
    try {
      createPrivateFolder(folder);
      List<Token> tokens = new ArrayList<>();
      SortedMap<Role, PasswordHash> passwords = new TreeMap<>();
      List<String> announcements = new ArrayList<>();
      add(tokens, secrets.viewerToken(), Role.VIEWER);
      add(tokens, secrets.apiToken(), Role.OPERATOR);
      add(tokens, secrets.adminToken(), Role.ADMIN);
      add(passwords, secrets.dashboardViewerSecret(), Role.VIEWER);
      add(passwords, secrets.dashboardSecret(), Role.OPERATOR);
      add(passwords, secrets.dashboardAdminSecret(), Role.ADMIN);
      if (secrets.apiToken().isEmpty() || secrets.dashboardSecret().isEmpty()) {
        Kept kept = keptOrGenerated(folder, secrets, announcements);
        if (secrets.apiToken().isEmpty()) {
          tokens.add(new Token(kept.tokenSha256(), Role.OPERATOR, Role.OPERATOR.user()));
        }
        if (secrets.dashboardSecret().isEmpty()) {
          passwords.put(Role.OPERATOR, kept.password());
        }
      }
      Secret cli = draw();
      writePrivate(folder.resolve(CLI_TOKEN), cli.reveal() + "\n");
      tokens.add(new Token(hashOf(cli.reveal()), Role.OPERATOR, "cli"));
      return new Credentials(tokens, passwords, announcements);
    } catch (IOException e) {
      throw new UncheckedIOException("the secrets in " + folder + " cannot be kept", e);
    }
  }

  /** Generated secrets to print, once: empty at every start but the first. */
  public List<String> announcements() {
    return announcements;
  }

  /** Who has this token. Every token is compared in full, whichever matches. */
  Optional<Principal> byToken(String token) {
    byte[] hash = hashOf(token).getBytes(StandardCharsets.US_ASCII);
    Token found = null;
    for (Token candidate : tokens) {
      if (MessageDigest.isEqual(candidate.sha256().getBytes(StandardCharsets.US_ASCII), hash)) {
        found = candidate;
      }
    }
    return Optional.ofNullable(found).map(match -> new Principal(match.name(), match.role()));
  }

  /** Who has this password; takes as long for a user who does not exist. */
  Optional<Principal> byPassword(String user, String password) {
    for (Role role : Role.values()) {
      PasswordHash hash = passwords.get(role);
      if (hash != null && role.user().equals(user)) {
        return hash.matches(password) ? Optional.of(new Principal(user, role)) : Optional.empty();
      }
    }
    return nobody.matches(password) ? Optional.<Principal>empty() : Optional.empty();
  }

  private static void requireLength(Secrets secrets, AdminRules rules) {
    List<Problem> problems = new ArrayList<>();
    SortedMap<String, Optional<Secret>> all = new TreeMap<>();
    all.put("VORTEX7_API_TOKEN", secrets.apiToken());
    all.put("VORTEX7_VIEWER_TOKEN", secrets.viewerToken());
    all.put("VORTEX7_ADMIN_TOKEN", secrets.adminToken());
    all.put("DASHBOARD_SECRET", secrets.dashboardSecret());
    all.put("DASHBOARD_VIEWER_SECRET", secrets.dashboardViewerSecret());
    all.put("DASHBOARD_ADMIN_SECRET", secrets.dashboardAdminSecret());
    all.forEach(
        (name, secret) ->
            secret
                .filter(value -> value.length() < rules.secretLengthMin())
                .ifPresent(
                    value ->
                        problems.add(
                            new Problem(
                                name,
                                "must have at least %d characters, has %d"
                                    .formatted(rules.secretLengthMin(), value.length())))));
    if (!problems.isEmpty()) {
      throw new InvalidSettings(problems);
    }
  }

  private static void add(List<Token> tokens, Optional<Secret> token, Role role) {
    token.ifPresent(value -> tokens.add(new Token(hashOf(value.reveal()), role, role.user())));
  }

  private static void add(
      SortedMap<Role, PasswordHash> passwords, Optional<Secret> password, Role role) {
    password.ifPresent(value -> passwords.put(role, PasswordHash.of(value)));
  }

  private static Kept keptOrGenerated(Path folder, Secrets secrets, List<String> announcements)
      throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.exists(file)) {
      return JSON.readValue(file.toFile(), Kept.class);
    }
    Secret token = draw();
    Secret password = draw();
    Kept kept = new Kept(hashOf(token.reveal()), PasswordHash.of(password));
    writePrivate(file, json(kept));
    if (secrets.apiToken().isEmpty()) {
      announcements.add("operator's API token (shown once): " + token.reveal());
    }
    if (secrets.dashboardSecret().isEmpty()) {
      announcements.add("password of user operator (shown once): " + password.reveal());
    }
    return kept;
  }

  private static String hashOf(String token) {
    return Base64.getEncoder().encodeToString(Digests.sha256(token));
  }

  private static String json(Kept kept) throws JsonProcessingException {
    return JSON.writeValueAsString(kept);
  }

  private static Secret draw() {
    byte[] random = new byte[GENERATED_BYTES];
    new SecureRandom().nextBytes(random);
    return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  private static void createPrivateFolder(Path folder) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
  }

  private static void writePrivate(Path file, String text) throws IOException {
    Path temporary = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(temporary);
    Files.createFile(
        temporary,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(temporary, text);
    Files.move(
        temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
