"""A seasonal model in NumPy as a peer in benchmarks.

Level, daily and weekly season by medians, a robust spread by the median absolute deviation, and robust distances as scores: what people write
first. "online" is the same idea point by point, as a stream has to be scored: exponential smoothing of level, season and spread.

Reads one JSON object a line and answers each with {"ms": how long one call took}:
{"do": "load", "file", "slots"}        the values, float64, `slots` a day, whole days from a Monday on (answers 0)
{"do": "fit"}                          fits the model on all values
{"do": "score", "points": n, "repeat": k}   scores the last n values, k times
{"do": "online", "points": n}          runs the online model over the first n values
"""

import json
import sys
import time

import numpy as np

values = model = None
slots = 0


def fit():
    days = values.reshape(-1, slots)
    level = np.median(days)
    daily = np.median(days, axis=0) - level
    rest = days - level - daily
    weekly = np.stack([np.median(rest[day::7], axis=0) for day in range(7)])
    errors = rest - weekly[np.arange(len(days)) % 7]
    return level, daily, weekly.reshape(-1), 1.4826 * np.median(np.abs(errors))


def score(points):
    level, daily, weekly, sigma = model
    first = len(values) - points
    at = np.arange(first, len(values))
    expected = level + daily[at % slots] + weekly[at % (7 * slots)]
    return np.abs(values[first:] - expected) / sigma


def online(points):
    level, spread = values[0], 1.0
    season = np.zeros(slots)
    out = np.empty(points)
    for i in range(points):
        slot = i % slots
        error = values[i] - level - season[slot]
        out[i] = abs(error) / spread
        error = min(3 * spread, max(-3 * spread, error))
        level += 0.04 * error
        season[slot] += 0.3 * error
        spread += 0.002 * (1.25 * abs(error) - spread)
    return out


for line in sys.stdin:
    asked = json.loads(line)
    repeat = asked.get("repeat", 1)
    started = time.perf_counter()
    if asked["do"] == "load":
        values, slots = np.fromfile(asked["file"], np.float64), asked["slots"]
        started = time.perf_counter()
    elif asked["do"] == "fit":
        model = fit()
    elif asked["do"] == "online":
        online(asked["points"])
    else:
        for _ in range(repeat):
            score(asked["points"])
    print(json.dumps({"ms": (time.perf_counter() - started) * 1e3 / repeat}), flush=True)
