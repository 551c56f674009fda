"""The interrupt table: every kind of cell is interrupted through jupyter_client and the kernel goes on.

Prints one JSON line per cell: name, seconds from the interrupt to the reply, ename, and whether the state was kept.
"""
import json
import sys
import time

from jupyter_client.manager import KernelManager

CELLS = {
    "loop": "while (true) { }",
    "loop that prints": "while (true) { Console.WriteLine(\"x\"); }",
    "await delay": "await Task.Delay(20000);",
    "sleep": "Thread.Sleep(20000);",
    "blocking wait": "Task.Delay(20000).Wait();",
    "blocking result": "Task.Run(async () => { await Task.Delay(20000); return 1; }).GetAwaiter().GetResult();",
    "event": "new ManualResetEventSlim().Wait();",
    "semaphore": "new SemaphoreSlim(0).Wait();",
    "catch all": "try { while (true) { } } catch (Exception) { kept = 2; }",
    "finally": "try { Thread.Sleep(20000); } finally { kept++; }",
}


def main(name):
    manager = KernelManager(kernel_name=name)
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=60)
        reply(client, client.execute("var kept = 1;"))
        for title, code in CELLS.items():
            message = client.execute(code)
            busy(client, message)
            time.sleep(0.3)  # The cell is compiled and inside its wait; there is no message that says so.
            begin = time.monotonic()
            manager.interrupt_kernel()
            content = reply(client, message)
            seconds = time.monotonic() - begin
            after = reply(client, client.execute("kept"))
            print(json.dumps({"cell": title, "seconds": seconds, "ename": content.get("ename"), "kept": after["status"] == "ok"}), flush=True)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def busy(client, message):
    while True:
        output = client.get_iopub_msg(timeout=30)
        if output["parent_header"].get("msg_id") == message and output["msg_type"] == "execute_input":
            return


def reply(client, message):
    while True:
        got = client.get_shell_msg(timeout=30)
        if got["parent_header"].get("msg_id") == message:
            return got["content"]


if __name__ == "__main__":
    main(sys.argv[1])
