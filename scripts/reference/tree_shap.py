"""What shap's TreeExplainer says of Nightjar's isolation trees.

usage: tree_shap.py FOLDER

Reads FOLDER/forests.json, a list of {"name", "features", "subsample", "trees": [{"left", "right", "feature", "threshold", "path"}]} (nodes in preorder; left is -1 at a
leaf, where path is its length), with NAME.rows and NAME.parts beside it: float32 rows and Nightjar's contributions, float64. Prints one JSON list: name, rows,
features and the largest differences of contributions and of the expected path length.
"""

import json
import sys
from pathlib import Path

import numpy as np
import shap


def average_path(n):
    """c(n) of Liu, Ting & Zhou (2008), equation 1."""
    return 0.0 if n <= 1 else 1.0 if n == 2 else 2 * (np.log(n - 1) + np.euler_gamma) - 2 * (n - 1) / n


def weights(tree, lengths):
    """Training points of every node: a leaf's path is its level plus c(points)."""
    points = np.zeros(len(tree["left"]))

    def count(node, level):
        if tree["left"][node] < 0:
            points[node] = 1 + np.abs(lengths - (tree["path"][node] - level)).argmin()
        else:
            points[node] = count(tree["left"][node], level + 1) + count(tree["right"][node], level + 1)
        return points[node]

    count(0, 0)
    return points


def judge(folder, forest):
    lengths = np.array([average_path(n) for n in range(1, forest["subsample"] + 1)])
    trees = [
        {
            "children_left": np.array(tree["left"]),
            "children_right": np.array(tree["right"]),
            "children_default": np.array(tree["left"]),
            "features": np.array(tree["feature"]),
            "thresholds": np.array(tree["threshold"]),
            "values": np.array(tree["path"]).reshape(-1, 1) / len(forest["trees"]),
            "node_sample_weight": weights(tree, lengths),
        }
        for tree in forest["trees"]
    ]
    explainer = shap.TreeExplainer({"trees": trees}, feature_perturbation="tree_path_dependent")
    rows = np.fromfile(folder / f"{forest['name']}.rows", np.float32).reshape(-1, forest["features"])
    parts = np.fromfile(folder / f"{forest['name']}.parts").reshape(rows.shape)
    theirs = explainer.shap_values(rows.astype(np.float64), check_additivity=False)
    return {
        "name": forest["name"],
        "rows": len(rows),
        "features": forest["features"],
        "difference": float(np.abs(theirs - parts).max()),
        "expectedDifference": float(abs(np.ravel(explainer.expected_value)[0] - forest["expected"])),
    }


def main():
    folder = Path(sys.argv[1])
    forests = json.loads((folder / "forests.json").read_text())
    json.dump([judge(folder, forest) for forest in forests], sys.stdout)


main()
