"""Times the round trip of a status of the fleet protocol with plain sockets: what a Python client costs at least.

It takes port, number of statuses and number of warm-up statuses, and prints the median and the 99th percentile in
microseconds. Frames are written by hand: no protobuf library is loaded.
"""
import json
import socket
import struct
import sys
import time

ROLE, NAME = b"left_button", b"button1"
DEVICE = b"\x08\xe8\x07\x1a" + bytes([len(ROLE)]) + ROLE + b"\x22" + bytes([len(NAME)]) + NAME


def field(tag, data):
    return bytes([tag, len(data)]) + data


def frame(message):
    return struct.pack("<I", len(message)) + message


def read_exactly(connection, count):
    data = b""
    while len(data) < count:
        piece = connection.recv(count - len(data))
        if not piece:
            raise EOFError
        data += piece
    return data


def exchange(connection, data):
    connection.sendall(data)
    return read_exactly(connection, struct.unpack("<I", read_exactly(connection, 4))[0])


def main():
    port, count, warm_up = (int(argument) for argument in sys.argv[1:4])
    connection = socket.create_connection(("127.0.0.1", port), timeout=10)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    exchange(connection, frame(field(0x0A, field(0x0A, DEVICE))))
    times = []
    for number in range(warm_up + count):
        start = time.perf_counter_ns()
        # As the reference client, a status is serialized each time.
        exchange(connection, frame(field(0x12, field(0x0A, DEVICE) + field(0x12, b'{"pressed": true}'))))
        if number >= warm_up:
            times.append((time.perf_counter_ns() - start) / 1000)
    times.sort()
    print(json.dumps({"median": times[len(times) // 2], "p99": times[len(times) * 99 // 100]}))


main()
