"""The interop service on grpcio. Prints its port, serves until its standard input closes."""
import sys
import threading
from concurrent import futures

import grpc

from interop_peer import METHODS, pb, zeros

INITIAL = "x-grpc-test-echo-initial"
TRAILING = "x-grpc-test-echo-trailing-bin"


class Cancelled:
    def __init__(self):
        self.count = 0
        self.changed = threading.Condition()

    def add(self):
        with self.changed:
            self.count += 1
            self.changed.notify_all()

    def wait(self, count):
        with self.changed:
            self.changed.wait_for(lambda: self.count >= count, timeout=20)
            return self.count


cancelled = Cancelled()


def echo_metadata(context):
    sent = dict(context.invocation_metadata())
    if INITIAL in sent:
        context.send_initial_metadata(((INITIAL, sent[INITIAL]),))
    if TRAILING in sent:
        context.set_trailing_metadata(((TRAILING, sent[TRAILING]),))


def refuse(context, status):
    if status.code:
        code = next(c for c in grpc.StatusCode if c.value[0] == status.code)
        context.abort(code, status.message)


def empty_call(request, context):
    return pb.Nothing()


def unary_call(request, context):
    echo_metadata(context)
    if request.compress_response:
        context.set_compression(grpc.Compression.Gzip)
    refuse(context, request.response_status)
    return pb.UnaryReply(payload=zeros(request.response_size))


def replies(request, context):
    if request.sleep:
        threading.Event().wait(5)
    refuse(context, request.response_status)
    for reply in request.replies:
        if not reply.compressed:
            context.disable_next_message_compression()
        yield pb.StreamReply(payload=zeros(reply.size))


def streaming_output(request, context):
    if any(reply.compressed for reply in request.replies):
        context.set_compression(grpc.Compression.Gzip)
    echo_metadata(context)
    yield from replies(request, context)


def count_cancellation(context):
    # The end of the requests cannot tell: a reset may look like a half-close until the close itself is reported. The
    # library has no public word for it, but its state is settled when the callback comes.
    context.add_callback(lambda: cancelled.add() if context._state.client == "cancelled" else None)


def streaming_input(requests, context):
    count_cancellation(context)
    echo_metadata(context)
    return pb.InputReply(aggregated_size=sum(len(request.payload.body) for request in requests))


def full_duplex(requests, context):
    count_cancellation(context)
    echo_metadata(context)
    for request in requests:
        yield from replies(request, context)


def wait_for_cancellations(request, context):
    return pb.Observation(cancelled=cancelled.wait(request.cancelled))


HANDLERS = {
    "EmptyCall": empty_call,
    "UnaryCall": unary_call,
    "StreamingOutput": streaming_output,
    "StreamingInput": streaming_input,
    "FullDuplex": full_duplex,
    "WaitForCancellations": wait_for_cancellations,
}


def main():
    server = grpc.server(futures.ThreadPoolExecutor(max_workers=16))
    handlers = {}
    for name, (request, reply, kind) in METHODS.items():
        make = getattr(grpc, kind + "_rpc_method_handler")
        handlers[name] = make(HANDLERS[name], request.FromString, reply.SerializeToString)
    server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler("labsdk.interop.Interop", handlers),))
    print(server.add_insecure_port("127.0.0.1:0"), flush=True)
    server.start()
    sys.stdin.read()
    server.stop(0)


main()
