"""Data sets with anomalies for detectors of outliers; the same for every caller."""

import numpy as np
from sklearn.datasets import load_breast_cancer, load_digits, load_wine, make_moons
from sklearn.preprocessing import StandardScaler


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
    return np.vstack([usual, anomalies]), label


def write_sets(folder, standardised):
    """Writes each data set as NAME.f32 (rows of float32) and NAME.u8 (1: anomaly); gives its name, about, rows and columns, its rows and its labels."""
    for number, make in enumerate([breast_cancer, digits, wine, moons, correlated]):
        rows, label = make(np.random.default_rng(number))
        rows = (StandardScaler().fit_transform(rows) if standardised else rows).astype(np.float32)
        name = make.__name__.replace("_", "-")
        rows.tofile(folder / f"{name}.f32")
        label.tofile(folder / f"{name}.u8")
        said = {"name": name, "about": make.__doc__.strip(), "rows": rows.shape[0], "columns": rows.shape[1]}
        yield said, rows, label
