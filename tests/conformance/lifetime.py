"""How the kernel process begins and ends. Prints one JSON line per case."""
import json
import os
import signal
import socket
import subprocess
import sys
import time

from jupyter_client.connect import write_connection_file
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

LIMIT = 30


def say(case, passed, seen=""):
    print(json.dumps({"case": case, "passed": bool(passed), "seen": str(seen)[:500]}), flush=True)


def command(spec, file):
    return [part.replace("{connection_file}", file) for part in spec.argv]


def ended(pid, seconds):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with open(f"/proc/{pid}/stat") as stat:
                if stat.read().rsplit(")", 1)[1].split()[0] == "Z":
                    return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def unnamed():
    return {k: v for k, v in os.environ.items() if k != "JPY_PARENT_PID"}


def start_in_child(spec, file):
    """A process in between starts the kernel, tells its id, and waits to be killed."""
    code = (
        "import subprocess, sys, time\n"
        "p = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "print(p.pid, flush=True)\n"
        "time.sleep(60)\n")
    parent = subprocess.Popen([sys.executable, "-c", code, *command(spec, file)], stdout=subprocess.PIPE, text=True, env=unnamed())
    return parent, int(parent.stdout.readline())


def start_named(spec, file):
    """The same by a shell that gives its own id to the kernel."""
    shell = ["sh", "-c", 'export JPY_PARENT_PID=$$; "$@" >/dev/null 2>&1 & echo $!; sleep 60', "sh", *command(spec, file)]
    parent = subprocess.Popen(shell, stdout=subprocess.PIPE, text=True)
    return parent, int(parent.stdout.readline())


def wait_for_port(port):
    deadline = time.monotonic() + LIMIT
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.05)


def main(name):
    spec = KernelSpecManager().get_kernel_spec(name)

    for case, start in (("parent that was named is killed", start_named), ("parent that was not named is killed", start_in_child)):
        file, info = write_connection_file()
        parent, kernel = start(spec, file)
        wait_for_port(info["shell_port"])
        was_alive = not ended(kernel, 1.5)
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        gone = ended(kernel, 10)
        if not gone:
            os.kill(kernel, signal.SIGKILL)
        say(case, was_alive and gone, f"alive before: {was_alive}, gone after: {gone}")

    gone = subprocess.Popen(["true"])
    gone.wait()
    file, info = write_connection_file()
    run = subprocess.run(command(spec, file), capture_output=True, text=True, timeout=LIMIT, env={**unnamed(), "JPY_PARENT_PID": str(gone.pid)})
    say("parent that is gone already", run.returncode == 0 and "gone" in run.stderr, run.stderr)

    manager = KernelManager(kernel_name=name)
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    client.wait_for_ready(timeout=LIMIT)
    pid = manager.provisioner.pid if manager.provisioner else manager.kernel.pid
    client.execute("new Thread(() => Thread.Sleep(Timeout.Infinite)).Start();")
    client.execute("while (true) { }")
    time.sleep(1)
    begin = time.monotonic()
    client.shutdown()
    gone = ended(pid, 5)
    say("shutdown ends a kernel that is busy", gone, f"{time.monotonic() - begin:.2f} s")
    client.stop_channels()
    manager.shutdown_kernel(now=True)

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        file, info = write_connection_file(iopub_port=taken.getsockname()[1])
        run = subprocess.run(command(spec, file), capture_output=True, text=True, timeout=LIMIT)
        say("a port in use ends the kernel with its reason", run.returncode == 1 and "LAB-KERN-0006" in run.stderr and "iopub" in run.stderr, run.stderr)

    with open(file) as old:
        settings = json.load(old)
    settings["transport"] = "ipc"
    with open(file, "w") as new:
        json.dump(settings, new)
    run = subprocess.run(command(spec, file), capture_output=True, text=True, timeout=LIMIT)
    say("an unknown transport ends the kernel with its reason", run.returncode == 1 and "LAB-KERN-0005" in run.stderr, run.stderr)


if __name__ == "__main__":
    main(sys.argv[1])
