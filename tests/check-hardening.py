#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Fail where a program is built softer than distributions build.

  check-hardening.py --readelf=READELF PROGRAM…
  check-hardening.py --readelf=READELF --self-check --cc=COMPILER

Each program has to be position independent, to resolve its symbols before it starts and
keep them read-only from then on, to have no executable stack, and to watch its stack.
(Checked variants of the C library's functions cannot be looked for: GLib stands between.)
--self-check builds a program as soft as can be and sees that all of this is said of it.
"""

import argparse
import os
import shlex
import subprocess
import sys
import tempfile


def say(readelf, option, program):
    return subprocess.run([readelf, '--wide', option, program],
                          check=True, capture_output=True, text=True).stdout


def complaints(readelf, program):
    headers = say(readelf, '--program-headers', program)
    dynamic = say(readelf, '--dynamic', program)
    symbols = say(readelf, '--dyn-syms', program)

    if 'Elf file type is DYN' not in headers:
        yield 'is not position independent'
    if 'GNU_RELRO' not in headers:
        yield 'keeps its table of symbols writable'
    if 'NOW' not in dynamic:
        yield 'resolves symbols while it runs'
    stack = [line.split() for line in headers.splitlines() if 'GNU_STACK' in line]
    if not stack or 'E' in ''.join(stack[0][6:-1]):
        yield 'has an executable stack'
    if '__stack_chk_fail' not in symbols:
        yield 'does not watch its stack'


def self_check(readelf, compiler):
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, 'soft.c')
        program = os.path.join(folder, 'soft')
        with open(source, 'w', encoding='utf-8') as stream:
            stream.write('int main (void) { return 0; }\n')
        subprocess.run([*shlex.split(compiler), '-no-pie', '-fno-pie', '-fno-stack-protector',
                        '-Wl,-z,norelro', '-Wl,-z,lazy', '-Wl,-z,execstack',
                        source, '-o', program], check=True)
        found = list(complaints(readelf, program))
        if len(found) != 5:
            yield f'expected five complaints about a soft program, got {found}'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--readelf', required=True)
    parser.add_argument('--self-check', action='store_true')
    parser.add_argument('--cc')
    parser.add_argument('programs', nargs='*')
    options = parser.parse_args()

    if options.self_check:
        found = list(self_check(options.readelf, options.cc))
        print(*found, sep='\n', file=sys.stderr)
        return 1 if found else 0

    found = [f'{program} {complaint}' for program in options.programs
             for complaint in complaints(options.readelf, program)]
    for complaint in found:
        print(complaint, file=sys.stderr)
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
