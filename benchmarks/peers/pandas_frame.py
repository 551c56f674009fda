"""The same frame operations in pandas. Each line of input names one operation; the reply is its time in seconds."""
import io
import json
import sys
import time

import numpy
import pandas

ROWS = int(sys.argv[1])
CSV_ROWS = int(sys.argv[2])

random = numpy.random.default_rng(7)
frame = pandas.DataFrame({
    "position": random.random(ROWS) * 100,
    "signal": random.standard_normal(ROWS),
    "reference": random.random(ROWS),
    "channel": random.integers(0, 1000, ROWS),
    "sample": numpy.array([f"sample {i}" for i in range(50)], dtype=object)[random.integers(0, 50, ROWS)],
})
table = frame.head(CSV_ROWS)

OPERATIONS = {
    "filter": lambda: frame[frame["signal"] > 0.5],
    "sort": lambda: frame.sort_values("position", kind="stable"),
    "sort two keys": lambda: frame.sort_values(["channel", "signal"]),
    "group number": lambda: frame.groupby("channel")[["signal", "reference"]].mean(),
    "group text": lambda: frame.groupby("sample")["signal"].agg(["mean", "std", "min", "max"]),
    "describe": lambda: frame.describe(),
    "csv write": lambda: table.to_csv(io.StringIO(), index=False),
    "csv read": lambda: pandas.read_csv(io.StringIO(CSV)),
}
CSV = table.to_csv(index=False)

print(json.dumps({"ready": True, "version": pandas.__version__}), flush=True)
for line in sys.stdin:
    start = time.perf_counter()
    result = OPERATIONS[line.strip()]()
    seconds = time.perf_counter() - start
    del result
    print(json.dumps({"seconds": seconds}), flush=True)
