"""scikit-learn's IsolationForest as a peer in benchmarks.

Reads one JSON object a line and answers each with {"ms": processor time of one call}:
{"do": "load", "file", "rows", "columns"}         the first rows of a float32 file to work on (answers 0)
{"do": "fit", "contamination": "auto" or share}   fits 100 trees of 256 points and keeps the forest
{"do": "score", "rows": n, "repeat": k}           scores the first n rows, k times
"""

import json
import sys
import time

import numpy as np
from sklearn.ensemble import IsolationForest

rows = forest = None
seed = 0
for line in sys.stdin:
    asked = json.loads(line)
    repeat = asked.get("repeat", 1)
    started = time.process_time()
    if asked["do"] == "load":
        wanted = asked["rows"] * asked["columns"]
        rows = np.fromfile(asked["file"], np.float32, count=wanted).reshape(asked["rows"], -1)
        started = time.process_time()
    elif asked["do"] == "fit":
        seed += 1
        forest = IsolationForest(
            n_estimators=100, max_samples=256, contamination=asked["contamination"], random_state=seed
        ).fit(rows)
    else:
        part = rows[: asked["rows"]]
        for _ in range(repeat):
            forest.score_samples(part)
    print(json.dumps({"ms": (time.process_time() - started) * 1e3 / repeat}), flush=True)
