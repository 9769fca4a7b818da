#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Scores the command line against a corpus of labelled mails, where there is one.

  test-corpus.py CLI CORPUS

The corpus holds other people's mail and is not part of the source tree. Without
it the test says so and is skipped; with it every figure below must be reached.
"""
import json
import os
import subprocess
import sys
import tempfile

SKIP = 77

# The least share, or the most mails, for each figure that score.py prints.
LEAST = {
    'seed.recognised': 1, 'seed.recipients': 1, 'seed.enhanced code': 1,
    'seed.reply code': 1, 'seed.cause': 15 / 16, 'seed.who must act': 15 / 16,
    'mta.recognised': .99, 'mta.recipients': .98, 'mta.enhanced code': .98,
    'mta.reply code': .98, 'mta.cause': .93, 'mta.who must act': .93, 'mta.macro': .90,
    'mta.told as delay': .97, 'mta.kind of non-failure': .95,
    'foreign.recognised': .98, 'foreign.recipients': .98, 'foreign.enhanced code': .97,
    'foreign.reply code': .97, 'foreign.cause': .92, 'foreign.who must act': .90,
    'foreign.macro': .85, 'foreign.told as delay': .97, 'foreign.kind of non-failure': .95,
    'pasted.recognised': 1, 'pasted.recipients': 1, 'pasted.enhanced code': .99,
    'pasted.reply code': .99, 'pasted.cause': .92, 'pasted.who must act': .92,
    'pasted.macro': .85,
}
MOST = {'false alarms': 2, 'made-up enhanced code': 0, 'made-up reply code': 0,
        'crash or hang': 0}


def score(cli, corpus):
    """The figures of score.py, by "group.figure"."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'figures.json')
        done = subprocess.run([sys.executable, os.path.join(corpus, 'score.py'), cli,
                               '--misses', '--json', path],
                              stdout=subprocess.PIPE, check=True)
        print(done.stdout.decode())
        with open(path, encoding='utf-8') as stream:
            return json.load(stream)


def check_figures(figures):
    """What falls short, one sentence each."""
    for name, least in LEAST.items():
        if figures.get(name, 0) < least:
            yield f'{name}: {figures.get(name, 0):.3f} is below {least:.3f}'
    for label, most in MOST.items():
        total = sum(value for name, value in figures.items() if name.endswith('.' + label))
        if total > most:
            yield f'{label}: {total} are more than {most}'


def check_bad_input(cli, corpus):
    """Bad input is read, or named in one line; it never ends a run."""
    with open(os.path.join(corpus, 'bad-input.list'), encoding='utf-8') as stream:
        names = [line.strip() for line in stream if line.strip()]
    for name in names:
        path = os.path.join(corpus, 'mail', name)
        if not os.path.exists(path):
            continue
        done = subprocess.run([cli, '--json', '--', path], stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              check=False, timeout=120)
        if done.returncode != 0 or done.stderr:
            yield f'{name}: status {done.returncode}, {done.stderr.decode()!r}'
        for line in done.stdout.decode().splitlines():
            json.loads(line)


def main():
    cli, corpus = os.path.abspath(sys.argv[1]), sys.argv[2]
    if not os.path.exists(os.path.join(corpus, 'score.py')):
        print('There is no corpus beside the source tree; nothing was scored.')
        return SKIP

    problems = [*check_figures(score(cli, corpus)), *check_bad_input(cli, corpus)]
    for problem in problems:
        print(problem)

    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
