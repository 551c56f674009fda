"""libzmq on the other side of our sockets. Started by LabSdk.Kernel.Tests with the ports; prints one line per case.

pyzmq_peer.py ROUTER_PORT PUBLISHER_PORT REPLY_PORT
The router echoes what it gets. The publisher sends what a DEALER asks for with the first frame b"publish".
"""
import socket
import sys
import time

import zmq

LIMIT_MS = 20000
SIZES = [0, 1, 255, 256, 64 << 10, 30 << 20]


def check(case, passed):
    print(("ok " if passed else "FAILED ") + case, flush=True)


def dealer(context, port, identity=b"", heartbeat=0):
    s = context.socket(zmq.DEALER)
    s.linger, s.rcvtimeo, s.sndtimeo = 0, LIMIT_MS, LIMIT_MS
    s.rcvhwm = s.sndhwm = 0
    if identity:
        s.identity = identity
    if heartbeat:
        s.setsockopt(zmq.HEARTBEAT_IVL, heartbeat)
        s.setsockopt(zmq.HEARTBEAT_TIMEOUT, 2000)
    s.connect(f"tcp://127.0.0.1:{port}")
    return s


def main(router, publisher, reply):
    context = zmq.Context()

    with dealer(context, router, b"sizes") as s:
        for size in SIZES:
            body = bytes(i % 251 for i in range(min(size, 4096))) * max(1, size // 4096)
            body = body[:size] if len(body) >= size else body + bytes(size - len(body))
            s.send_multipart([b"echo", body, b""])
            check(f"router echoes {size} bytes", s.recv_multipart() == [b"echo", body, b""])

    with context.socket(zmq.REQ) as s:
        s.linger, s.rcvtimeo = 0, LIMIT_MS
        s.connect(f"tcp://127.0.0.1:{reply}")
        for size in SIZES:
            s.send(b"h" * size)
            check(f"heartbeat of {size} bytes comes back", s.recv() == b"h" * size)

    # libzmq pings by itself and drops the connection when no pong comes within two seconds.
    with dealer(context, router, b"pinging", heartbeat=100) as s:
        monitor = s.get_monitor_socket(zmq.EVENT_DISCONNECTED)
        deadline = time.monotonic() + 3
        while time.monotonic() < deadline:
            s.send_multipart([b"echo", b"x"])
            s.recv_multipart()
        check("pings are answered for 3 s", monitor.poll(0) == 0)
        s.disable_monitor()

    with context.socket(zmq.SUB) as s, dealer(context, router, b"publisher") as ask:
        s.linger, s.rcvtimeo = 0, LIMIT_MS
        s.connect(f"tcp://127.0.0.1:{publisher}")
        s.subscribe(b"a")
        s.subscribe(b"end")
        settle(ask, s, b"end")
        ask.send_multipart([b"publish", b"abc"])
        ask.send_multipart([b"publish", b"xyz"])
        ask.send_multipart([b"publish", b"end1"])
        check("only what was subscribed to arrives", [until(s, b"abc"), until(s, b"end1")] == [[], []])
        s.unsubscribe(b"a")
        settle(ask, s, b"end")
        ask.send_multipart([b"publish", b"abc"])
        ask.send_multipart([b"publish", b"end2"])
        check("nothing comes after unsubscribing", until(s, b"end2") == [])

    with dealer(context, router, b"twice") as first:
        first.send_multipart([b"echo", b"1"])
        first.recv_multipart()
        with dealer(context, router, b"twice") as second:
            second.send_multipart([b"echo", b"2"])
            check("a second connection of an identity takes over", second.recv_multipart() == [b"echo", b"2"])

    for junk in (b"GET / HTTP/1.1\r\n\r\n", bytes(64), b"\xff" + bytes(63), b"\xff" * 200, b""):
        with socket.create_connection(("127.0.0.1", router)) as s:
            s.sendall(junk)
    half_open = socket.create_connection(("127.0.0.1", router))
    half_open.sendall(b"\xff" + bytes(8) + b"\x7f\x03")
    with dealer(context, router) as s:
        s.send_multipart([b"echo", b"still there"])
        check("junk and a half-open connection hurt nobody", s.recv_multipart() == [b"echo", b"still there"])
    half_open.close()

    with dealer(context, router, b"again") as s:
        s.send_multipart([b"echo", b"1"])
        s.recv_multipart()
        s.disconnect(f"tcp://127.0.0.1:{router}")
        s.connect(f"tcp://127.0.0.1:{router}")
        s.send_multipart([b"echo", b"2"])
        check("a peer may come back", s.recv_multipart() == [b"echo", b"2"])
    print("done", flush=True)


def settle(ask, s, topic):
    """Asks for messages until one arrives: the subscription is then known to the publisher."""
    while True:
        ask.send_multipart([b"publish", topic + b"-settle"])
        if s.poll(50):
            while s.poll(50):
                s.recv()
            return


def until(s, wanted):
    """Everything that arrives before the wanted message; settling leftovers aside."""
    before = []
    while True:
        got = s.recv()
        if got == wanted:
            return before
        if not got.endswith(b"-settle"):
            before.append(got)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
