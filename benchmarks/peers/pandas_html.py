"""HTML of a table of 60 rows and 5 columns in pandas: to_html() and what a notebook asks for. Prints medians in seconds."""
import json
import statistics
import time

import numpy
import pandas

random = numpy.random.default_rng(7)
frame = pandas.DataFrame({
    "point": range(60),
    "stage": numpy.arange(60) * 0.25,
    "power": random.standard_normal(60) * 1e-5 + 1.2e-3,
    "reference": random.random(60),
    "note": ["retried" if i % 10 == 0 else "" for i in range(60)],
})


def median(action):
    times = []
    for _ in range(60):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return statistics.median(times[10:])


print(json.dumps({
    "version": pandas.__version__,
    "to_html": median(frame.to_html),
    "repr": median(frame._repr_html_),
}))
