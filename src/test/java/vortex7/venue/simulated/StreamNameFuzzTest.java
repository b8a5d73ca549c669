package vortex7.venue.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

class StreamNameFuzzTest {
  @FuzzTest
  void any_text_is_a_stream_or_none(FuzzedDataProvider data) {
    String text = data.consumeRemainingAsString();
    StreamName.parse(text).ifPresent(name -> assertThat(name.text()).isEqualTo(text));
  }
}
