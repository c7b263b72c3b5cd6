"""scikit-learn's LocalOutlierFactor and NearestNeighbors as peers in benchmarks.

Reads one JSON object a line and answers each with {"ms": processor time of one call}:
{"do": "load", "file", "rows", "columns"}                a float32 file to work on (answers 0)
{"do": "neighbours" or "factors", "k", "repeat": n}      distances to the k nearest of all rows, or their outlier factors, n times
"""

import json
import sys
import time

import numpy as np
from sklearn.neighbors import LocalOutlierFactor, NearestNeighbors

rows = None
for line in sys.stdin:
    asked = json.loads(line)
    repeat = asked.get("repeat", 1)
    started = time.process_time()
    if asked["do"] == "load":
        rows = np.fromfile(asked["file"], np.float32).reshape(asked["rows"], asked["columns"])
        started = time.process_time()
    for _ in range(repeat):
        if asked["do"] == "neighbours":
            NearestNeighbors(n_neighbors=asked["k"]).fit(rows).kneighbors()
        elif asked["do"] == "factors":
            LocalOutlierFactor(n_neighbors=asked["k"]).fit(rows)
    print(json.dumps({"ms": (time.process_time() - started) * 1e3 / repeat}), flush=True)
