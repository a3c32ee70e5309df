"""One side, in a process of its own: ``python -m bench.measure SIDE FOLDER OUT REPEATS``.

Prints one line of JSON: the seconds of making ready, of the first run and of the best, and what
the side tells of its best run. The figures go to the file OUT.
"""

import importlib
import json
import sys
from pathlib import Path
from time import perf_counter, process_time

from bench.figures import save
from bench.sides import SIDES
from bench.work import Places


def main() -> None:
    """Measure the side that is named."""
    side, folder, out, repeats = sys.argv[1:]
    module, _, name = SIDES[side].partition(".")
    begun = perf_counter()
    ready = getattr(importlib.import_module(f"bench.{module}"), name)
    with ready(Places(Path(folder))) as work:
        told: dict[str, float] = {"ready": perf_counter() - begun, "all runs": 0.0}
        result: object = None
        for repeat in range(int(repeats)):
            begun, worked = perf_counter(), process_time()
            result = work.run()
            seconds, processor = perf_counter() - begun, process_time() - worked
            told["processor"] = min(processor, told.get("processor", processor))
            told.setdefault("first", seconds)
            told["all runs"] += seconds
            if repeat == 0 or seconds < told["best"]:
                told |= {"best": seconds, **work.told()}
        begun = perf_counter()
        figures, hidden = work.figures(result), work.hidden(result)
    save(figures, Path(out), hidden)
    told |= work.extra()
    print(json.dumps(told | {"figures": len(figures), "afterwards": perf_counter() - begun}))


if __name__ == "__main__":
    main()
