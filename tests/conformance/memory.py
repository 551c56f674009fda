"""Runs 300 cells that add a variable and a lambda each; prints the resident memory of the kernel on the way."""
import json
import sys

from jupyter_client.manager import KernelManager

CELLS = 300


def resident(pid):
    with open(f"/proc/{pid}/status") as status:
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS")) / 1024


def main(name):
    manager = KernelManager(kernel_name=name)
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        for number in range(1, CELLS + 1):
            message = client.execute(f"var value{number} = {number};\nFunc<int, int> add{number} = x => x + value{number};\nadd{number}({number})")
            while True:
                reply = client.get_shell_msg(timeout=60)
                if reply["parent_header"].get("msg_id") == message:
                    break
            if reply["content"]["status"] != "ok":
                raise RuntimeError(json.dumps(reply["content"]))
            if number % 100 == 0:
                print(json.dumps({"cells": number, "megabytes": resident(manager.provisioner.pid)}), flush=True)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main(sys.argv[1])
