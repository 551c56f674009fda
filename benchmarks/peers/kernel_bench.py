"""Drives one Jupyter kernel through jupyter_client and prints one JSON line with its figures.

kernel_bench.py NAME LANGUAGE: NAME is an installed kernel (JUPYTER_* say where), LANGUAGE is csharp or python. Both get the
same work through the same client, so only the kernels differ.
"""
import json
import statistics
import sys
import time

from jupyter_client.manager import KernelManager

CELLS, COMPLETIONS, UPDATES, WAIT = 60, 30, 2000, 60

WORK = {
    "csharp": {
        "trivial": "{n} + 1",
        "setup": "var message = \"measured\";",
        "completion": "message.Len",
        "wanted": "Length",
        "updates": (
            "using (var live = DisplaySink.Current.ShowLive(MimeBundle.FromText(\"0\")))\n"
            "{{ for (var i = 1; i <= {n}; i++) {{ live.Update(MimeBundle.FromText(i.ToString())); }} }}"),
        "shows": "for (var i = 1; i <= {n}; i++) {{ MimeBundle.FromText(i.ToString()).Show(); }}",
    },
    "python": {
        "trivial": "{n} + 1",
        "setup": "message = 'measured'\nfrom IPython.display import display",
        "completion": "message.isal",
        "wanted": "isalpha",
        "updates": (
            "live = display({{'text/plain': '0'}}, raw=True, display_id=True)\n"
            "for i in range(1, {n} + 1):\n    live.update({{'text/plain': str(i)}}, raw=True)"),
        "shows": "for i in range(1, {n} + 1):\n    display({{'text/plain': str(i)}}, raw=True)",
    },
}


def run(client, code):
    """Runs a cell; returns seconds until reply and idle are there, and the outputs."""
    begin = time.perf_counter()
    message = client.execute(code)
    outputs, idle, reply = [], False, None
    while not idle:
        output = client.get_iopub_msg(timeout=WAIT)
        if output["parent_header"].get("msg_id") != message:
            continue
        outputs.append(output)
        idle = output["msg_type"] == "status" and output["content"]["execution_state"] == "idle"
    reply = client.get_shell_msg(timeout=WAIT)
    seconds = time.perf_counter() - begin
    if reply["content"]["status"] != "ok":
        raise RuntimeError(json.dumps(reply["content"]))
    return seconds, outputs


def complete(client, code, wanted):
    begin = time.perf_counter()
    message = client.complete(code, len(code))
    while True:
        reply = client.get_shell_msg(timeout=WAIT)
        if reply["parent_header"].get("msg_id") == message:
            break
    seconds = time.perf_counter() - begin
    if wanted not in reply["content"]["matches"]:
        raise RuntimeError(f"{wanted} is not among {reply['content']['matches'][:10]}")
    return seconds


def rate(client, code, expected, kind):
    seconds, outputs = run(client, code.format(n=expected))
    texts = [o["content"]["data"]["text/plain"] for o in outputs if o["msg_type"] == kind]
    if not texts or texts[-1] != str(expected):
        raise RuntimeError(f"the last one did not arrive: {texts[-3:]}")
    return expected / seconds, len(texts)


def main(name, language):
    work = WORK[language]
    begin = time.perf_counter()
    manager = KernelManager(kernel_name=name)
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        # As a front end does: ask until the sockets are there, listen for the answer only.
        client.kernel_info()
        client.get_shell_msg(timeout=WAIT)
        start = time.perf_counter() - begin
        first, _ = run(client, work["trivial"].format(n=1))
        first_at = time.perf_counter() - begin
        run(client, work["setup"])
        cells = [run(client, work["trivial"].format(n=n))[0] for n in range(CELLS)]
        complete(client, work["completion"], work["wanted"])
        completions = [complete(client, work["completion"], work["wanted"]) for _ in range(COMPLETIONS)]
        run(client, work["updates"].format(n=10))
        updates, arrived = rate(client, work["updates"], UPDATES, "update_display_data")
        shows, _ = rate(client, work["shows"], UPDATES, "display_data")
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    print(json.dumps({
        "start": start, "first_result": first_at, "first_cell": first, "cell": statistics.median(cells[CELLS // 3:]),
        "completion": statistics.median(completions), "updates": updates, "updates_arrived": arrived, "shows": shows,
    }))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
