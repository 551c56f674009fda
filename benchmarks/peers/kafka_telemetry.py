"""Times python3-confluent-kafka (librdkafka below, as in our client) on a broker that runs already.

    consume SERVERS TOPIC COUNT        k records/s, from the first record of partition 0 to the last
    produce SERVERS TOPIC COUNT SIZE   k records/s, until every record is reported as stored
    latency SERVERS TOPIC COUNT        median ms from producing one record to having it
"""
import json
import random
import sys
import time

from confluent_kafka import Consumer, Producer, TopicPartition


def consumer(servers, topic, offset):
    made = Consumer({"bootstrap.servers": servers, "group.id": "bench-%d" % time.time_ns(), "enable.auto.commit": False,
                     "auto.offset.reset": "earliest"})
    made.assign([TopicPartition(topic, 0, offset)])
    return made


def consume(servers, topic, count):
    reader, read = consumer(servers, topic, 0), 0
    reader.consume(1, timeout=30)
    start = time.perf_counter()
    count -= 1
    while read < count:
        # In batches, which is the fastest way that the package has.
        messages = reader.consume(min(2000, count - read), timeout=30)
        if not messages:
            raise TimeoutError
        read += sum(1 for message in messages if message.error() is None and message.value() is not None)
    return {"rate": count / (time.perf_counter() - start) / 1e3}


def produce(servers, topic, count, size):
    writer, left = Producer({"bootstrap.servers": servers, "compression.type": "zstd", "linger.ms": 20, "enable.idempotence": True,
                             "queue.buffering.max.messages": 2000000}), [count]
    values = [random.randbytes(size) for _ in range(64)]

    def reported(error, _):
        if error is not None:
            raise RuntimeError(str(error))
        left[0] -= 1

    writer.produce(topic, values[0], partition=0)
    writer.flush()
    start = time.perf_counter()
    for i in range(count):
        writer.produce(topic, values[i % 64], partition=0, on_delivery=reported)
        if i % 1000 == 0:
            writer.poll(0)
    writer.flush()
    if left[0]:
        raise RuntimeError("%d records were not reported" % left[0])
    return {"rate": count / (time.perf_counter() - start) / 1e3}


def latency(servers, topic, count):
    writer, times = Producer({"bootstrap.servers": servers, "linger.ms": 0}), []
    writer.produce(topic, b"first", partition=0)
    writer.flush()
    reader = consumer(servers, topic, 0)
    while reader.poll(10) is None:
        pass
    for _ in range(count):
        start = time.perf_counter()
        writer.produce(topic, b"x" * 100, partition=0)
        while reader.poll(10) is None:
            pass
        times.append((time.perf_counter() - start) * 1e3)
        writer.poll(0)
    times.sort()
    return {"median": times[len(times) // 2], "p99": times[len(times) * 99 // 100]}


print(json.dumps({"consume": consume, "produce": produce, "latency": latency}[sys.argv[1]](
    sys.argv[2], sys.argv[3], *(int(argument) for argument in sys.argv[4:]))))
