"""A seasonal model in NumPy as a peer in benchmarks.

Level, daily and weekly season by medians, a robust spread by the median absolute deviation, and robust distances as scores: what people write
first. "online" is the same idea point by point, as a stream has to be scored: exponential smoothing of level, season and spread.

Tasks (answer_tasks.py), time by the clock:
{"do": "load", "file", "slots"}        the values, float64, `slots` a day, whole days from a Monday on
{"do": "fit"}                          fits the model on all values
{"do": "score", "points": n, "repeat": k}   scores the last n values, k times
{"do": "online", "points": n}          runs the online model over the first n values
"""

import time

import numpy as np
from answer_tasks import answer_tasks

values = model = None
per_day = 0


def load(file, slots):
    global values, per_day
    values, per_day = np.fromfile(file, np.float64), slots


def fit():
    global model
    days = values.reshape(-1, per_day)
    level = np.median(days)
    daily = np.median(days, axis=0) - level
    rest = days - level - daily
    weekly = np.stack([np.median(rest[day::7], axis=0) for day in range(7)])
    errors = rest - weekly[np.arange(len(days)) % 7]
    model = level, daily, weekly.reshape(-1), 1.4826 * np.median(np.abs(errors))


def score(points):
    level, daily, weekly, sigma = model
    first = len(values) - points
    at = np.arange(first, len(values))
    expected = level + daily[at % per_day] + weekly[at % (7 * per_day)]
    return np.abs(values[first:] - expected) / sigma


def online(points):
    level, spread = values[0], 1.0
    season = np.zeros(per_day)
    out = np.empty(points)
    for i in range(points):
        slot = i % per_day
        error = values[i] - level - season[slot]
        out[i] = abs(error) / spread
        error = min(3 * spread, max(-3 * spread, error))
        level += 0.04 * error
        season[slot] += 0.3 * error
        spread += 0.002 * (1.25 * abs(error) - spread)
    return out


answer_tasks({"load": load, "fit": fit, "score": score, "online": online}, time.perf_counter)
