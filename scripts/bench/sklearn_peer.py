"""scikit-learn's IsolationForest as a peer in benchmarks: processor time.

Tasks (answer_tasks.py):
{"do": "load", "file", "rows", "columns"}         the first rows of a float32 file to work on
{"do": "fit", "contamination": "auto" or share}   fits 100 trees of 256 points and keeps the forest
{"do": "score", "rows": n, "repeat": k}           scores the first n rows, k times
"""

import itertools

import numpy as np
from answer_tasks import answer_tasks
from sklearn.ensemble import IsolationForest

data = forest = None
seeds = itertools.count(1)


def load(file, rows, columns):
    global data
    data = np.fromfile(file, np.float32, count=rows * columns).reshape(rows, -1)


def fit(contamination):
    global forest
    forest = IsolationForest(n_estimators=100, max_samples=256, contamination=contamination, random_state=next(seeds)).fit(data)


def score(rows):
    forest.score_samples(data[:rows])


answer_tasks({"load": load, "fit": fit, "score": score})
