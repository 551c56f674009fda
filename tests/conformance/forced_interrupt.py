"""A computation without end inside a library: the first interrupt tells that it still runs, the second ends it by force.

Prints one JSON line per try: what the first interrupt brought, and whether the session or the process ended.
"""
import json
import sys
import time

from jupyter_client.manager import KernelManager

from interrupts import reply

ENDLESS = "Enumerable.InfiniteSequence(0, 0).Any(_ => false)"


def main(name):
    for _ in range(5):
        told, ended = attempt(name)
        print(json.dumps({"told": told, "ended": ended}), flush=True)
        if ended == "cell":
            return


def attempt(name):
    manager = KernelManager(kernel_name=name)
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        reply(client, client.execute("var kept = 1;"))
        message = client.execute("Console.WriteLine(\"inside\"); " + ENDLESS)
        inside(client, message)
        manager.interrupt_kernel()
        told = reply(client, message)
        refused = reply(client, client.execute("1"))
        assert refused["ename"] == "CellStillRunning", refused
        manager.interrupt_kernel()
        return told["evalue"], after(manager, client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def after(manager, client):
    until = time.monotonic() + 60
    while time.monotonic() < until:
        if not manager.is_alive():
            return "process"
        client.execute("kept")
        try:
            content = client.get_shell_msg(timeout=5)["content"]
        except Exception:
            continue
        if content["status"] == "ok":
            return "cell"
    return "nothing"


def inside(client, message):
    while True:
        output = client.get_iopub_msg(timeout=30)
        if output["parent_header"].get("msg_id") == message and output["msg_type"] == "stream":
            return


if __name__ == "__main__":
    main(sys.argv[1])
