# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""What the benchmarks share: timing by the processor's clock, medians, a JSON file."""

import json
import os
import platform
import statistics
import subprocess
import sys
import time

RUNS = 5


def describe_machine():
    """The machine as a table can name it."""
    model = platform.machine()
    try:
        with open('/proc/cpuinfo', encoding='utf-8') as file:
            for line in file:
                if line.startswith('model name'):
                    model = line.split(':', 1)[1].strip()
                    break
    except OSError:
        pass
    return {'processor': model, 'cores': os.cpu_count(), 'system': platform.release()}


def run_once(command):
    """Seconds of processor time, and of the clock on the wall, of one run."""
    started = time.monotonic()
    with subprocess.Popen(command, stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL) as process:
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f'{command[0]} failed with {process.returncode}')
    return usage.ru_utime + usage.ru_stime, time.monotonic() - started


def measure(commands, runs=RUNS):
    """The median processor time of each command. They take turns, so that whatever
    else the machine does troubles all of them alike."""
    times = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(run_once(command)[0])
    return {name: statistics.median(values) for name, values in times.items()}


def finish(name, folder, results):
    """Writes the JSON beside what was built."""
    document = {'benchmark': name, 'machine': describe_machine(), 'results': results}
    path = os.path.join(folder, f'{name}.json')
    with open(path, 'w', encoding='utf-8') as file:
        json.dump(document, file, indent=2)
        file.write('\n')
    print(f'written to {path}')
