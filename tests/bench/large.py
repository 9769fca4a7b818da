#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""What an mbox of 1 GB takes: memory, and how soon the first answer is there.

  large.py BOUNCEBACK-CLI SAMPLES FOLDER [BYTES]

The mbox is composed in FOLDER and deleted afterwards. Memory is the most that was ever
resident (ru_maxrss of wait4(2), which counts shared pages of libraries, too).
"""

import os
import statistics
import subprocess
import sys
import time

import bench
import throughput

SIZE = 1024 ** 3
RUNS = 9
WAYS = {
    '--json': ['--json'],
    '--json --jobs=2': ['--json', '--jobs=2'],
    '--summary': ['--summary'],
}


def measure_memory(command):
    """Bytes at the most, and seconds."""
    started = time.monotonic()
    with subprocess.Popen(command, stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL) as child:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f'{command[0]} failed with {child.returncode}')
    return usage.ru_maxrss * 1024, time.monotonic() - started


def measure_first_line(command):
    """Seconds from the start of the program to its first whole line."""
    started = time.monotonic()
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as child:
        line = child.stdout.readline()
        passed = time.monotonic() - started
        child.stdout.close()
    if not line.endswith(b'\n'):
        sys.exit(f'{command[0]} wrote no line')
    return passed


def main():
    cli, samples, folder = sys.argv[1:4]
    size = int(sys.argv[4]) if len(sys.argv) > 4 else SIZE
    mbox = os.path.join(folder, 'large.mbox')
    results = {}
    try:
        size = throughput.compose(samples, mbox, size / throughput.SIZE)
        for name, options in WAYS.items():
            command = [cli, *options, mbox]
            memory, seconds = measure_memory(command)
            results[name] = {'memory': memory, 'seconds': seconds}
            print(f'{name:16} {memory / 1e6:6.1f} MB (to reach: at most 64)  '
                  f'{size / seconds / 1e6:6.1f} MB/s', flush=True)
            if name == '--summary':
                continue
            first = [measure_first_line(command) for _ in range(RUNS)]
            results[name]['first_line'] = first
            print(f'  first line     {statistics.median(first) * 1000:6.1f} ms '
                  f'(to reach: at most 100)', flush=True)
    finally:
        if os.path.exists(mbox):
            os.remove(mbox)
    bench.finish('large', folder, {'bytes': size, 'budgets': {'memory': 64e6, 'first_line': 0.1},
                                   'ways': results})


if __name__ == '__main__':
    main()
