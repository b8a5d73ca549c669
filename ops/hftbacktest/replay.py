"""Replays raw captures through hftbacktest 1.8.4 (numba) beside `./vortex7 bench replay`, in turns.

  python3 -m venv peer && peer/bin/pip install hftbacktest==1.8.4
  peer/bin/python ops/hftbacktest/replay.py --pairs 5 btcusdt_20240718.gz btcusdt_20240719.gz

On both sides two orders of 0.01 rest at the best prices with a queue model, and are taken back and
placed anew each second. A level event is a trade or the change of one level of a book; both sides
must have consumed the same number. Converting the captures and compiling are not timed; time is the
CPU time of the thread that replays. Prints JSON; exit status 1 when the goal is missed with the lower
end of the 95 % interval (percentile bootstrap of the ratio of medians), or the machine was busy: a
thread that asked for a millisecond's rest came more than 200 microseconds late once in a hundred.
"""

import argparse
import contextlib
import json
import os
import random
import statistics
import subprocess
import sys
import time

import numpy as np
from hftbacktest import GTX, ConstantLatency, HftBacktest, Linear, SquareProbQueueModel, reset
from hftbacktest.data.utils import binancefutures
from numba import njit

SECOND = 1_000_000_000
DEPTH, TRADE, SNAPSHOT = 1, 2, 4
KERNEL = "replay with orders"
GOAL = 10
FLOOR_MAX_MICROS = 200


@njit
def quote(hbt):
    """Goes through everything; returns how often the position changed."""
    order = 0
    changes = 0
    position = 0.0
    while hbt.elapse(SECOND):
        if hbt.position != position:
            position = hbt.position
            changes += 1
        hbt.clear_inactive_orders()
        for resting in hbt.orders.values():
            if resting.cancellable:
                hbt.cancel(resting.order_id)
        if not hbt.elapse(1):
            return changes
        hbt.clear_inactive_orders()
        order += 2
        hbt.submit_buy_order(order, hbt.best_bid, 0.01, GTX)
        hbt.submit_sell_order(order + 1, hbt.best_ask, 0.01, GTX)
    return changes


def captures(files):
    with contextlib.redirect_stdout(sys.stderr):
        return [binancefutures.convert(f, timestamp_unit="ns", base_latency=0) for f in files]


def level_events(data):
    """Each once: where the venue's and the receiver's order differ, there is a row for each."""
    kinds = data[:, 0].astype(np.int64) & 0xFF
    venue = data[:, 1] > 0
    return int(np.count_nonzero(venue & np.isin(kinds, (TRADE, DEPTH, SNAPSHOT))))


def backtest(data):
    return HftBacktest(
        data,
        tick_size=0.1,
        lot_size=0.001,
        maker_fee=0.0002,
        taker_fee=0.0005,
        order_latency=ConstantLatency(0, 0),
        asset_type=Linear,
        queue_model=SquareProbQueueModel())


def lateness():
    """Of two seconds of rests of a millisecond, in microseconds."""
    late = []
    for _ in range(1_700):
        begun = time.perf_counter()
        time.sleep(0.001)
        late.append(max(0.0, (time.perf_counter() - begun) * 1e6 - 1_000))
    return late


def ours(program, files, rounds):
    told = subprocess.run(
        [program, "bench", "replay", *files, "--rounds", str(rounds), "--json"],
        check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    report = json.loads(told[told.index("{"):])
    kernel = next(each for each in report["kernels"] if each["kernel"] == KERNEL)
    return report["levelEvents"], kernel["perSecond"]


def interval(ours_rates, peer_rates):
    chance = random.Random(1)
    ratios = sorted(
        statistics.median(chance.choices(ours_rates, k=len(ours_rates)))
        / statistics.median(chance.choices(peer_rates, k=len(peer_rates)))
        for _ in range(10_000))
    return ratios[249], ratios[9_749]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("captures", nargs="+")
    arguments.add_argument("--pairs", type=int, default=5)
    arguments.add_argument("--rounds", type=int, default=3, help="of each side in a pair")
    arguments.add_argument("--vortex7", default=os.path.join(os.path.dirname(__file__), "../../vortex7"))
    given = arguments.parse_args()
    files = [os.path.abspath(each) for each in given.captures]
    data = np.vstack(captures(files))
    events = level_events(data)
    hbt = backtest(data)
    changes = quote(hbt)  # Compiles.
    peer_rates, our_rates, late = [], [], []
    for _ in range(given.pairs):
        late += lateness()
        for _ in range(given.rounds):
            reset(hbt, data)  # A new one would be compiled anew.
            begun = time.process_time()
            changes = quote(hbt)
            peer_rates.append(events / (time.process_time() - begun))
        our_events, rates = ours(given.vortex7, files, given.rounds)
        if our_events != events:
            sys.exit(f"{events} level events there, {our_events} here")
        our_rates += rates
    low, high = interval(our_rates, peer_rates)
    floor = sorted(late)[int(0.99 * len(late))]
    print(json.dumps({
        "levelEvents": events,
        "latenessP99Micros": round(floor),
        "void": floor > FLOOR_MAX_MICROS,
        "hftbacktestPerSecond": statistics.median(peer_rates),
        "perSecond": statistics.median(our_rates),
        "ratio": statistics.median(our_rates) / statistics.median(peer_rates),
        "interval": [low, high],
        "goal": GOAL,
        "met": low >= GOAL,
        "positionChangesThere": int(changes)}, indent=2))
    sys.exit(0 if low >= GOAL and floor <= FLOOR_MAX_MICROS else 1)


if __name__ == "__main__":
    main()
