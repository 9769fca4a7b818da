#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Fail where a library uses what it may not know of.

  check-arrows.py --nm=NM ROOM=LIBRARY.a…
  check-arrows.py --nm=NM --self-check --cc=COMPILER

The rooms are named in the order of their arrows, the lowest first: each may use itself
and those before it. No room below the window may use a widget, a setting or an
application, and each part that one room is built on (FOREIGN) stays in the rooms that
own it. --self-check compiles wrong arrows and sees that each of them is found.
"""

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile

OURS = re.compile(r'_?bounce_')

# Which rooms may use which part; none of them are for rooms not named.
FOREIGN = (
    (re.compile(r'(gtk|gdk|gsk|adw)_'), 'the window toolkit', ()),
    (re.compile(r'g_(settings|application)_'), 'a setting or an application', ()),
    (re.compile(r'soup_'), 'HTTP', ('net',)),
    (re.compile(r'json_'), 'JSON', ('net', 'export')),
    (re.compile(r'_*(ns_|res_n|dn_)|g_resolver_'), 'the DNS', ('net',)),
)


def symbols(nm, library, which):
    """The names that a library defines or wants from elsewhere."""
    output = subprocess.run([nm, '--format=posix', '--extern-only', which, library],
                            check=True, capture_output=True, text=True).stdout
    names = set()
    for line in output.splitlines():
        words = line.split()
        # "library[member.o]:" stands over the symbols of each member.
        if len(words) >= 2 and len(words[1]) == 1:
            names.add(words[0])
    return names


def wrong_arrows(nm, rooms):
    """One sentence for each wrong arrow; rooms is a list of (name, library)."""
    found = []
    below = set()
    defined = [symbols(nm, library, '--defined-only') for _, library in rooms]

    for index, (room, library) in enumerate(rooms):
        below |= defined[index]
        for name in sorted(symbols(nm, library, '--undefined-only') - below):
            owner = [other for other, names in zip([r for r, _ in rooms], defined)
                     if name in names]
            if owner:
                found.append(f'{room} uses {name}, which belongs to {owner[0]}')
            elif OURS.match(name):
                found.append(f'{room} uses {name}, which no room below it has')
            for pattern, part, allowed in FOREIGN:
                if pattern.match(name) and room not in allowed:
                    found.append(f'{room} uses {name}: {part} is not for it')

    return found


def self_check(nm, compiler):
    """Compile right and wrong arrows, and tell what was not judged as it is."""
    cases = (
        ('a room that uses itself and the one below',
         'void bounce_low (void) {}',
         'void bounce_low (void); void bounce_high (void) { bounce_low (); }', 0),
        ('JSON where it may be', '', 'void json_x (void); void f (void) { json_x (); }', 0),
        ('JSON in core', 'void json_x (void); void f (void) { json_x (); }', '', 1),
        ('HTTP in core', 'void soup_x (void); void f (void) { soup_x (); }', '', 1),
        ('the DNS in core', 'void ns_x (void); void f (void) { ns_x (); }', '', 1),
        ('the DNS in export', '', 'void __res_nsend (void); void f (void) { __res_nsend (); }', 1),
        ('a widget in core', 'void gtk_x (void); void f (void) { gtk_x (); }', '', 1),
        ('a widget in export', '', 'void adw_x (void); void f (void) { adw_x (); }', 1),
        ('a setting in export', '', 'void g_settings_new (void); '
                                    'void f (void) { g_settings_new (); }', 1),
        ('export used by core', 'void bounce_high (void); void f (void) { bounce_high (); }',
         'void bounce_high (void) {}', 1),
        ('the window used by export', '',
         'void bounce_window_new (void); void f (void) { bounce_window_new (); }', 1),
        ('another name of export used by core', 'extern int other; int f (void) { return other; }',
         'int other = 1;', 1),
    )
    wrong = []

    with tempfile.TemporaryDirectory() as folder:
        for name, core, export, expected in cases:
            rooms = []
            for room, source in (('core', core), ('export', export)):
                path = os.path.join(folder, room)
                with open(path + '.c', 'w', encoding='utf-8') as stream:
                    stream.write(source + '\nextern int unused_' + room + ';\n')
                subprocess.run(compiler + ['-w', '-c', path + '.c', '-o', path + '.o'], check=True)
                rooms.append((room, path + '.o'))
            found = wrong_arrows(nm, rooms)
            if len(found) != expected:
                wrong.append(f'{name}: expected {expected} wrong arrows, found {found}')

    return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--nm', default='nm')
    parser.add_argument('--cc', default='cc')
    parser.add_argument('--self-check', action='store_true')
    parser.add_argument('rooms', nargs='*', metavar='ROOM=LIBRARY')
    arguments = parser.parse_args()

    if arguments.self_check:
        found = self_check(arguments.nm, shlex.split(arguments.cc))
    else:
        rooms = [tuple(room.split('=', 1)) for room in arguments.rooms]
        for room, library in rooms:
            if not symbols(arguments.nm, library, '--defined-only'):
                sys.exit(f'{room}: no symbols in {library}; nothing was checked')
        found = wrong_arrows(arguments.nm, rooms)

    for sentence in found:
        print(sentence, file=sys.stderr)
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
