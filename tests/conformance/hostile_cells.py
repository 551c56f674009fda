"""Cells that loop, block, recurse, print 100 MB, throw in the background, or end the process: the kernel answers and keeps
its state. Prints one JSON line per case: the name, whether it passed, and what was seen.
"""
import json
import sys
import time

from jupyter_client.manager import KernelManager

LIMIT = 60


class Session:
    def __init__(self, name):
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=LIMIT)

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def run(self, code):
        """Runs a cell; returns the reply, the outputs up to idle, and the seconds it took."""
        begin = time.monotonic()
        message = self.client.execute(code)
        outputs = []
        while True:
            output = self.client.get_iopub_msg(timeout=LIMIT)
            if output["parent_header"].get("msg_id") != message:
                continue
            if output["msg_type"] == "status" and output["content"]["execution_state"] == "idle":
                break
            outputs.append(output)
        while True:
            reply = self.client.get_shell_msg(timeout=LIMIT)
            if reply["parent_header"].get("msg_id") == message:
                return reply["content"], outputs, time.monotonic() - begin

    def has_state(self):
        return text(self.run("kept")[1]) == "41"


def text(outputs, kind="execute_result"):
    for output in outputs:
        if output["msg_type"] == kind:
            return output["content"]["data"]["text/plain"]
    return None


def stream(outputs, name="stdout"):
    return "".join(o["content"]["text"] for o in outputs if o["msg_type"] == "stream" and o["content"]["name"] == name)


def say(case, passed, seen=""):
    print(json.dumps({"case": case, "passed": bool(passed), "seen": str(seen)[:500]}), flush=True)


def main(name):
    s = Session(name)
    try:
        s.run("var kept = 41;")

        reply, outputs, seconds = s.run("var piece = new string('x', 99) + \"\\n\"; for (var i = 0; i < 1_000_000; i++) Console.Write(piece);")
        got = stream(outputs)
        lost = sum(int(line[1:].split()[0]) for line in got.splitlines() if line.startswith("[") and "dropped" in line)
        arrived = got.count("x" * 99)
        say("prints 100 MB", reply["status"] == "ok" and arrived + lost >= 1_000_000 and s.has_state(), f"{seconds:.1f} s, {arrived} arrived, {lost} lost")

        reply, outputs, seconds = s.run("int Deep(int n) => n == 0 ? 0 : 1 + Deep(n - 1);\nDeep(10_000)")
        say("recurses 10,000 deep", text(outputs) == "10000" and s.has_state(), reply)

        reply, outputs, seconds = s.run("_ = Task.Run(() => throw new InvalidOperationException(\"in the background\")); await Task.Delay(100); 1")
        say("throws in a task", reply["status"] == "ok" and s.has_state(), reply)

        reply, outputs, seconds = s.run("new Thread(() => throw new InvalidOperationException(\"in a thread\")).Start(); await Task.Delay(300); 1")
        say("throws in a thread", s.manager.is_alive() and s.has_state(), reply)

        reply, outputs, seconds = s.run("Environment.Exit(3);")
        say("calls Environment.Exit", reply["status"] == "error" and "Exit" in json.dumps(reply) and s.has_state(), reply)

        reply, outputs, seconds = s.run("int Endless(int n) => 1 + Endless(n + 1);\nEndless(0)")
        say("recurses without end", reply["status"] == "error" and s.has_state(), reply)

        reply, outputs, seconds = s.run("Enumerable.Range(0, 200).Select(_ => Task.Run(() => Thread.Sleep(3000))).ToArray(); 1")
        begin = time.monotonic()
        s.client.kernel_info()
        s.client.get_shell_msg(timeout=LIMIT)
        say("fills the thread pool", time.monotonic() - begin < 2 and s.has_state(), f"{time.monotonic() - begin:.2f} s")

        reply, outputs, seconds = s.run("MimeBundle.FromText(new string('y', 30 << 20)).Show();")
        say("shows 30 MB", len(text(outputs, "display_data") or "") == 30 << 20 and s.has_state(), f"{seconds:.1f} s")

        reply, outputs, seconds = s.run("Console.Out.Close(); Console.WriteLine(\"after\");")
        say("closes its output", s.has_state(), reply)

        reply, outputs, seconds = s.run("Console.SetOut(TextWriter.Null); Console.WriteLine(\"unseen\");")
        say("takes the console away", s.has_state(), reply)
    finally:
        s.close()


if __name__ == "__main__":
    main(sys.argv[1])
