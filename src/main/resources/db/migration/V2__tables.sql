-- What the projections fill. Prices DECIMAL(18,8), money (18,4), size (18,2), ratios (5,4),
-- weights (4,3); money in the quote asset unless a column says otherwise.

CREATE TABLE trades (
  id                 BIGSERIAL PRIMARY KEY,
  symbol             VARCHAR(20) NOT NULL,
  side               VARCHAR(5) NOT NULL,
  strategy           CHAR(1) NOT NULL,
  entry_price        DECIMAL(18,8) NOT NULL,
  exit_price         DECIMAL(18,8),
  size_usdt          DECIMAL(18,2) NOT NULL,
  leverage           INTEGER NOT NULL,
  sl_price           DECIMAL(18,8) NOT NULL,
  tp1_price          DECIMAL(18,8) NOT NULL,
  tp2_price          DECIMAL(18,8),
  pnl_gross          DECIMAL(18,4),
  fee_total          DECIMAL(18,4),
  pnl_net            DECIMAL(18,4),
  confidence         DECIMAL(5,2),
  engine_signals     JSONB,
  final_score        DECIMAL(5,4),
  hold_duration_sec  INTEGER,
  exit_reason        VARCHAR(30),
  maker_fills        INTEGER,
  taker_fills        INTEGER,
  entry_time         TIMESTAMPTZ NOT NULL,
  exit_time          TIMESTAMPTZ,
  regime_at_entry    VARCHAR(20),
  vol_phase_at_entry VARCHAR(20),
  ref                VARCHAR(64) NOT NULL,
  position_number    BIGINT NOT NULL,
  mode               VARCHAR(10) NOT NULL,
  venue              VARCHAR(20) NOT NULL,
  profile            VARCHAR(20) NOT NULL,
  funding            DECIMAL(18,4) NOT NULL DEFAULT 0,
  fees_by_asset      JSONB NOT NULL DEFAULT '{}'
);

CREATE INDEX trades_symbol_entry_time ON trades (symbol, entry_time);
CREATE INDEX trades_strategy_entry_time ON trades (strategy, entry_time);
CREATE INDEX trades_exit_reason ON trades (exit_reason);
-- A reference is unique within a venue and mode, unless the same recording is replayed again: then
-- the same marks give the same references, and the position number tells the trades apart.
CREATE UNIQUE INDEX trades_ref ON trades (ref, venue, mode, position_number);
CREATE INDEX trades_exit_time ON trades (exit_time, id);

CREATE TABLE engine_accuracy (
  id              BIGSERIAL PRIMARY KEY,
  trade_id        BIGINT NOT NULL REFERENCES trades (id),
  engine          VARCHAR(5) NOT NULL,
  signal_dir      VARCHAR(10) NOT NULL CHECK (signal_dir IN ('LONG', 'SHORT', 'NEUTRAL')),
  signal_strength DECIMAL(4,3) NOT NULL,
  trade_result    VARCHAR(4) NOT NULL CHECK (trade_result IN ('WIN', 'LOSS')),
  recorded_at     TIMESTAMPTZ NOT NULL DEFAULT now(),
  UNIQUE (trade_id, engine)
);

CREATE TABLE daily_summary (
  date             DATE NOT NULL,
  symbol           VARCHAR(20) NOT NULL,
  total_trades     INTEGER NOT NULL DEFAULT 0,
  wins             INTEGER NOT NULL DEFAULT 0,
  losses           INTEGER NOT NULL DEFAULT 0,
  no_fills         INTEGER NOT NULL DEFAULT 0,
  gross_pnl        DECIMAL(18,4) NOT NULL DEFAULT 0,
  total_fees       DECIMAL(18,4) NOT NULL DEFAULT 0,
  net_pnl          DECIMAL(18,4) NOT NULL DEFAULT 0,
  fee_ratio        DECIMAL(5,4),
  maker_rate       DECIMAL(5,4),
  max_drawdown     DECIMAL(5,4),
  best_trade_pnl   DECIMAL(18,4),
  worst_trade_pnl  DECIMAL(18,4),
  avg_hold_sec     DECIMAL(10,2),
  avg_confidence   DECIMAL(5,2),
  strategy_a_count INTEGER NOT NULL DEFAULT 0,
  strategy_b_count INTEGER NOT NULL DEFAULT 0,
  strategy_c_count INTEGER NOT NULL DEFAULT 0,
  circuit_breaks   INTEGER NOT NULL DEFAULT 0,
  funding          DECIMAL(18,4) NOT NULL DEFAULT 0,
  mode             VARCHAR(10) NOT NULL,
  -- Paper trading on the simulated venue and on Binance's market data are both mode paper.
  venue            VARCHAR(20) NOT NULL,
  PRIMARY KEY (date, symbol, mode, venue)
);

-- What a day's summary counts beside its trades, each event once: entries without a fill, trips of
-- breakers, the balance at the day's begin.
CREATE TABLE daily_facts (
  persistence_id  VARCHAR(255) NOT NULL,
  sequence_number BIGINT NOT NULL,
  venue           VARCHAR(20) NOT NULL,
  mode            VARCHAR(10) NOT NULL,
  day             DATE NOT NULL,
  kind            VARCHAR(10) NOT NULL CHECK (kind IN ('NO_FILL', 'BREAKER', 'BALANCE')),
  symbol          VARCHAR(20) NOT NULL,
  amount          DECIMAL(18,4) NOT NULL DEFAULT 0,
  PRIMARY KEY (persistence_id, sequence_number)
);

CREATE INDEX daily_facts_day ON daily_facts (day, venue, mode);

CREATE TABLE weight_history (
  id          BIGSERIAL PRIMARY KEY,
  trade_count INTEGER NOT NULL,
  e1_weight   DECIMAL(4,3) NOT NULL,
  e2_weight   DECIMAL(4,3) NOT NULL,
  e3_weight   DECIMAL(4,3) NOT NULL,
  e4_weight   DECIMAL(4,3) NOT NULL,
  win_rate    DECIMAL(5,4),
  recorded_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  version     INTEGER NOT NULL UNIQUE,
  parameters  JSONB NOT NULL DEFAULT '{}'
);

-- One partition a day: dropping the oldest costs nothing, whatever it holds.
CREATE TABLE decisions (
  ref      VARCHAR(64) NOT NULL,
  mark     BIGINT NOT NULL,
  time     TIMESTAMPTZ NOT NULL,
  symbol   VARCHAR(20) NOT NULL,
  score    DOUBLE PRECISION NOT NULL,
  readings JSONB NOT NULL,
  gates    JSONB NOT NULL,
  outcome  VARCHAR(200) NOT NULL,
  mode     VARCHAR(10) NOT NULL,
  venue    VARCHAR(20) NOT NULL,
  detail   JSONB NOT NULL DEFAULT '{}',
  PRIMARY KEY (ref, time, venue, mode)
) PARTITION BY RANGE (time);

CREATE INDEX decisions_time ON decisions (time, ref);
CREATE INDEX decisions_symbol_time ON decisions (symbol, time);

-- Creates the partition of one UTC day; harmless when it is there.
CREATE FUNCTION create_decisions_partition(day DATE) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  -- Two writers at midnight: one waits for the other.
  PERFORM pg_advisory_xact_lock(hashtext('decisions'), 0);
  EXECUTE format(
    'CREATE TABLE IF NOT EXISTS %I PARTITION OF decisions FOR VALUES FROM (%L) TO (%L)',
    'decisions_' || to_char(day, 'YYYYMMDD'),
    day::text || ' 00:00:00+00',
    (day + 1)::text || ' 00:00:00+00');
END $$;

-- Drops the partitions of all days before the given one and tells how many they were.
CREATE FUNCTION drop_decisions_before(day DATE) RETURNS INTEGER LANGUAGE plpgsql AS $$
DECLARE
  name TEXT;
  dropped INTEGER := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('decisions'), 0);
  FOR name IN
    SELECT child.relname
    FROM pg_inherits
    JOIN pg_class child ON child.oid = pg_inherits.inhrelid
    WHERE pg_inherits.inhparent = 'decisions'::regclass
      AND child.relname < 'decisions_' || to_char(day, 'YYYYMMDD')
  LOOP
    EXECUTE format('DROP TABLE %I', name);
    dropped := dropped + 1;
  END LOOP;
  RETURN dropped;
END $$;
