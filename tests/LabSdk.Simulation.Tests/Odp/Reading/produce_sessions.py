"""An independent producer: python3-kafka for the wire of Kafka, and protobuf written by hand, no code of ours."""
import json
import sys

from kafka import KafkaProducer


def varint(number):
    out = bytearray()
    while True:
        out.append((number & 0x7F) | (0x80 if number > 0x7F else 0))
        number >>= 7
        if not number:
            return bytes(out)


def number(field, value):
    return varint(field << 3) + varint(value)


def block(field, value):
    value = value.encode() if isinstance(value, str) else value
    return varint(field << 3 | 2) + varint(len(value)) + value


def packet(kind, session, content, essential=False):
    return block(1, kind) + block(2, session) + (number(3, 1) if essential else b"") + block(4, content)


cases = json.load(sys.stdin)
producer = KafkaProducer(bootstrap_servers=sys.argv[1], request_timeout_ms=20000, api_version_auto_timeout_ms=10000, compression_type="gzip")


def send(topic, session, record, partition=None):
    producer.send(topic, key=session.encode(), value=record, partition=partition).get(timeout=20)


for case in cases:
    source, session = case["source"], case["session"]
    info = block(1, source) + block(2, case["name"]) + block(3, "Session")
    start = packet("NewSession", session, block(1, source) + block(4, info))
    end = packet("EndOfSession", session, block(1, source))
    main, stream, essentials = "Data." + source, "Data." + source + ".Stream1", "Essential." + source
    send("Sys.SessionInfo", session, start)
    for identifier, names in case["formats"].items():
        names = b"".join(block(1, name) for name in names)
        definition = number(1, int(identifier)) + number(2, 1) + block(3, names)
        send(essentials, "", packet("DataFormatDefinition", "", definition, essential=True))
    send(main, session, start, 0)
    send(stream, session, start, 0)
    send(stream, "another session", packet(case["packet_type"], "another session", bytes.fromhex(case["content_hex"])), 0)
    send(stream, session, packet(case["packet_type"], session, bytes.fromhex(case["content_hex"])), 0)
    send(stream, session, b"\xff\xff garbage", 0)
    send(stream, session, end, 0)
    send(main, session, end, 0)
    send("Sys.SessionInfo", session, end)
producer.close(timeout=10)
