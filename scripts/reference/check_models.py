"""Judges ONNX files: onnx.checker, then onnxruntime's outputs beside the expected ones.

usage: check_models.py FOLDER

Reads FOLDER/cases.json and prints one JSON list: name, bytes, problem (null, or why the file is refused), rows and the largest difference of any
output (null where one is NaN and the other not).
"""

import json
import sys
from pathlib import Path

import numpy as np
import onnx
import onnxruntime


def read(folder, tensor):
    return np.fromfile(folder / tensor["file"], dtype=tensor["type"]).reshape(tensor["dims"])


def largest_difference(found, expected):
    if found.shape != expected.shape or (np.isnan(found) != np.isnan(expected)).any():
        return None
    known = ~np.isnan(expected)
    return float(np.abs(found[known].astype(np.float64) - expected[known]).max(initial=0))


def judge(folder, case):
    path = folder / case["model"]
    result = {"name": case["name"], "bytes": path.stat().st_size, "problem": None, "rows": 0, "difference": None}
    try:
        onnx.checker.check_model(str(path), full_check=True)
        session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        inputs = {tensor["name"]: read(folder, tensor) for tensor in case["inputs"]}
        names = [tensor["name"] for tensor in case["expected"]]
        found = session.run(names, inputs)
    except Exception as error:  # noqa: BLE001 - whatever a judge objects to is the finding
        return {**result, "problem": str(error).strip().splitlines()[0]}
    expected = [read(folder, tensor) for tensor in case["expected"]]
    differences = [largest_difference(*pair) for pair in zip(found, expected)]
    result["rows"] = int(expected[0].shape[0])
    result["difference"] = None if None in differences else max(differences)
    return result


def main():
    folder = Path(sys.argv[1])
    cases = json.loads((folder / "cases.json").read_text())
    json.dump([judge(folder, case) for case in cases], sys.stdout)


main()
