"""VUS-PR as TSB-AD's own code computes it. Arguments: a folder that holds the package, a JSON file of cases. Prints one number a case."""

import json
import sys

import numpy as np

sys.path.insert(0, sys.argv[1])
from TSB_AD.evaluation.basic_metrics import basic_metricor  # noqa: E402

cases = json.load(open(sys.argv[2]))
print(
    json.dumps(
        [
            basic_metricor().RangeAUC_volume_opt(
                np.array(case["labels"]), np.array(case["scores"], dtype=float), case["window"]
            )[-1]
            for case in cases
        ]
    )
)
