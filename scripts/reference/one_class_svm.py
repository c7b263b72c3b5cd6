"""What scikit-learn's OneClassSVM finds on data sets with anomalies (outlier_sets.py), standardised.

usage: one_class_svm.py FOLDER TOLERANCE

Writes the data sets and NAME-NU.decision (float64, one a row) into FOLDER and prints one JSON list: name, about, rows, columns, nu, gamma, the number of
support vectors.
"""

import json
import sys
from pathlib import Path

import numpy as np
from outlier_sets import write_sets
from sklearn.svm import OneClassSVM


def main():
    folder, tolerance = Path(sys.argv[1]), float(sys.argv[2])
    results = []
    for said, rows, _ in write_sets(folder, standardised=True):
        for nu in [0.05, 0.2]:
            model = OneClassSVM(nu=nu, gamma="scale", tol=tolerance).fit(rows)
            decision = model.decision_function(rows)
            decision.astype(np.float64).tofile(folder / f"{said['name']}-{nu}.decision")
            results.append({**said, "nu": nu, "gamma": float(model._gamma), "vectors": len(model.support_)})
    json.dump(results, sys.stdout)


main()
