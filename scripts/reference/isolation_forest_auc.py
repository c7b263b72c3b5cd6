"""Data sets for the isolation forest, and what scikit-learn's finds on them.

usage: isolation_forest_auc.py FOLDER FIRST_SEED LAST_SEED

Writes NAME.f32 (rows of float32) and NAME.u8 (1: anomaly) into FOLDER and prints one JSON list: name, rows, columns, and the area under the
ROC curve of scikit-learn's IsolationForest (100 trees of 256 points) for each seed. The data are the same for every seed.
"""

import json
import sys
from pathlib import Path

import numpy as np
from sklearn.datasets import load_breast_cancer, load_digits, load_wine, make_moons
from sklearn.ensemble import IsolationForest
from sklearn.metrics import roc_auc_score


def breast_cancer(random):
    """Benign tumours, and a tenth as many malignant ones."""
    rows, benign = load_breast_cancer(return_X_y=True)
    malignant = random.choice(np.flatnonzero(benign == 0), 36, replace=False)
    return with_anomalies(rows[benign == 1], rows[malignant])


def digits(random):
    """Nines, and fifteen ones among them."""
    rows, digit = load_digits(return_X_y=True)
    ones = random.choice(np.flatnonzero(digit == 1), 15, replace=False)
    return with_anomalies(rows[digit == 9], rows[ones])


def wine(random):
    """Two cultivars, and ten bottles of the third."""
    rows, cultivar = load_wine(return_X_y=True)
    third = random.choice(np.flatnonzero(cultivar == 0), 10, replace=False)
    return with_anomalies(rows[cultivar != 0], rows[third])


def moons(random):
    """Two half moons in a square of noise."""
    rows, _ = make_moons(950, noise=0.06, random_state=1)
    return with_anomalies(rows, random.uniform([-2, -1.5], [3, 2], (50, 2)))


def correlated(random):
    """Twenty dependent columns, heavy tails as anomalies."""
    mixing = random.normal(size=(20, 20)) / np.sqrt(20)
    rows = random.normal(size=(2900, 20)) @ mixing
    return with_anomalies(rows, random.standard_t(3, (100, 20)) @ mixing * 1.2)


def with_anomalies(usual, anomalies):
    label = np.repeat([0, 1], [len(usual), len(anomalies)]).astype(np.uint8)
    return np.vstack([usual, anomalies]).astype(np.float32), label


def area(rows, label, seed):
    forest = IsolationForest(n_estimators=100, max_samples=min(256, len(rows)), random_state=seed)
    return roc_auc_score(label, -forest.fit(rows).score_samples(rows))


def main():
    folder, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    results = []
    for number, make in enumerate([breast_cancer, digits, wine, moons, correlated]):
        rows, label = make(np.random.default_rng(number))
        name = make.__name__.replace("_", "-")
        rows.tofile(folder / f"{name}.f32")
        label.tofile(folder / f"{name}.u8")
        areas = [area(rows, label, seed) for seed in range(first, last + 1)]
        about = make.__doc__.strip()
        results.append({"name": name, "about": about, "rows": rows.shape[0], "columns": rows.shape[1], "areas": areas})
    json.dump(results, sys.stdout)


main()
