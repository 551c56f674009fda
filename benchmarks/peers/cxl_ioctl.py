"""Times the ioctl of a CXL command in C: the same call on the same file as ours, in a loop.

It takes the file, the number of calls in a round and the number of rounds, and gives the fastest round. The kernel refuses the command on a file that is no CXL device, so that what is
measured is the way into the kernel and back.
"""
import json
import pathlib
import subprocess
import sys
import tempfile

SOURCE = r"""
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>

struct command { uint32_t id, flags; uint16_t opcode, reserved; uint32_t retval, in_size, in_reserved; uint64_t in; uint32_t out_size, out_reserved; uint64_t out; };

int main(int count, char **arguments)
{
    uint8_t output[2048];
    if (count < 4)
        return 1;
    int file = open(arguments[1], O_RDWR);
    long calls = atol(arguments[2]), rounds = atol(arguments[3]);
    double fastest = 1e12;
    if (file < 0)
        return 1;
    for (long round = 0; round < rounds; round++) {
        struct timespec start, end;
        clock_gettime(CLOCK_MONOTONIC, &start);
        for (long i = 0; i < calls; i++) {
            struct command command = { .id = 2, .opcode = 0x4200, .out_size = sizeof output, .out = (uint64_t)(uintptr_t)output };
            if (ioctl(file, 0xC030CE02, &command) == 0)
                return 2;
        }
        clock_gettime(CLOCK_MONOTONIC, &end);
        double each = ((end.tv_sec - start.tv_sec) * 1e9 + (end.tv_nsec - start.tv_nsec)) / calls;
        fastest = each < fastest ? each : fastest;
    }
    printf("%f\n", fastest);
    return 0;
}
"""

with tempfile.TemporaryDirectory() as folder:
    program = pathlib.Path(folder) / "cxl_ioctl"
    subprocess.run(["gcc", "-O2", "-x", "c", "-o", program, "-"], input=SOURCE, text=True, check=True)
    fastest = subprocess.run([program, *sys.argv[1:4]], capture_output=True, text=True, check=True).stdout
    print(json.dumps({"nanoseconds": float(fastest)}))
