"""scikit-learn's KMeans as a peer in the benchmark, on one thread, pinned to a core: processor time.

Tasks (answer_tasks.py):
{"do": "load", "core", "file", "rows", "columns", "k"}  pins itself and reads rows of float32; the first centres are behind them
{"do": "fit", "repeat"}                                 Lloyd's algorithm from these centres
{"do": "seeded", "repeat"}                              the same from k-means++ seeds
"""

import os

import numpy as np
from answer_tasks import answer_tasks
from sklearn.cluster import KMeans

data = lloyd = seeded = None


def load(core, file, rows, columns, k):
    global data, lloyd, seeded
    os.sched_setaffinity(0, {core})
    numbers = np.fromfile(file, np.float32).reshape(-1, columns)
    data, first = numbers[:rows].copy(), numbers[rows : rows + k].copy()
    lloyd = KMeans(k, init=first, n_init=1, algorithm="lloyd")
    seeded = KMeans(k, init="k-means++", n_init=1, algorithm="lloyd", random_state=1)


answer_tasks({"load": load, "fit": lambda: lloyd.fit(data), "seeded": lambda: seeded.fit(data)})
