#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Compare what bounceback-cli answers to the mails in tests/data with what stands beside them.

  golden.py CLI DATA [NAME…]            compare
  golden.py CLI DATA --update           write anew what stands there: look at the difference
  golden.py CLI DATA --update NAME…     also write what does not stand there yet

NAME.json has what programs read, without the sentences: those are compared as text where
NAME.answer stands beside the mail, and change more often than a verdict may. Of a mail with
nothing beside it only the form of the answer is looked at.
"""

import argparse
import difflib
import json
import os
import re
import subprocess
import sys
import unicodedata

INPUTS = ('.eml', '.txt', '.mbox', '.jpg')
SENTENCES = ('headline', 'explanation', 'steps')
WIDTH = 78


def run(cli, data, *arguments):
    done = subprocess.run([cli, *arguments], cwd=data, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60)
    if done.returncode != 0 or done.stderr:
        raise ValueError(f'status {done.returncode}, {done.stderr.decode(errors="replace")!r}')
    return done.stdout.decode('utf-8')


def take_sentences(verdict):
    """Every verdict says something, to the point and without shouting."""
    headline, explanation, steps = (verdict.pop(name) for name in SENTENCES)
    if not 0 < len(headline) <= 90 or headline.endswith('.'):
        raise ValueError(f'headline {headline!r}')
    if not explanation.endswith('.'):
        raise ValueError(f'explanation {explanation!r}')
    if not 1 <= len(steps) <= 4 or not all(steps):
        raise ValueError(f'steps {steps!r}')


def answer_json(cli, data, name):
    messages = []
    for number, line in enumerate(run(cli, data, '--json', '--', name).splitlines()):
        message = json.loads(line)
        if message['index'] != number:
            raise ValueError(f'index {message["index"]} in line {number}')
        take_sentences(message['verdict'])
        for recipient in message['recipients']:
            take_sentences(recipient['verdict'])
        messages.append(message)
    return json.dumps(messages, ensure_ascii=False, indent=2) + '\n'


def columns(line):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in 'WF' else 1
               for c in line)


def answer_text(cli, data, name):
    text = run(cli, data, '--', name)
    for line in text.splitlines():
        if columns(line) > WIDTH and ' ' in line.strip():
            raise ValueError(f'more than {WIDTH} columns: {line!r}')
        if line != line.rstrip():
            raise ValueError(f'space at the end: {line!r}')
        if re.search(r'[\x00-\x1f\x7f-\x9f]', line):
            raise ValueError(f'control character: {line!r}')
    return text


def compare(path, text, update, create):
    """Lines that differ; none where they are the same, were written anew or are not there."""
    if not os.path.exists(path) and not create:
        return []
    if update:
        with open(path, 'w', encoding='utf-8', newline='') as stream:
            stream.write(text)
        return []
    with open(path, encoding='utf-8', newline='') as stream:
        wanted = stream.read()
    return list(difflib.unified_diff(wanted.splitlines(), text.splitlines(), 'wanted', 'got',
                                     lineterm=''))


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('cli', type=os.path.abspath)
    parser.add_argument('data')
    parser.add_argument('names', nargs='*')
    parser.add_argument('--update', action='store_true')
    options = parser.parse_intermixed_args()

    names = [name for name in sorted(os.listdir(options.data)) if name.endswith(INPUTS)
             and (not options.names or os.path.splitext(name)[0] in options.names)]
    checks = []
    for name in names:
        stem = os.path.join(options.data, os.path.splitext(name)[0])
        checks.append((name, stem + '.json', answer_json))
        if os.path.exists(stem + '.answer'):
            checks.append((name, stem + '.answer', answer_text))

    print(f'1..{len(checks)}')
    failed = not checks
    for number, (name, path, answer) in enumerate(checks, 1):
        try:
            different = compare(path, answer(options.cli, options.data, name),
                                options.update, options.update and options.names)
        except (OSError, ValueError, KeyError) as error:
            different = [f'{type(error).__name__}: {error}']
        form_only = '' if os.path.exists(path) else ' (only its form)'
        print('not ok' if different else 'ok', number, os.path.basename(path) + form_only)
        for line in different:
            print('#', line)
        failed = failed or bool(different)
    return 1 if failed else 0


if __name__ == '__main__':
    sys.exit(main())
