package vortex7.admin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import vortex7.settings.Secret;

/**
 * A password as it is kept: Argon2id with 19 MiB, two passes, one lane (the OWASP password storage
 * cheat sheet's minimum).
 *
 * @param salt 16 bytes, base 64
 * @param hash 32 bytes, base 64
 */
record PasswordHash(String salt, String hash) {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  static PasswordHash of(Secret password) {
    byte[] salt = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    Base64.Encoder text = Base64.getEncoder();
    return new PasswordHash(
        text.encodeToString(salt), text.encodeToString(argon2(password.reveal(), salt)));
  }

  boolean matches(String password) {
    byte[] computed = argon2(password, Base64.getDecoder().decode(salt));
    return MessageDigest.isEqual(computed, Base64.getDecoder().decode(hash));
  }

  private static byte[] argon2(String password, byte[] salt) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(MEMORY_KIB)
            .withIterations(PASSES)
            .withParallelism(LANES)
            .withSalt(salt)
            .build());
    byte[] result = new byte[HASH_BYTES];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), result);
    return result;
  }

  @Override
  public String toString() {
    return "***";
  }
}
