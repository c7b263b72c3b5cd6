"""scikit-learn's OneClassSVM as a peer in benchmarks.

Reads one JSON object a line and answers each with {"ms": how long one call took}:
{"do": "load", "file", "rows", "columns"}   the first rows of a float32 file to work on (answers 0)
{"do": "fit", "nu", "tolerance"}            fits them with gamma='scale' and keeps the model
{"do": "score", "rows": n, "repeat": k}     scores the first n rows, k times
"""

import json
import sys
import time

import numpy as np
from sklearn.svm import OneClassSVM

rows = model = None
for line in sys.stdin:
    asked = json.loads(line)
    repeat = asked.get("repeat", 1)
    started = time.perf_counter()
    if asked["do"] == "load":
        wanted = asked["rows"] * asked["columns"]
        rows = np.fromfile(asked["file"], np.float32, count=wanted).reshape(asked["rows"], -1)
        started = time.perf_counter()
    elif asked["do"] == "fit":
        model = OneClassSVM(nu=asked["nu"], gamma="scale", tol=asked["tolerance"]).fit(rows)
    else:
        part = rows[: asked["rows"]]
        for _ in range(repeat):
            model.score_samples(part)
    print(json.dumps({"ms": (time.perf_counter() - started) * 1e3 / repeat}), flush=True)
