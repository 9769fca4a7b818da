#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""What a second thread brings: one run of two jobs against two runs of one job each.

  jobs.py BOUNCEBACK-CLI SAMPLES FOLDER

Both sides have the same number of messages to read, and two processors. What counts here
is the clock on the wall, since a thread that waits for the other takes no processor time;
that is given beside it. The outputs must be the same to the byte.
"""

import hashlib
import os
import statistics
import subprocess
import sys
import time

import bench
import throughput

RUNS = 9


def run_side_by_side(commands):
    """Seconds on the wall until the last one is done, and of processor time of all."""
    started = time.monotonic()
    children = [subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
                for command in commands]
    work = 0
    for child in children:
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        work += usage.ru_utime + usage.ru_stime
    wall = time.monotonic() - started
    for child in children:
        if child.returncode != 0:
            sys.exit(f'{child.args[0]} failed with {child.returncode}')
    return wall, work


def digest(command):
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE) as child:
        return hashlib.file_digest(child.stdout, 'sha256').hexdigest()


def main():
    cli, samples, folder = sys.argv[1:4]
    half = os.path.join(folder, 'jobs-half.mbox')
    whole = os.path.join(folder, 'jobs-whole.mbox')
    throughput.compose(samples, half)
    throughput.compose(samples, whole, 2)

    two = [[cli, '--json', half]] * 2
    one = [[cli, '--json', '--jobs=2', whole]]
    times = {'processes': [], 'jobs': []}
    for _ in range(RUNS):
        times['processes'].append(run_side_by_side(two))
        times['jobs'].append(run_side_by_side(one))
    same = digest([cli, '--json', whole]) == digest([cli, '--json', '--jobs=2', whole])
    size = os.path.getsize(whole)
    os.remove(half)
    os.remove(whole)

    # each pair by itself: what else the machine does changes from one to the next
    ratios = [a[0] / b[0] for a, b in zip(times['processes'], times['jobs'])]
    work = [a[1] / b[1] for a, b in zip(times['processes'], times['jobs'])]
    for name, values in times.items():
        wall = statistics.median(value[0] for value in values)
        print(f'{name:14} {size / wall / 1e6:6.1f} MB/s')
    print(f'ratio          {statistics.median(ratios):6.2f} (to reach: at least 0.85)')
    print(f'of the work    {statistics.median(work):6.2f}')
    print(f'same output    {"yes" if same else "NO"}')
    bench.finish('jobs', folder, {
        'bytes': size, 'seconds': {name: [value[0] for value in values]
                                   for name, values in times.items()},
        'ratios': ratios, 'ratio': statistics.median(ratios),
        'ratio_of_work': statistics.median(work), 'budget': 0.85, 'same_output': same})


if __name__ == '__main__':
    main()
