import { test } from 'node:test';
import assert from 'node:assert/strict';
import { BTC, ccxt, above, below, connect, until } from './venue.js';

const exchange = await connect('conditional');
const whale = await connect('whale');
const TRIGGER = { trigger: true };

test('stop loss and take profit: placed, listed, found and cancelled as algo orders', async () => {
  await exchange.createOrder(BTC, 'market', 'buy', 0.01);
  const stopAt = await below(exchange, 4);
  const stop = await exchange.createOrder(BTC, 'market', 'sell', 0.01, undefined, {
    stopLossPrice: stopAt,
    reduceOnly: true,
  });
  assert.equal(stop.status, 'open');
  assert.equal(stop.triggerPrice, stopAt);
  assert.equal(stop.reduceOnly, true);
  const profit = await exchange.createOrder(BTC, 'market', 'sell', 0.01, undefined, {
    takeProfitPrice: await above(exchange, 4),
    reduceOnly: true,
  });

  const open = await exchange.fetchOpenOrders(BTC, undefined, undefined, TRIGGER);
  assert.deepEqual(new Set(open.map((order) => order.id)), new Set([stop.id, profit.id]));
  assert.deepEqual(await exchange.fetchOpenOrders(BTC), [], 'they are no regular orders');
  const found = await exchange.fetchOrder(stop.id, BTC, TRIGGER);
  assert.equal(found.clientOrderId, stop.clientOrderId);
  assert.equal(found.info.orderType, 'STOP_MARKET');

  assert.equal((await exchange.cancelOrder(stop.id, BTC, TRIGGER)).id, stop.id);
  assert.equal((await exchange.fetchOrder(stop.id, BTC, TRIGGER)).status, 'canceled');
  await exchange.cancelAllOrders(BTC, TRIGGER);
  assert.deepEqual(await exchange.fetchOpenOrders(BTC, undefined, undefined, TRIGGER), []);
});

test('stop limit: with its price and its trigger', async () => {
  const triggerPrice = await below(exchange, 3);
  const price = await below(exchange, 3.5);
  const order = await exchange.createOrder(BTC, 'limit', 'sell', 0.01, price, { triggerPrice });
  assert.equal(order.info.orderType, 'STOP');
  assert.equal(order.price, price);
  assert.equal(order.triggerPrice, triggerPrice);
  await exchange.cancelOrder(order.id, BTC, TRIGGER);
});

test('trailing stop: with its callback rate', async () => {
  const order = await exchange.createOrder(BTC, 'market', 'sell', 0.01, undefined, {
    trailingPercent: 1.5,
    reduceOnly: true,
  });
  assert.equal(order.info.orderType, 'TRAILING_STOP_MARKET');
  assert.equal(Number(order.info.callbackRate), 1.5);
  await exchange.cancelOrder(order.id, BTC, TRIGGER);
});

test('close position: a stop without a quantity', async () => {
  const order = await exchange.createOrder(BTC, 'market', 'sell', undefined, undefined, {
    stopLossPrice: await below(exchange, 4),
    closePosition: true,
  });
  assert.equal(order.info.closePosition, true);
  await exchange.cancelOrder(order.id, BTC, TRIGGER);
});

test('errors: a trigger that is reached already, an algo order that is not there', async () => {
  const reached = await above(exchange, 1);
  await assert.rejects(
    exchange.createOrder(BTC, 'market', 'sell', 0.01, undefined, {
      stopLossPrice: reached,
      reduceOnly: true,
    }),
    ccxt.OrderImmediatelyFillable,
  );
  await assert.rejects(exchange.cancelOrder('999999999', BTC, TRIGGER), ccxt.BaseError);
});

test('a stop fires when somebody sells through it, and the position is gone', async () => {
  const stop = await exchange.createOrder(BTC, 'market', 'sell', 0.01, undefined, {
    stopLossPrice: await below(exchange, 0.02),
    reduceOnly: true,
  });
  await until(
    async () => {
      const found = await exchange.fetchOrder(stop.id, BTC, TRIGGER);
      if (found.status === 'open') {
        // Down to just beyond the trigger, so that the stop finds buyers when it fires.
        const through = Number(exchange.priceToPrecision(BTC, found.triggerPrice * (1 - 0.0001)));
        await whale.createOrder(BTC, 'limit', 'sell', 10, through, { timeInForce: 'IOC' });
      }
      return found;
    },
    (found) => found.info.algoStatus === 'FINISHED',
    'the stop is done',
  );
  const fired = await exchange.fetchOrder(stop.id, BTC, TRIGGER);
  assert.equal(Number(fired.info.actualQty), 0.01);
  const child = await exchange.fetchOrder(fired.info.actualOrderId, BTC);
  assert.equal(child.clientOrderId, stop.clientOrderId);
  assert.equal(child.filled, 0.01);
});
