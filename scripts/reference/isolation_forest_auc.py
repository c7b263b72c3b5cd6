"""What scikit-learn's isolation forest finds on data sets with anomalies (outlier_sets.py).

usage: isolation_forest_auc.py FOLDER FIRST_SEED LAST_SEED

Writes the data sets into FOLDER and prints one JSON list: name, about, rows, columns, and the area under the ROC curve of scikit-learn's IsolationForest
(100 trees of 256 points) for each seed. The data are the same for every seed.
"""

import json
import sys
from pathlib import Path

from outlier_sets import write_sets
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score


def area(rows, label, seed):
    forest = IsolationForest(n_estimators=100, max_samples=min(256, len(rows)), random_state=seed)
    return roc_auc_score(label, -forest.fit(rows).score_samples(rows))


def main():
    folder, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    results = []
    for said, rows, label in write_sets(folder, standardised=False):
        results.append({**said, "areas": [area(rows, label, seed) for seed in range(first, last + 1)]})
    json.dump(results, sys.stdout)


main()
