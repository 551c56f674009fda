"""An independent client (python3-kafka, its own implementation of the protocol): writes, reads, groups, times, admin."""
import json
import sys
import threading

import kafka
from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.admin import KafkaAdminClient, NewPartitions, NewTopic
from kafka.errors import TopicAlreadyExistsError

address = sys.argv[1]
seen = {"version": kafka.__version__}
patience = {"request_timeout_ms": 20000, "api_version_auto_timeout_ms": 10000}

admin = KafkaAdminClient(bootstrap_servers=address, **patience)
admin.create_topics([NewTopic("python", 3, 1), NewTopic("gone", 1, 1)])
try:
    admin.create_topics([NewTopic("python", 3, 1)])
except TopicAlreadyExistsError:
    seen["again"] = "exists"
admin.delete_topics(["gone"])
admin.create_partitions({"python": NewPartitions(4)})
seen["topics"] = sorted(admin.list_topics())

producer = KafkaProducer(bootstrap_servers=address, compression_type="gzip", linger_ms=20, **patience)
sent = [producer.send("python", key=b"k%d" % (i % 5), value=b"value %d" % i, partition=i % 4, headers=[("unit", b"mm")],
                      timestamp_ms=1_000_000 + i) for i in range(400)]
places = [future.get(timeout=20) for future in sent]
seen["last_place"] = [places[-1].partition, places[-1].offset]
big = bytes(i % 251 for i in range(900_000))
producer.send("python", value=big, partition=0, timestamp_ms=2_000_000).get(timeout=20)

consumer = KafkaConsumer(bootstrap_servers=address, consumer_timeout_ms=20000, enable_auto_commit=False, **patience)
partitions = [TopicPartition("python", p) for p in range(4)]
consumer.assign(partitions)
seen["beginning"] = [consumer.beginning_offsets(partitions)[p] for p in partitions]
seen["end"] = [consumer.end_offsets(partitions)[p] for p in partitions]
by_time = consumer.offsets_for_times({p: 1_000_200 for p in partitions})
seen["by_time"] = [[by_time[p].offset, by_time[p].timestamp] for p in partitions]
seen["no_time"] = consumer.offsets_for_times({partitions[1]: 9_000_000})[partitions[1]]
consumer.seek_to_beginning()
records = []
while len(records) < 401:
    for batch in consumer.poll(timeout_ms=2000).values():
        records.extend(batch)
seen["values"] = sorted(r.value.decode() for r in records if len(r.value) < 100) == sorted("value %d" % i for i in range(400))
seen["ordered"] = all([r.offset for r in records if r.partition == p] == list(range(101 if p == 0 else 100)) for p in range(4))
seen["big"] = any(r.value == big for r in records)
first = next(r for r in records if r.partition == 1)
seen["first"] = [first.key.decode(), first.timestamp, [[k, v.decode()] for k, v in first.headers]]
consumer.close()

# Two members of one group share the partitions, and together read everything once.
lock, got = threading.Lock(), []
done = threading.Event()


def member(results):
    me = KafkaConsumer("python", bootstrap_servers=address, group_id="team", auto_offset_reset="earliest", session_timeout_ms=6000,
                       heartbeat_interval_ms=200, max_poll_records=10, **patience)
    while not done.is_set():
        for batch in me.poll(timeout_ms=200).values():
            with lock:
                got.extend((r.partition, r.offset) for r in batch)
                results.append(len(batch))
                if len(set(got)) >= 401:
                    done.set()
        me.commit()
    me.close()


results = [[], []]
threads = [threading.Thread(target=member, args=(each,), daemon=True) for each in results]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join(40)
seen["group"] = len(set(got))

positions = KafkaConsumer(bootstrap_servers=address, group_id="team", enable_auto_commit=False, **patience)
seen["committed"] = [positions.committed(p) for p in partitions]
positions.close()
seen["groups"] = [list(each) for each in admin.list_consumer_groups()]
admin.close()
producer.close()
print(json.dumps(seen))
