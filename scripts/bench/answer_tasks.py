"""What a peer in benchmarks does with the tasks it reads."""

import json
import sys
import time


def answer_tasks(tasks, clock=time.process_time):
    """Reads one JSON object a line and answers each with {"ms": what one call took by the clock}. Its "do" names the function in `tasks`, its "repeat" how
    often to call it (1 where it is absent); the function gets the rest. Loading data answers with what that took, which nobody reads."""
    for line in sys.stdin:
        asked = json.loads(line)
        work, repeat = tasks[asked.pop("do")], asked.pop("repeat", 1)
        started = clock()
        for _ in range(repeat):
            work(**asked)
        print(json.dumps({"ms": (clock() - started) * 1e3 / repeat}), flush=True)
