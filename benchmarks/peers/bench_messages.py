"""Loads the benchmark messages, generated with protoc at the start."""
import importlib
import os
import subprocess
import sys
import tempfile


def load():
    here = os.path.dirname(os.path.abspath(__file__))
    protos = os.path.join(here, "..", "LabSdk.Benchmarks", "Protos")
    target = tempfile.mkdtemp(prefix="labsdk-bench-")
    subprocess.run(["protoc", "-I", protos, "--python_out", target, "bench.proto"], check=True)
    sys.path.insert(0, target)
    return importlib.import_module("bench_pb2")


pb = load()
