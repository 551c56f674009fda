"""Loads the interop messages: generated with protoc at the start, because no generated Python is kept in the repository."""
import importlib
import os
import subprocess
import sys
import tempfile


def load_messages():
    here = os.path.dirname(os.path.abspath(__file__))
    target = tempfile.mkdtemp(prefix="labsdk-interop-")
    subprocess.run(["protoc", "-I", here, "--python_out", target, "interop.proto"], check=True)
    sys.path.insert(0, target)
    return importlib.import_module("interop_pb2")


pb = load_messages()

# name: (request, reply, kind)
METHODS = {
    "EmptyCall": (pb.Nothing, pb.Nothing, "unary_unary"),
    "UnaryCall": (pb.UnaryRequest, pb.UnaryReply, "unary_unary"),
    "StreamingOutput": (pb.StreamRequest, pb.StreamReply, "unary_stream"),
    "StreamingInput": (pb.InputRequest, pb.InputReply, "stream_unary"),
    "FullDuplex": (pb.StreamRequest, pb.StreamReply, "stream_stream"),
    "WaitForCancellations": (pb.Observation, pb.Observation, "unary_unary"),
}


def zeros(size):
    return pb.Payload(body=bytes(size))
