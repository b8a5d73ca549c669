package vortex7.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

class WhyReportTest {
  private static final String DECISION =
      """
      {"ref": "d_20260301_120000000_BTCUSDT", "decision": {
        "ref": "d_20260301_120000000_BTCUSDT", "symbol": "BTCUSDT", "time": "2026-03-01T12:00:00Z",
        "action": "NO_TRADE", "strategy": null, "score": -0.43100000001, "confidence": 0.0,
        "agreeing": 3, "sizeMultiplier": 0.5,
        "reason": "|score| 0.431, needs > 0.55 (and 1 more)", "outcome": "NO_TRADE",
        "readings": [{"engine": "technical", "direction": "SHORT", "strength": 0.5, "reason": "OK",
          "values": {"rsi": 27.4, "rsiZone": "LOW"}}],
        "gates": [{"gate": "SCORE", "verdict": "REFUSED", "reason": "|score| 0.431, needs > 0.55"},
          {"gate": "B_RSI", "verdict": "UNMET", "reason": "RSI 27.4, needs < 25"}],
        "strategies": [
          {"strategy": "A", "candidate": true, "selected": false, "tenths": 3, "missing": []},
          {"strategy": "B", "candidate": false, "selected": false, "tenths": 0,
           "missing": ["RSI 27.4, needs < 25"]},
          {"strategy": "C", "candidate": true, "selected": true, "tenths": 8,
           "missing": ["gross R:R 1.2, needs >= 1.3"]}]},
       "trade": null, "journal": null}
      """;

  private static Iterable<String> lines(String json) throws Exception {
    return WhyReport.lines(new ObjectMapper().readTree(json));
  }

  @Test
  void what_was_seen_what_refused_and_what_was_missing_stand_below_one_another() throws Exception {
    assertThat(lines(DECISION))
        .containsExactly(
            "d_20260301_120000000_BTCUSDT  NO_TRADE at 2026-03-01T12:00:00Z",
            "because    |score| 0.431, needs > 0.55 (and 1 more)",
            "outcome    NO_TRADE",
            "score      -0.431, 3 engines agree, confidence 0 %, size x 0.5",
            "reading    technical   SHORT          strength 0.5, OK",
            "           rsi 27.4, rsiZone LOW",
            "gate       REFUSED  SCORE                    |score| 0.431, needs > 0.55",
            "gate       UNMET    B_RSI                    RSI 27.4, needs < 25",
            "strategy   A is a candidate with 3 tenths",
            "strategy   B is no candidate; missing:",
            "           RSI 27.4, needs < 25",
            "strategy   C is a candidate with 8 tenths, and selected",
            "           gross R:R 1.2, needs >= 1.3");
  }

  @Test
  void a_trade_outlives_its_decision() throws Exception {
    assertThat(
            lines(
                """
                {"ref": "d_20260101_120000000_BTCUSDT", "decision": null, "trade": {
                  "symbol": "BTCUSDT", "side": "BUY", "entryPrice": "60000.0", "exitPrice":
                  "60127.7", "exitReason": "TP1", "pnlNet": "1.2", "feeTotal": "0.3"},
                 "journal": "/api/v1/journal/Position|BTCUSDT"}
                """))
        .containsExactly(
            "d_20260101_120000000_BTCUSDT: the decision is no longer kept, its trade is",
            "trade      BTCUSDT BUY in at 60000.0, out at 60127.7 (TP1), net 1.2, fees 0.3",
            "journal    /api/v1/journal/Position|BTCUSDT");
  }
}
