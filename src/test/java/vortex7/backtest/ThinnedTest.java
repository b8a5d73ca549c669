package vortex7.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThinnedTest {
  private static Thinned<Integer> of(int most, int count) {
    Thinned<Integer> thinned = new Thinned<>(most);
    for (int i = 0; i < count; i++) {
      thinned.add(i);
    }
    return thinned;
  }

  @Test
  void all_are_kept_while_there_are_few() {
    assertThat(of(4, 4).all()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void of_many_every_second_one_is_kept_then_every_fourth() {
    assertThat(of(4, 5).all()).containsExactly(0, 2, 4);
    assertThat(of(4, 6).all()).containsExactly(0, 2, 4);
    assertThat(of(4, 8).all()).containsExactly(0, 2, 4, 6);
    assertThat(of(4, 9).all()).containsExactly(0, 4, 8);
    assertThat(of(5, 1_000_000).all()).hasSizeBetween(3, 5).startsWith(0);
  }

  @Test
  void a_price_keeps_its_extremes_when_its_bars_grow_wider() {
    PriceTrack track = new PriceTrack(10);
    for (int i = 0; i < 10_000; i++) {
      track.add(1_000 + 5L * i, i == 777 ? 500 : 100 + i % 10);
    }
    assertThat(track.points()).hasSizeBetween(1_000, 4_096);
    assertThat(track.points().stream().mapToDouble(PricePoint::high).max()).hasValue(500);
    assertThat(track.points().stream().mapToDouble(PricePoint::low).min()).hasValue(100);
    assertThat(track.points().getFirst().openMillis()).isEqualTo(1_000);
    assertThat(track.points().getLast().last()).isEqualTo(109);
    assertThat(track.points())
        .isSortedAccordingTo(java.util.Comparator.comparingLong(PricePoint::openMillis));
  }

  @Test
  void a_bar_of_a_price_holds_what_came_in_it() {
    PriceTrack track = new PriceTrack(1_000);
    track.add(5_100, 7);
    track.add(5_200, 9);
    track.add(5_999, 8);
    track.add(6_000, 6);
    assertThat(track.points())
        .containsExactly(new PricePoint(5_000, 7, 9, 8), new PricePoint(6_000, 6, 6, 6));
  }
}
