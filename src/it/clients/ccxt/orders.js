import { test } from 'node:test';
import assert from 'node:assert/strict';
import { BTC, ccxt, above, below, best, connect } from './venue.js';

const exchange = await connect('orders');
const TAKER = 0.0005;

test('balance: what the account was opened with', async () => {
  const balance = await exchange.fetchBalance();
  assert.deepEqual(balance.USDT, { free: 10_000, used: 0, total: 10_000 });
});

test('limit order: rests, is found everywhere, and is cancelled', async () => {
  const price = await below(exchange, 2);
  const placed = await exchange.createOrder(BTC, 'limit', 'buy', 0.01, price);
  assert.equal(placed.status, 'open');
  assert.equal(placed.type, 'limit');
  assert.equal(placed.price, price);
  assert.equal(placed.amount, 0.01);

  const found = await exchange.fetchOrder(placed.id, BTC);
  assert.equal(found.clientOrderId, placed.clientOrderId);
  assert.equal(found.remaining, 0.01);
  assert.ok((await exchange.fetchOpenOrders(BTC)).some((order) => order.id === placed.id));
  assert.equal((await exchange.fetchOpenOrder(placed.id, BTC)).id, placed.id);
  assert.ok((await exchange.fetchBalance()).USDT.used > 0, 'it holds margin');

  const cancelled = await exchange.cancelOrder(placed.id, BTC);
  assert.equal(cancelled.status, 'canceled');
  assert.ok((await exchange.fetchCanceledOrders(BTC)).some((order) => order.id === placed.id));
  assert.equal((await exchange.fetchBalance()).USDT.used, 0);
});

test('edit: another price and amount under the same id', async () => {
  const placed = await exchange.createOrder(BTC, 'limit', 'buy', 0.01, await below(exchange, 2));
  const price = await below(exchange, 3);
  const edited = await exchange.editOrder(placed.id, BTC, 'limit', 'buy', 0.02, price);
  assert.equal(edited.id, placed.id);
  const now = await exchange.fetchOrder(placed.id, BTC);
  assert.equal(now.price, price);
  assert.equal(now.amount, 0.02);
  await exchange.cancelOrder(placed.id, BTC);
});

test('market order: fills at the book, pays the taker fee, opens a position', async () => {
  const { ask } = await best(exchange);
  const order = await exchange.createOrder(BTC, 'market', 'buy', 0.01);
  assert.equal(order.status, 'closed');
  assert.equal(order.filled, 0.01);

  const trades = await exchange.fetchMyTrades(BTC, undefined, undefined, { orderId: order.id });
  const amount = trades.reduce((sum, trade) => sum + trade.amount, 0);
  assert.ok(Math.abs(amount - 0.01) < 1e-12);
  for (const trade of trades) {
    assert.equal(trade.order, order.id);
    assert.equal(trade.takerOrMaker, 'taker');
    assert.equal(trade.fee.currency, 'USDT');
    assert.ok(Math.abs(trade.fee.cost - trade.price * trade.amount * TAKER) < 1e-6);
    assert.ok(Math.abs(trade.price / ask - 1) < 0.01);
  }
  const closed = await exchange.fetchClosedOrders(BTC);
  const listed = closed.find((each) => each.id === order.id);
  assert.ok(Math.abs(listed.average - trades[0].price) < 0.01 * trades[0].price);

  const close = await exchange.createOrder(BTC, 'market', 'sell', 0.01, undefined, {
    reduceOnly: true,
  });
  assert.equal(close.filled, 0.01);
  assert.equal(close.reduceOnly, true);
});

test('post-only: rests as a maker, or is refused without a trace', async () => {
  const maker = await exchange.createOrder(BTC, 'limit', 'buy', 0.01, await below(exchange, 1), {
    postOnly: true,
  });
  assert.equal(maker.status, 'open');
  assert.equal(maker.postOnly, true);
  assert.equal(maker.timeInForce, 'PO');
  await exchange.cancelOrder(maker.id, BTC);

  const taking = await above(exchange, 1);
  await assert.rejects(
    exchange.createOrder(BTC, 'limit', 'buy', 0.01, taking, {
      postOnly: true,
      clientOrderId: 'would-take',
    }),
    ccxt.InvalidOrder,
  );
  await assert.rejects(
    exchange.fetchOrder(undefined, BTC, { clientOrderId: 'would-take' }),
    ccxt.OrderNotFound,
  );
});

test('IOC and FOK: at once, or not at all', async () => {
  const ioc = await exchange.createOrder(BTC, 'limit', 'buy', 0.01, await below(exchange, 1), {
    timeInForce: 'IOC',
  });
  assert.equal(ioc.status, 'expired');
  assert.equal(ioc.filled, 0);
  await assert.rejects(
    exchange.createOrder(BTC, 'limit', 'buy', 0.01, await below(exchange, 1), {
      timeInForce: 'FOK',
    }),
    ccxt.InvalidOrder,
  );
});

test('client order ids: found by them, and not twice', async () => {
  const price = await below(exchange, 2);
  const params = { clientOrderId: 'mine-1' };
  const placed = await exchange.createOrder(BTC, 'limit', 'buy', 0.01, price, params);
  assert.equal(placed.clientOrderId, 'mine-1');
  assert.equal((await exchange.fetchOrder(undefined, BTC, params)).id, placed.id);
  await assert.rejects(
    exchange.createOrder(BTC, 'limit', 'buy', 0.01, price, params),
    ccxt.InvalidOrder,
  );
  assert.equal((await exchange.cancelOrder(undefined, BTC, params)).id, placed.id);
});

test('cancel all: every resting order of the symbol', async () => {
  for (const percent of [2, 3, 4]) {
    await exchange.createOrder(BTC, 'limit', 'buy', 0.01, await below(exchange, percent));
  }
  assert.equal((await exchange.fetchOpenOrders(BTC)).length, 3);
  await exchange.cancelAllOrders(BTC);
  assert.deepEqual(await exchange.fetchOpenOrders(BTC), []);
});

test('history: all orders in the order in which they came', async () => {
  const orders = await exchange.fetchOrders(BTC);
  assert.ok(orders.length >= 8);
  for (let i = 1; i < orders.length; i++) {
    assert.ok(orders[i].timestamp >= orders[i - 1].timestamp);
  }
  assert.ok(orders.some((order) => order.status === 'canceled'));
  assert.ok(orders.some((order) => order.status === 'closed'));
});

test('errors: too little money, too little notional, nothing to reduce, no such order', async () => {
  const price = await below(exchange, 1);
  await assert.rejects(
    exchange.createOrder(BTC, 'limit', 'buy', 100, price),
    ccxt.InsufficientFunds,
  );
  await assert.rejects(exchange.createOrder(BTC, 'limit', 'buy', 0.001, 40_000), ccxt.InvalidOrder);
  await assert.rejects(
    exchange.createOrder(BTC, 'market', 'sell', 0.01, undefined, { reduceOnly: true }),
    ccxt.InvalidOrder,
  );
  await assert.rejects(exchange.cancelOrder('999999999', BTC), ccxt.OrderNotFound);
  await assert.rejects(exchange.fetchOrder('999999999', BTC), ccxt.OrderNotFound);
  await assert.rejects(
    exchange.createOrder(BTC, 'limit', 'buy', 0.01, Math.round(price * 1.2)),
    ccxt.BadRequest, // -4016: above the mark price's cap
  );
});

test('errors: an edit that changes nothing', async () => {
  const price = await below(exchange, 2);
  const placed = await exchange.createOrder(BTC, 'limit', 'buy', 0.01, price);
  await assert.rejects(
    exchange.editOrder(placed.id, BTC, 'limit', 'buy', 0.01, price),
    ccxt.OperationRejected,
  );
  await exchange.cancelOrder(placed.id, BTC);
  await assert.rejects(
    exchange.editOrder(placed.id, BTC, 'limit', 'buy', 0.02, price),
    ccxt.BaseError,
  );
});
