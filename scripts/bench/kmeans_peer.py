"""scikit-learn's KMeans as a peer in the benchmark, on one thread, pinned to a core.

Reads one JSON object a line and answers each with {"ms": processor time of one call}:
{"do": "load", "core", "file", "rows", "columns", "k"}  pins itself and reads rows of float32; the first centres are behind them (answers 0)
{"do": "fit", "repeat"}                                 Lloyd's algorithm from these centres
{"do": "seeded", "repeat"}                              the same from k-means++ seeds
"""

import json
import os
import sys
import time

import numpy as np
from sklearn.cluster import KMeans

rows = first = None
for line in sys.stdin:
    asked = json.loads(line)
    repeat = asked.get("repeat", 1)
    if asked["do"] == "load":
        os.sched_setaffinity(0, {asked["core"]})
        numbers = np.fromfile(asked["file"], np.float32).reshape(-1, asked["columns"])
        rows, first = numbers[: asked["rows"]].copy(), numbers[asked["rows"] : asked["rows"] + asked["k"]].copy()
        models = {
            "fit": KMeans(asked["k"], init=first, n_init=1, algorithm="lloyd"),
            "seeded": KMeans(asked["k"], init="k-means++", n_init=1, algorithm="lloyd", random_state=1),
        }
        started = time.process_time()
    else:
        started = time.process_time()
        for _ in range(repeat):
            models[asked["do"]].fit(rows)
    print(json.dumps({"ms": (time.process_time() - started) * 1e3 / repeat}), flush=True)
