"""Runs the interop cases of grpcio's client against the server at argv[1]; prints one JSON line: name -> "ok" or the error."""
import json
import sys
import threading
import traceback

import grpc

from interop_peer import METHODS, pb, zeros

INITIAL = ("x-grpc-test-echo-initial", "test_initial_metadata_value")
TRAILING = ("x-grpc-test-echo-trailing-bin", b"\xab\xab\xab")
SPECIAL = "\t\ntest with whitespace\r\nand Unicode BMP \u263a and non-BMP \U0001f608\t\n"
GZIP = grpc.Compression.Gzip


class Stub:
    def __init__(self, channel):
        for name, (request, reply, kind) in METHODS.items():
            make = getattr(channel, kind)
            path = "/labsdk.interop.Interop/" + name
            setattr(self, name, make(path, request.SerializeToString, reply.FromString))
        self.unknown_method = channel.unary_unary("/labsdk.interop.Interop/NotImplemented")
        self.unknown_service = channel.unary_unary("/labsdk.interop.NotThere/Call")


def expect(actual, expected):
    assert actual == expected, f"got {actual!r}, expected {expected!r}"


def error_of(action):
    try:
        action()
    except grpc.RpcError as error:
        return error
    raise AssertionError("the call succeeded")


def empty_unary(stub):
    expect(stub.EmptyCall(pb.Nothing(), timeout=30), pb.Nothing())


def large_unary(stub):
    reply = stub.UnaryCall(pb.UnaryRequest(response_size=314159, payload=zeros(271828)), timeout=30)
    expect(reply.payload, zeros(314159))


def client_compressed_unary(stub):
    def request(compressed):
        return pb.UnaryRequest(response_size=314159, payload=zeros(271828), expect_compressed=compressed)

    expect(error_of(lambda: stub.UnaryCall(request(True), timeout=30)).code(), grpc.StatusCode.INVALID_ARGUMENT)
    for compression in (GZIP, grpc.Compression.Deflate):
        expect(len(stub.UnaryCall(request(True), compression=compression, timeout=30).payload.body), 314159)
    expect(len(stub.UnaryCall(request(False), timeout=30).payload.body), 314159)


def server_compressed_unary(stub):
    for compress in (True, False):
        request = pb.UnaryRequest(response_size=314159, payload=zeros(271828), compress_response=compress)
        expect(stub.UnaryCall(request, timeout=30).payload, zeros(314159))


def inputs(sizes, compressed=None):
    for size in sizes:
        request = pb.InputRequest(payload=zeros(size))
        if compressed is not None:
            request.expect_compressed = compressed
        yield request


def client_streaming(stub):
    expect(stub.StreamingInput(inputs([27182, 8, 1828, 45904]), timeout=30).aggregated_size, 74922)


def client_compressed_streaming(stub):
    error = error_of(lambda: stub.StreamingInput(inputs([27182], True), timeout=30))
    expect(error.code(), grpc.StatusCode.INVALID_ARGUMENT)
    reply = stub.StreamingInput(inputs([27182, 45904], True), compression=GZIP, timeout=30)
    expect(reply.aggregated_size, 73086)


def output(stub, sizes, compressed=False):
    request = pb.StreamRequest(replies=[pb.ReplySpec(size=size, compressed=compressed) for size in sizes])
    expect([len(reply.payload.body) for reply in stub.StreamingOutput(request, timeout=30)], sizes)


def server_streaming(stub):
    output(stub, [31415, 9, 2653, 58979])


def server_compressed_streaming(stub):
    output(stub, [31415, 92653], compressed=True)


def ping_pong(stub):
    turn = threading.Semaphore(1)

    def requests():
        for up, down in [(27182, 31415), (8, 9), (1828, 2653), (45904, 58979)]:
            turn.acquire()
            yield pb.StreamRequest(payload=zeros(up), replies=[pb.ReplySpec(size=down)])

    received = []
    for reply in stub.FullDuplex(requests(), timeout=30):
        received.append(len(reply.payload.body))
        turn.release()
    expect(received, [31415, 9, 2653, 58979])


def empty_stream(stub):
    expect(list(stub.FullDuplex(iter(()), timeout=30)), [])


def custom_metadata(stub):
    request = pb.UnaryRequest(response_size=1, payload=zeros(1))
    _, call = stub.UnaryCall.with_call(request, metadata=(INITIAL, TRAILING), timeout=30)
    check_metadata(call)
    requests = iter([pb.StreamRequest(replies=[pb.ReplySpec(size=1)])])
    duplex = stub.FullDuplex(requests, metadata=(INITIAL, TRAILING), timeout=30)
    expect(len(list(duplex)), 1)
    check_metadata(duplex)


def check_metadata(call):
    expect(dict(call.initial_metadata()).get(INITIAL[0]), INITIAL[1])
    expect(dict(call.trailing_metadata()).get(TRAILING[0]), TRAILING[1])


def expect_status(stub, message):
    status = pb.EchoStatus(code=2, message=message)
    unary = error_of(lambda: stub.UnaryCall(pb.UnaryRequest(response_status=status), timeout=30))
    expect((unary.code(), unary.details()), (grpc.StatusCode.UNKNOWN, message))
    requests = iter([pb.StreamRequest(response_status=status)])
    duplex = error_of(lambda: list(stub.FullDuplex(requests, timeout=30)))
    expect((duplex.code(), duplex.details()), (grpc.StatusCode.UNKNOWN, message))


def status_code_and_message(stub):
    expect_status(stub, "test status message")


def special_status_message(stub):
    expect_status(stub, SPECIAL)


def unimplemented_method(stub):
    expect(error_of(lambda: stub.unknown_method(b"", timeout=30)).code(), grpc.StatusCode.UNIMPLEMENTED)


def unimplemented_service(stub):
    expect(error_of(lambda: stub.unknown_service(b"", timeout=30)).code(), grpc.StatusCode.UNIMPLEMENTED)


def cancellations(stub, count=0):
    return stub.WaitForCancellations(pb.Observation(cancelled=count), timeout=20).cancelled


def cancel_after_begin(stub):
    before = cancellations(stub)
    hold = threading.Event()

    def requests():
        hold.wait()
        return
        yield

    call = stub.StreamingInput.future(requests(), metadata=(INITIAL,))
    call.initial_metadata()
    call.cancel()
    expect(call.code(), grpc.StatusCode.CANCELLED)
    hold.set()
    assert cancellations(stub, before + 1) > before


def cancel_after_first_response(stub):
    before = cancellations(stub)
    hold = threading.Event()

    def requests():
        yield pb.StreamRequest(payload=zeros(27182), replies=[pb.ReplySpec(size=31415)])
        hold.wait()

    call = stub.FullDuplex(requests())
    next(call)
    call.cancel()
    expect(call.code(), grpc.StatusCode.CANCELLED)
    hold.set()
    assert cancellations(stub, before + 1) > before


def timeout_on_sleeping_server(stub):
    requests = iter([pb.StreamRequest(payload=zeros(27182), sleep=True)])
    error = error_of(lambda: list(stub.FullDuplex(requests, timeout=0.001)))
    expect(error.code(), grpc.StatusCode.DEADLINE_EXCEEDED)


CASES = [
    empty_unary, large_unary, client_compressed_unary, server_compressed_unary, client_streaming,
    client_compressed_streaming, server_streaming, server_compressed_streaming, ping_pong, empty_stream,
    custom_metadata, status_code_and_message, special_status_message, unimplemented_method, unimplemented_service,
    cancel_after_begin, cancel_after_first_response, timeout_on_sleeping_server,
]


def main():
    results = {}
    with grpc.insecure_channel(sys.argv[1]) as channel:
        stub = Stub(channel)
        for case in CASES:
            try:
                case(stub)
                results[case.__name__] = "ok"
            except Exception:
                results[case.__name__] = traceback.format_exc()
    print(json.dumps(results), flush=True)


main()
