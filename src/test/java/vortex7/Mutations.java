package vortex7;

import java.util.List;
import java.util.SplittableRandom;

/** Texts that are nearly what a parser expects, drawn from a seed: cut, doubled, garbled. */
public final class Mutations {
  private static final String ALPHABET =
      "{}[],:\"\\ 0123456789.-+eE@!_&=%/aAbkpqmMuTtrufalsnxs\u0000\n\u00e9\ud83d";
  private static final int CHUNK_MAX = 24;

  private final List<String> seeds;
  private final SplittableRandom random;

  public Mutations(long seed, List<String> seeds) {
    this.random = new SplittableRandom(seed);
    this.seeds = seeds;
  }

  /** The next text; it may be empty, or one of the seeds as it is. */
  public String next() {
    StringBuilder text = new StringBuilder(seeds.get(random.nextInt(seeds.size())));
    for (int i = random.nextInt(4); i > 0 && !text.isEmpty(); i--) {
      int at = random.nextInt(text.length());
      int to = Math.min(text.length(), at + 1 + random.nextInt(CHUNK_MAX));
      char other = ALPHABET.charAt(random.nextInt(ALPHABET.length()));
      switch (random.nextInt(7)) {
        case 0 -> text.deleteCharAt(at);
        case 1 -> text.insert(at, other);
        case 2 -> text.setCharAt(at, other);
        case 3 -> text.insert(at, text.substring(at, to));
        case 4 -> text.delete(at, to);
        case 5 -> text.setLength(at);
        default -> text.setCharAt(at, (char) ('0' + random.nextInt(10)));
      }
    }
    return text.toString();
  }
}
