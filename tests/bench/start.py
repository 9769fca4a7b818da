#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""How soon a program is there and how much memory it has of its own, against a bare one.

  start.py window FIRST-FRAME.so BARE-WINDOW BOUNCEBACK FOLDER
  start.py cli BARE-GMIME BOUNCEBACK-CLI MAIL FOLDER

Of a window: from the start of the program to its first frame, and the memory when
it has come to rest (Private_* in /proc/PID/smaps_rollup). It needs a session, as
with-session gives it. Of the command line: from the start to the end with one mail, and
the memory while it waits for a second one. Both sides take turns.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time

import bench

RUNS = 11
PATIENCE = 60
REST = 1.0


def get_private(pid):
    """Bytes that no other process has."""
    with open(f'/proc/{pid}/smaps_rollup', encoding='ascii') as file:
        return sum(int(line.split()[1]) * 1024 for line in file if line.startswith('Private_'))


def wait_for_rest(pid):
    """What it has when neither its memory nor its work has changed for a while."""
    before = None
    since = time.monotonic()
    end = since + PATIENCE
    while time.monotonic() < end:
        with open(f'/proc/{pid}/stat', encoding='ascii') as file:
            fields = file.read().rsplit(')', 1)[1].split()
        now = (get_private(pid), fields[11], fields[12])
        if now != before:
            before, since = now, time.monotonic()
        elif time.monotonic() - since > REST:
            return now[0]
        time.sleep(0.05)
    sys.exit(f'process {pid} does not come to rest')


def measure_window(preload, program):
    """Seconds to the first frame, and bytes at rest."""
    reader, writer = os.pipe()
    environment = {**os.environ, 'LD_PRELOAD': preload, 'FIRST_FRAME_FD': str(writer)}
    started = time.monotonic_ns()
    with subprocess.Popen([program], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          pass_fds=[writer], env=environment) as child:
        os.close(writer)
        with os.fdopen(reader) as stream:
            line = stream.readline()
        if not line:
            sys.exit(f'{program} showed no window')
        private = wait_for_rest(child.pid)
        child.terminate()
    return (int(line) - started) / 1e9, private


def measure_command(command, mail, second):
    """Seconds for one mail, and bytes while the command waits for another."""
    started = time.monotonic()
    subprocess.run([*command, mail], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                   check=True)
    passed = time.monotonic() - started
    with subprocess.Popen([*command, mail, second], stdin=subprocess.DEVNULL,
                          stdout=subprocess.DEVNULL) as child:
        private = wait_for_rest(child.pid)
        # its end is the end of the second mail
        with open(second, 'wb'):
            pass
    return passed, private


def compare(measures, folder, name, budgets):
    """Takes turns, prints and writes what came out; the first turn warms up."""
    values = {side: [] for side in measures}
    for turn in range(RUNS + 1):
        for side, measure in measures.items():
            value = measure()
            if turn > 0:
                values[side].append(value)
    results = {}
    for index, what in enumerate(('start', 'private')):
        sides = {side: statistics.median(value[index] for value in taken)
                 for side, taken in values.items()}
        ratio = sides['ours'] / sides['bare']
        unit, factor = ('ms', 1e3) if what == 'start' else ('MB', 1e-6)
        budget = f' (to reach: at most {budgets[what]})' if what in budgets else ''
        print(f'{what:8} bare {sides["bare"] * factor:7.1f} {unit}  '
              f'ours {sides["ours"] * factor:7.1f} {unit}  ratio {ratio:5.2f}{budget}', flush=True)
        results[what] = {**sides, 'ratio': ratio, 'budget': budgets.get(what)}
    bench.finish(name, folder, results)


def main():
    if sys.argv[1] == 'window':
        preload, bare, ours, folder = sys.argv[2:6]
        compare({'bare': lambda: measure_window(preload, bare),
                 'ours': lambda: measure_window(preload, ours)},
                folder, 'start-window', {'start': 1.15, 'private': 1.25})
        return
    bare, ours, mail, folder = sys.argv[2:6]
    with tempfile.TemporaryDirectory() as holder:
        second = os.path.join(holder, 'second')
        os.mkfifo(second)
        compare({'bare': lambda: measure_command([bare], mail, second),
                 'ours': lambda: measure_command([ours, '--json'], mail, second)},
                folder, 'start-cli', {})


if __name__ == '__main__':
    main()
