// Everything in one process: loading ccxt takes longer than most of what is tested.
import { after } from 'node:test';
import { disconnectAll } from './venue.js';

await import('./market-data.js');
await import('./orders.js');
await import('./conditional.js');
await import('./positions.js');
await import('./streams.js');

after(disconnectAll);
