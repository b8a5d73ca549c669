import { test } from 'node:test';
import assert from 'node:assert/strict';
import { BTC, ETH, ccxt, connect, until } from './venue.js';

const exchange = await connect('market');
const MINUTE = 60_000;

/** No id is missing or twice; ccxt sorts what happened in one millisecond as text. */
function assertEachOnce(trades) {
  const ids = trades.map((trade) => Number(trade.id)).sort((a, b) => a - b);
  ids.forEach((id, i) => assert.equal(id, ids[0] + i));
  trades.forEach((trade, i) => assert.ok(i === 0 || trade.timestamp >= trades[i - 1].timestamp));
}

test('markets: precision, limits and settlement are read from exchangeInfo', async () => {
  await exchange.loadMarkets();
  const market = exchange.market(BTC);
  assert.equal(market.id, 'BTCUSDT');
  assert.equal(market.settle, 'USDT');
  assert.ok(market.swap && market.linear && market.contract && market.active);
  assert.equal(market.precision.price, 0.1);
  assert.equal(market.precision.amount, 0.001);
  assert.equal(market.limits.cost.min, 50);
  assert.equal(exchange.market(ETH).limits.cost.min, 20);
  assert.equal(exchange.currencies.USDT.code, 'USDT');
  assert.equal(exchange.priceToPrecision(BTC, 63123.4567), '63123.5');
});

test('time and status: the venue says its time and that it is well', async () => {
  assert.ok(Math.abs((await exchange.fetchTime()) - Date.now()) < 5_000);
  assert.equal((await exchange.fetchStatus()).status, 'ok');
});

test('order book: best first on both sides, never crossed', async () => {
  const book = await exchange.fetchOrderBook(BTC, 100);
  assert.ok(book.bids.length >= 20 && book.bids.length <= 100);
  assert.ok(book.asks.length >= 20 && book.asks.length <= 100);
  assert.ok(book.nonce > 0);
  assert.ok(book.bids[0][0] < book.asks[0][0]);
  book.bids.forEach(([price], i) => assert.ok(i === 0 || price < book.bids[i - 1][0]));
  book.asks.forEach(([price], i) => assert.ok(i === 0 || price > book.asks[i - 1][0]));
  assert.ok([...book.bids, ...book.asks].every(([, amount]) => amount > 0));
});

test('book ticker: the best prices of several symbols at once', async () => {
  const tickers = await exchange.fetchBidsAsks([BTC, ETH]);
  for (const symbol of [BTC, ETH]) {
    assert.ok(tickers[symbol].bid < tickers[symbol].ask);
    assert.ok(tickers[symbol].bidVolume > 0 && tickers[symbol].askVolume > 0);
  }
});

for (const [timeframe, least] of [
  ['1m', 500],
  ['5m', 500],
  ['15m', 500],
  ['1h', 500],
  ['4h', 500],
]) {
  test(`klines: at least ${least} candles of ${timeframe} without a gap`, async () => {
    const candles = await exchange.fetchOHLCV(BTC, timeframe, undefined, 500);
    assert.ok(candles.length >= least && candles.length <= 500);
    const step = exchange.parseTimeframe(timeframe) * 1000;
    candles.forEach(([time, open, high, low, close, volume], i) => {
      assert.equal(time % step, 0);
      assert.ok(i === 0 || time - candles[i - 1][0] === step, `gap before ${time}`);
      assert.ok(high >= Math.max(open, close) && low <= Math.min(open, close));
      assert.ok(volume >= 0);
    });
    assert.ok(Date.now() - candles.at(-1)[0] < step + 5_000, 'the last is the running one');
  });
}

test('klines: since and limit cut out a piece', async () => {
  const since = Math.floor(Date.now() / MINUTE) * MINUTE - 30 * MINUTE;
  const candles = await exchange.fetchOHLCV(BTC, '1m', since, 10);
  assert.deepEqual(
    candles.map(([time]) => time),
    Array.from({ length: 10 }, (_, i) => since + i * MINUTE),
  );
});

test('trades: aggregates with rising ids, at prices of the book', async () => {
  const trades = await until(
    () => exchange.fetchTrades(BTC, undefined, 50),
    (told) => told.length > 0, // The venue may be younger than its first trade.
    'a trade',
  );
  assertEachOnce(trades);
  const book = await exchange.fetchOrderBook(BTC, 5);
  const last = trades.at(-1);
  assert.ok(['buy', 'sell'].includes(last.side));
  assert.ok(Math.abs(last.price / book.bids[0][0] - 1) < 0.01);
});

test('mark price: of one symbol and of all', async () => {
  const mark = await exchange.fetchMarkPrice(BTC);
  assert.ok(mark.markPrice > 0 && mark.indexPrice > 0);
  const all = await exchange.fetchMarkPrices();
  assert.ok(all[BTC].markPrice > 0 && all[ETH].markPrice > 0);
});

test('funding rate: the running estimate and the next settlement', async () => {
  const funding = await exchange.fetchFundingRate(BTC);
  assert.ok(Math.abs(funding.fundingRate) <= 0.03);
  assert.ok(funding.fundingTimestamp > Date.now());
  assert.equal(funding.fundingTimestamp % (8 * 60 * MINUTE), 0);
  const all = await exchange.fetchFundingRates();
  assert.ok(ETH in all);
});

test('ticker: the last day of one symbol and of all', async () => {
  const ticker = await exchange.fetchTicker(BTC);
  assert.ok(ticker.high >= ticker.last && ticker.last >= ticker.low);
  assert.ok(Math.abs(ticker.last - ticker.open - ticker.change) < 1e-6);
  assert.ok(ticker.baseVolume > 0 && ticker.quoteVolume > ticker.baseVolume);
  assert.ok(ticker.vwap >= ticker.low && ticker.vwap <= ticker.high);
  const all = await exchange.fetchTickers();
  assert.ok(BTC in all && ETH in all);
  const prices = await exchange.fetchLastPrices([BTC, ETH]);
  assert.ok(Math.abs(prices[BTC].price / ticker.last - 1) < 0.01);
});

test('trades: single ones, of now and of before', async () => {
  const recent = await exchange.fetchTrades(BTC, undefined, 20, {
    fetchTradesMethod: 'fapiPublicGetTrades',
  });
  assert.ok(recent.length > 0 && recent.length <= 20);
  assertEachOnce(recent);
  const old = await exchange.fetchTrades(BTC, undefined, 5, {
    fetchTradesMethod: 'fapiPublicGetHistoricalTrades',
    fromId: recent[0].id,
  });
  const same = old.find((trade) => trade.id === recent[0].id);
  assert.equal(same.price, recent[0].price);
});

test('klines: of mark price, index and premium', async () => {
  for (const fetch of ['fetchMarkOHLCV', 'fetchIndexOHLCV', 'fetchPremiumIndexOHLCV']) {
    const candles = await exchange[fetch](BTC, '1m', undefined, 10);
    assert.ok(candles.length > 0 && candles.length <= 10, fetch);
    assert.ok(candles.every(([, open, high, low, close]) => high >= low && low <= open && close));
  }
});

test('funding: its history and the symbols with another interval', async () => {
  const history = await exchange.fetchFundingRateHistory(BTC, undefined, 10);
  for (let i = 1; i < history.length; i++) {
    assert.ok(history[i].timestamp > history[i - 1].timestamp);
  }
  assert.equal(typeof (await exchange.fetchFundingIntervals()), 'object');
});

test('open interest and who is long: now and before', async () => {
  const interest = await exchange.fetchOpenInterest(BTC);
  assert.ok(interest.openInterestAmount > 0);
  assert.ok(Array.isArray(await exchange.fetchOpenInterestHistory(BTC, '5m', undefined, 10)));
  assert.ok(Array.isArray(await exchange.fetchLongShortRatioHistory(BTC, '5m', undefined, 10)));
});

test('errors: a symbol, an interval and a limit that the venue does not have', async () => {
  await assert.rejects(
    exchange.fapiPublicGetKlines({ symbol: 'NOPEUSDT', interval: '1m' }),
    ccxt.BadSymbol,
  );
  await assert.rejects(
    exchange.fapiPublicGetKlines({ symbol: 'BTCUSDT', interval: '1s' }),
    ccxt.BadRequest,
  );
  await assert.rejects(
    exchange.fapiPublicGetKlines({ symbol: 'BTCUSDT', interval: '1m', limit: 2000 }),
    ccxt.BadRequest,
  );
});

test('errors: keys, signatures and clocks that are wrong', async () => {
  const stranger = await connect('market', { apiKey: 'nobody', options: { fetchCurrencies: false } });
  await assert.rejects(stranger.fetchBalance(), ccxt.AuthenticationError);
  const forger = await connect('market', { secret: 'guess', options: { fetchCurrencies: false } });
  await assert.rejects(forger.fetchBalance(), ccxt.AuthenticationError);
  const late = await connect('market', {
    options: { timeDifference: 60_000, fetchCurrencies: false },
  });
  await late.loadMarkets();
  await assert.rejects(late.fetchBalance(), ccxt.InvalidNonce);
});
