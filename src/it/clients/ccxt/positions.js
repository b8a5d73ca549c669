import { test } from 'node:test';
import assert from 'node:assert/strict';
import { BTC, ETH, ccxt, connect } from './venue.js';

const exchange = await connect('positions');

test('leverage: set, and read back', async () => {
  await exchange.setLeverage(7, BTC);
  assert.equal((await exchange.fetchLeverage(BTC)).longLeverage, 7);
  await assert.rejects(
    exchange.fapiPrivatePostLeverage({ symbol: 'BTCUSDT', leverage: 1000 }),
    ccxt.BadRequest,
  );
});

test('margin mode: cross at first, isolated and back, and said when it is so already', async () => {
  assert.equal((await exchange.fetchMarginMode(BTC)).marginMode, 'cross');
  await exchange.setMarginMode('isolated', BTC);
  assert.equal((await exchange.fetchMarginMode(BTC)).marginMode, 'isolated');
  await assert.rejects(
    exchange.setMarginMode('isolated', BTC),
    ccxt.MarginModeAlreadySet,
  );
  await exchange.setMarginMode('cross', BTC);
  assert.equal((await exchange.fetchMarginMode(BTC)).marginMode, 'cross');
});

test('leverage tiers: falling leverage, rising margin', async () => {
  const tiers = (await exchange.fetchLeverageTiers([BTC]))[BTC];
  assert.ok(tiers.length > 1);
  assert.equal(tiers[0].minNotional, 0);
  for (let i = 1; i < tiers.length; i++) {
    assert.ok(tiers[i].maxLeverage <= tiers[i - 1].maxLeverage);
    assert.ok(tiers[i].maintenanceMarginRate > tiers[i - 1].maintenanceMarginRate);
    assert.equal(tiers[i].minNotional, tiers[i - 1].maxNotional);
  }
});

test('position: long, with its margin, entry and liquidation price', async () => {
  await exchange.createOrder(BTC, 'market', 'buy', 0.1);
  const [position] = await exchange.fetchPositions([BTC]);
  assert.equal(position.side, 'long');
  assert.equal(position.contracts, 0.1);
  assert.equal(position.marginMode, 'cross');
  assert.equal(position.hedged, false);
  const [trade] = (await exchange.fetchMyTrades(BTC)).slice(-1);
  assert.ok(Math.abs(position.entryPrice / trade.price - 1) < 0.001);
  assert.ok(Math.abs(position.notional / (position.markPrice * 0.1) - 1) < 0.001);
  assert.ok(position.initialMargin > 0 && position.maintenanceMargin > 0);
  assert.ok(Math.abs(position.notional / position.initialMargin - 7) < 0.1);

  const [risk] = await exchange.fetchPositionsRisk([BTC]);
  assert.equal(risk.contracts, 0.1);
  assert.equal(risk.side, 'long');
});

test('position: turned over by a larger order, then closed', async () => {
  await exchange.createOrder(BTC, 'market', 'sell', 0.15);
  const [position] = await exchange.fetchPositions([BTC]);
  assert.equal(position.side, 'short');
  assert.equal(position.contracts, 0.05);
  await exchange.createOrder(BTC, 'market', 'buy', 1, undefined, { reduceOnly: true });
  assert.deepEqual(await exchange.fetchPositions([BTC]), []);
});

test('isolated margin: added and taken away', async () => {
  await exchange.setMarginMode('isolated', ETH);
  await exchange.createOrder(ETH, 'market', 'buy', 0.1);
  const wallet = async () => {
    const [position] = await exchange.fetchPositions([ETH]);
    return Number(position.info.isolatedWallet);
  };
  const before = await wallet();
  await exchange.addMargin(ETH, 20);
  assert.ok(Math.abs((await wallet()) - before - 20) < 0.01);
  await exchange.reduceMargin(ETH, 10);
  assert.ok(Math.abs((await wallet()) - before - 10) < 0.01);
  await assert.rejects(exchange.setMarginMode('cross', ETH), ccxt.BaseError);
  await exchange.createOrder(ETH, 'market', 'sell', 0.1, undefined, { reduceOnly: true });
});

test('hedge mode: long and short side by side', async () => {
  await exchange.setPositionMode(true);
  assert.equal((await exchange.fetchPositionMode(BTC)).hedged, true);
  await exchange.createOrder(BTC, 'market', 'buy', 0.02, undefined, { positionSide: 'LONG' });
  await exchange.createOrder(BTC, 'market', 'sell', 0.01, undefined, { positionSide: 'SHORT' });
  const sides = Object.fromEntries(
    (await exchange.fetchPositions([BTC])).map((position) => [position.side, position.contracts]),
  );
  assert.deepEqual(sides, { long: 0.02, short: 0.01 });
  await assert.rejects(
    exchange.createOrder(BTC, 'market', 'buy', 0.01),
    ccxt.OperationRejected, // -4061: which side?
  );
  await assert.rejects(exchange.setPositionMode(false), ccxt.OperationRejected);
  await exchange.createOrder(BTC, 'market', 'sell', 0.02, undefined, { positionSide: 'LONG' });
  await exchange.createOrder(BTC, 'market', 'buy', 0.01, undefined, { positionSide: 'SHORT' });
  assert.deepEqual(await exchange.fetchPositions([BTC]), []);
  await exchange.setPositionMode(false);
});

test('ledger: every fee and every result is a row, and they add up to the balance', async () => {
  const rows = await exchange.fetchLedger('USDT', undefined, 1000);
  const types = new Set(rows.map((row) => row.info.incomeType));
  assert.ok(types.has('COMMISSION') && types.has('REALIZED_PNL'));
  const sum = rows
    .filter((row) => row.info.incomeType !== 'TRANSFER')
    .reduce((total, row) => total + Number(row.info.income), 0);
  const balance = await exchange.fetchBalance();
  assert.ok(Math.abs(balance.USDT.total - 10_000 - sum) < 1e-6);
});

test('fees: what the account pays', async () => {
  const fee = await exchange.fetchTradingFee(BTC);
  assert.equal(fee.maker, 0.0002);
  assert.equal(fee.taker, 0.0005);
});

test('history of funding and of liquidations: none yet', async () => {
  assert.deepEqual(await exchange.fetchFundingHistory(BTC), []);
  assert.deepEqual(await exchange.fetchMyLiquidations(BTC), []);
});
