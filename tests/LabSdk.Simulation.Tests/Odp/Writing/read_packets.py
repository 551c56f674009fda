"""Reads every record of given topics with python3-kafka and opens its envelope by hand: shares no code with the writer."""
import hashlib
import json
import sys

from kafka import KafkaConsumer, TopicPartition


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            return value, at


def envelope(data):
    fields, at = {1: b"", 2: b"", 3: 0, 4: b"", 5: 0}, 0
    while at < len(data):
        tag, at = varint(data, at)
        if tag & 7 == 2:
            length, at = varint(data, at)
            fields[tag >> 3], at = data[at:at + length], at + length
        elif tag & 7 == 0:
            fields[tag >> 3], at = varint(data, at)
        else:
            raise ValueError("not the envelope of a packet: tag %d" % tag)
    if at != len(data) or set(fields) != {1, 2, 3, 4, 5}:
        raise ValueError("not the envelope of a packet")
    return fields


address, topics = sys.argv[1], sys.argv[2:]
consumer = KafkaConsumer(bootstrap_servers=address, consumer_timeout_ms=20000, enable_auto_commit=False, request_timeout_ms=20000)
partitions = [TopicPartition(topic, number) for topic in topics for number in sorted(consumer.partitions_for_topic(topic))]
consumer.assign(partitions)
consumer.seek_to_beginning(*partitions)
left = sum(consumer.end_offsets(partitions).values())
seen = []
for record in consumer:
    packet = envelope(record.value)
    seen.append({
        "topic": record.topic, "partition": record.partition, "offset": record.offset, "headers": len(record.headers),
        "key": None if record.key is None else record.key.decode(), "type": packet[1].decode(), "session": packet[2].decode(),
        "essential": packet[3] == 1, "id": packet[5], "hash": hashlib.sha256(record.value).hexdigest(),
    })
    if len(seen) == left:
        break
print(json.dumps(seen))
