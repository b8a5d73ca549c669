package vortex7.decision;

import java.util.List;
import vortex7.signal.TechnicalReading.KeyLevel;

/** What the levels between an entry and its target do to that target. Distances in ticks. */
record LevelsAhead(Scene scene, long entry, List<KeyLevel> levels) {

  /**
   * Records whether a level stands in front of the floor that price turned at often enough; answers
   * the target, pulled in to one tick before the first level in front of it, but not below the
   * floor.
   */
  long judge(long target, long floor, int touchesMin, Checklist checklist) {
    long pulled = target;
    int touches = 0;
    for (KeyLevel level : levels) {
      double ahead = scene.ahead(entry, level.price());
      if (Scene.within(ahead, 0)) {
        continue; // Behind the entry, or at it.
      }
      if (!Scene.within((double) floor, ahead)) {
        touches = Math.max(touches, level.touches());
      } else if (Scene.within(ahead, (double) target)) {
        pulled = Math.min(pulled, Math.max(floor, Scene.down(ahead) - 1));
      }
    }
    checklist.ask(
        Gate.LEVEL_IN_THE_WAY,
        touches < touchesMin,
        touches,
        touchesMin,
        touches == 0
            ? "no level in front of the target floor"
            : "a level of {v} touches in front of the target floor, needs < {l}");
    return pulled;
  }
}
