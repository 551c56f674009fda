"""grpcio's client: grpc_client.py PORT unary CALLS | frames SIZE COUNT | samples COUNT; prints one JSON line."""
import json
import statistics
import sys
import time

import grpc

from bench_messages import pb

LIMITS = [("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)]


def unary(channel, calls):
    call = channel.unary_unary(
        "/labsdk.bench.Bench/State", pb.StateRequest.SerializeToString, pb.StateReply.FromString)
    times = []
    for number in range(calls + calls // 5):
        start = time.perf_counter()
        call(pb.StateRequest(device_id="mock_stage"))
        if number >= calls // 5:
            times.append(time.perf_counter() - start)
    times.sort()
    return {"p50_us": statistics.median(times) * 1e6, "p99_us": times[int(len(times) * 0.99)] * 1e6}


def frames(channel, size, count):
    call = channel.unary_stream(
        "/labsdk.bench.Bench/Frames", pb.FramesRequest.SerializeToString, pb.Frame.FromString)
    for _ in call(pb.FramesRequest(size=size, count=max(2, count // 10))):
        pass
    received = 0
    start = time.perf_counter()
    for frame in call(pb.FramesRequest(size=size, count=count)):
        received += len(frame.data)
    seconds = time.perf_counter() - start
    assert received == size * count
    return {"mb_per_s": received / seconds / 1e6}


def samples(channel, count):
    call = channel.unary_stream(
        "/labsdk.bench.Bench/Samples", pb.SamplesRequest.SerializeToString, pb.Sample.FromString)
    for _ in call(pb.SamplesRequest(count=count // 10)):
        pass
    received = 0
    start = time.perf_counter()
    for _ in call(pb.SamplesRequest(count=count)):
        received += 1
    seconds = time.perf_counter() - start
    assert received == count
    return {"per_s": received / seconds}


def main():
    port, kind, *numbers = sys.argv[1:]
    with grpc.insecure_channel("127.0.0.1:" + port, options=LIMITS) as channel:
        run = {"unary": unary, "frames": frames, "samples": samples}[kind]
        print(json.dumps(run(channel, *map(int, numbers))), flush=True)


main()
