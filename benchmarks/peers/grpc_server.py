"""The benchmark service on grpcio; prints its port as JSON and serves until it is killed."""
import json
from concurrent import futures

import grpc

from bench_messages import pb

LIMITS = [("grpc.max_send_message_length", -1), ("grpc.max_receive_message_length", -1)]


def state(request, context):
    return pb.StateReply(device_id=request.device_id, online=True, position=12.5)


def frames(request, context):
    data = bytes(request.size)
    for number in range(request.count):
        yield pb.Frame(number=number, data=data)


def samples(request, context):
    for number in range(request.count):
        yield pb.Sample(channel="power", value=number * 0.5, timestamp_ns=number)


def main():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=4), options=LIMITS)
    handlers = {
        "State": grpc.unary_unary_rpc_method_handler(
            state, pb.StateRequest.FromString, pb.StateReply.SerializeToString),
        "Frames": grpc.unary_stream_rpc_method_handler(
            frames, pb.FramesRequest.FromString, pb.Frame.SerializeToString),
        "Samples": grpc.unary_stream_rpc_method_handler(
            samples, pb.SamplesRequest.FromString, pb.Sample.SerializeToString),
    }
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("labsdk.bench.Bench", handlers),))
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(json.dumps({"port": port}), flush=True)
    server.wait_for_termination()


main()
