// ccxt's binanceusdm at the venue that the environment names: nothing but its base URLs differs
// from what a bot on the real venue uses.
import ccxt from 'ccxt';

export { ccxt };

export const BTC = 'BTC/USDT:USDT';
export const ETH = 'ETH/USDT:USDT';

const REST = mandatory('VENUE_REST');
const STREAMS = mandatory('VENUE_STREAMS');

function mandatory(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`${name} must name the venue, such as http://127.0.0.1:8090`);
  }
  return value;
}

/** Every URL of the client with its host replaced. */
function moved(urls) {
  return Object.fromEntries(
    Object.entries(urls).map(([name, url]) => [
      name,
      typeof url === 'string'
        ? url.replace(/^https:\/\/[^/]+/, REST).replace(/^wss:\/\/[^/]+/, STREAMS)
        : moved(url),
    ]),
  );
}

const opened = [];

/** A client of the account `ccxt-NAME`; `config` goes to ccxt's constructor as it is. */
export async function connect(name, config = {}) {
  const exchange = new ccxt.pro.binanceusdm({
    apiKey: `ccxt-${name}`,
    secret: `ccxt-${name}-secret`,
    enableRateLimit: false, // The venue's own limits are what counts here.
    ...config,
  });
  exchange.urls.api = moved(exchange.urls.api);
  // ccxt looks the futures' own error codes up when the host is called fapi.binance.com; where it is
  // called otherwise, they have to stand among those of every host.
  Object.assign(exchange.exceptions.exact, exchange.exceptions.linear.exact);
  await exchange.loadHttpProxyAgent(); // What ccxt asks for before a socket without TLS.
  opened.push(exchange);
  return exchange;
}

export async function disconnectAll() {
  await Promise.all(opened.map((exchange) => exchange.close()));
}

/** Best bid and ask. */
export async function best(exchange, symbol = BTC) {
  const book = await exchange.fetchOrderBook(symbol, 5);
  return { bid: book.bids[0][0], ask: book.asks[0][0] };
}

/** A price that rests: `percent` below the best bid, on a whole tick. */
export async function below(exchange, percent, symbol = BTC) {
  const { bid } = await best(exchange, symbol);
  return Number(exchange.priceToPrecision(symbol, bid * (1 - percent / 100)));
}

export async function above(exchange, percent, symbol = BTC) {
  return below(exchange, -percent, symbol);
}

/** Asks until `settled` holds of the answer; gives the answer. */
export async function until(ask, settled, what, seconds = 10) {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (settled(answer)) {
      return answer;
    }
    if (Date.now() > deadline) {
      throw new Error(`${what}: not within ${seconds} s, last was ${JSON.stringify(answer)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
