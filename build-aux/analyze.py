#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Compile files once more with GCC's -fanalyzer, and print what it finds in them.

  analyze.py BUILD JOBS FILE…

What the analyzer says of g_autoptr it gets wrong: it does not follow the attribute
"cleanup" of every path, so that leaks are left to Valgrind and the sanitizers. Nor does it
know that GLib's allocators end the program rather than return nothing, which is what its
"possible null" is about.
"""

import concurrent.futures
import json
import os
import shlex
import subprocess
import sys

OFF = ('malloc-leak', 'fd-leak', 'possible-null-dereference', 'possible-null-argument')


def analyze(command, folder):
    arguments = [word for word in shlex.split(command) if word not in ('ccache', '-Werror')]
    at = arguments.index('-o')
    arguments[at + 1] = os.devnull
    # Guards against our own mistakes return nothing, which is then no path to follow.
    arguments += ['-fanalyzer', '-fdiagnostics-plain-output', '-DG_DISABLE_CHECKS']
    arguments += [f'-Wno-analyzer-{name}' for name in OFF]
    done = subprocess.run(arguments, cwd=folder, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode != 0:
        # What does not compile has not been looked at.
        return done.stderr.splitlines() or [f'{arguments[0]} ended with {done.returncode}']
    return [line for line in done.stderr.splitlines() if 'warning:' in line and 'analyzer' in line]


def main():
    build, jobs, *files = sys.argv[1:]
    wanted = {os.path.realpath(path) for path in files}
    with open(os.path.join(build, 'compile_commands.json'), encoding='utf-8') as stream:
        commands = {}
        for entry in json.load(stream):
            path = os.path.realpath(os.path.join(entry['directory'], entry['file']))
            if path in wanted:
                commands.setdefault(path, (entry['command'], entry['directory']))
    found = False
    with concurrent.futures.ThreadPoolExecutor(int(jobs)) as pool:
        for lines in pool.map(lambda path: analyze(*commands[path]), sorted(commands)):
            for line in lines:
                found = True
                print(line)
    return 1 if found else 0


sys.exit(main())
