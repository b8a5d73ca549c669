import { test } from 'node:test';
import assert from 'node:assert/strict';
import { BTC, ETH, ccxt, below, connect, until } from './venue.js';

const exchange = await connect('streams');

/** What `watch` gives first that `wanted` accepts. */
async function first(watch, wanted, seconds = 10) {
  const deadline = Date.now() + seconds * 1000;
  while (Date.now() < deadline) {
    const told = await Promise.race([
      watch(),
      new Promise((_, reject) =>
        setTimeout(() => reject(new Error(`silent for ${seconds} s`)), seconds * 1000).unref(),
      ),
    ]);
    if (wanted(told)) {
      return told;
    }
  }
  throw new Error(`not told within ${seconds} s`);
}

test('watchOrderBook: a book kept by differences, equal to a fresh snapshot', async () => {
  await exchange.loadMarkets();
  let updates = 0;
  const book = await first(
    () => exchange.watchOrderBook(BTC),
    () => ++updates > 5,
  );
  assert.ok(book.bids.length >= 20 && book.asks.length >= 20);
  assert.ok(book.bids[0][0] < book.asks[0][0]);
  book.bids.forEach(([price], i) => assert.ok(i === 0 || price < book.bids[i - 1][0]));
  book.asks.forEach(([price], i) => assert.ok(i === 0 || price > book.asks[i - 1][0]));
  assert.ok(book.nonce > 0);
  await exchange.unWatchOrderBook(BTC);
});

test('watchTrades: single trades and aggregates, each once', async () => {
  for (const params of [{}, { name: 'aggTrade' }]) {
    const seen = [];
    await first(
      async () => seen.push(...(await exchange.watchTrades(BTC, undefined, undefined, params))),
      () => seen.length >= 5,
    );
    assert.equal(new Set(seen.map((trade) => trade.id)).size, seen.length);
    assert.ok(seen.every((trade) => trade.price > 0 && trade.amount > 0 && trade.side));
    await exchange.unWatchTrades(BTC, params);
  }
});

test('watchOHLCV: the running minute', async () => {
  const candles = await first(
    () => exchange.watchOHLCV(BTC, '1m'),
    (told) => told.length > 0,
  );
  const [time, open, high, low, close] = candles.at(-1);
  assert.equal(time % 60_000, 0);
  assert.ok(high >= Math.max(open, close) && low <= Math.min(open, close));
});

test('watchTicker, watchBidsAsks and watchMarkPrice', async () => {
  const ticker = await first(
    () => exchange.watchTicker(BTC),
    () => true,
  );
  assert.ok(ticker.last > 0 && ticker.high >= ticker.low);
  const best = await first(
    () => exchange.watchBidsAsks([BTC]),
    (told) => BTC in told,
  );
  assert.ok(best[BTC].bid < best[BTC].ask);
  const mark = await first(
    () => exchange.watchMarkPrice(BTC),
    () => true,
  );
  assert.ok(mark.markPrice > 0);
});

test('watchTickers and watchMarkPrices: of all symbols', async () => {
  const tickers = await first(
    () => exchange.watchTickers(),
    (told) => Object.keys(told).length > 0,
  );
  assert.ok(Object.values(tickers).every((ticker) => ticker.last > 0));
  const marks = await first(
    () => exchange.watchMarkPrices(),
    (told) => ETH in told,
  );
  assert.ok(marks[ETH].markPrice > 0);
});

test('user stream: orders, fills, balance and positions as they change', async () => {
  // With newUpdates, ccxt drops the second of two positions that come in one packet. Its timer for
  // the listen key keeps the process alive, so it renews soon, and then no more.
  const own = await connect('streams', {
    newUpdates: false,
    options: { listenKeyRefreshRate: 2_000 },
  });
  const orders = [];
  const trades = [];
  const positions = [];
  const balances = [];
  let over = false;
  const collect = async (watch, into) => {
    while (!over) {
      const told = await watch();
      into.push(...(Array.isArray(told) ? told.map((each) => ({ ...each })) : [{ ...told }]));
    }
  };
  // What comes between two calls of watchPositions wakes nobody, but stands in the client's cache.
  const contracts = async () =>
    [...positions, ...Object.values(own.positions ?? {})].map((position) => position.contracts);
  const ended = (failure) => assert.ok(over, `a watch ended: ${failure}`);
  collect(() => own.watchOrders(BTC), orders).catch(ended);
  collect(() => own.watchMyTrades(BTC), trades).catch(ended);
  collect(() => own.watchPositions([BTC]), positions).catch(ended);
  collect(() => own.watchBalance(), balances).catch(ended);
  await until(
    async () => own.safeString(own.options.future, 'listenKey'),
    (key) => key !== undefined,
    'a listen key',
  );
  await new Promise((resolve) => setTimeout(resolve, 500)); // The sockets open behind it.

  const resting = await exchange.createOrder(BTC, 'limit', 'buy', 0.01, await below(exchange, 2));
  await exchange.cancelOrder(resting.id, BTC);
  await until(
    async () => orders.filter((order) => order.id === resting.id).map((order) => order.status),
    (states) => states.includes('open') && states.includes('canceled'),
    'both states of the order',
  );

  const bought = await exchange.createOrder(BTC, 'market', 'buy', 0.01);
  await until(
    async () => orders.filter((order) => order.id === bought.id).map((order) => order.status),
    (states) => states.includes('closed'),
    'the order is closed',
  );
  const fills = await until(
    async () => trades.filter((trade) => trade.order === bought.id),
    (told) => told.reduce((sum, trade) => sum + trade.amount, 0) > 0.0099,
    'its fills',
  );
  assert.ok(fills.every((fill) => fill.fee.cost > 0 && fill.fee.currency === 'USDT'));
  await until(
    contracts,
    (amounts) => amounts.includes(0.01),
    'the position',
  );
  await until(
    async () => balances.map((balance) => balance.USDT?.total),
    (totals) => totals.some((total) => total < 10_000),
    'the balance after the fee',
  );
  await exchange.createOrder(BTC, 'market', 'sell', 0.01, undefined, { reduceOnly: true });
  await until(
    contracts,
    (amounts) => amounts.includes(0),
    'the position is closed',
  );
  over = true;
});

test('WebSocket API: place, find, edit and cancel an order', async () => {
  const price = await below(exchange, 2);
  const placed = await exchange.createOrderWs(BTC, 'limit', 'buy', 0.01, price);
  assert.equal(placed.status, 'open');
  assert.equal((await exchange.fetchOrderWs(placed.id, BTC)).price, price);
  const edited = await exchange.editOrderWs(
    placed.id,
    BTC,
    'limit',
    'buy',
    0.02,
    await below(exchange, 3),
  );
  assert.equal(edited.amount, 0.02);
  assert.equal((await exchange.cancelOrderWs(placed.id, BTC)).status, 'canceled');
  await assert.rejects(exchange.cancelOrderWs(placed.id, BTC), ccxt.OrderNotFound);
});

test('WebSocket API: book, ticker, balance and positions', async () => {
  const book = await exchange.fetchOrderBookWs(BTC, 5);
  assert.ok(book.bids[0][0] < book.asks[0][0]);
  const ticker = await exchange.fetchTickerWs(BTC);
  assert.ok(ticker.bid < ticker.ask);
  assert.ok((await exchange.fetchBalanceWs()).USDT.total > 0);
  assert.deepEqual(await exchange.fetchPositionsWs([BTC]), []);
});
