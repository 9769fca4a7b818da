#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Fail where a source file carries no licence, is too long, or repeats what stands once.

  check-sources.py ROOT
  check-sources.py --self-check

Every file of a kind named below carries an SPDX line near its top; a C file starts with
it. A C file of src has at most 800 lines, but for tables and the words. The application id
and the homepage stand in meson.build alone, so that a fork changes one line. What a text
links to, and the pictures that the metainfo shows, are there.
"""

import os
import re
import sys
import tempfile

import sources

LICENCE = re.compile(r'SPDX-License-Identifier: (GPL-3\.0-or-later|CC0-1\.0)')
C_LICENCE = '/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */'
NAMES_WITH_LICENCE = re.compile(
    r'(\.(c|h|py|sh|ui|css|xml|svg|tsv|desktop|service|yml|yaml|supp|build)(\.in)?'
    r'|/LINGUAS|/POTFILES\.in|/packages|/run|/test|meson_options\.txt)$')
LONGEST = 800
# These grow with the language and with what is known, not with what they do.
MAY_BE_LONG = re.compile(r'/bounce-(words|codebook|tables)[^/]*\.c$')
ONCE = re.compile(r"^(?:base_application_id|homepage) = '(?:https://)?([^']+?)/?'$", re.MULTILINE)

LINK = re.compile(r'\]\(([^)#:\s]+)(?:#[^)]*)?\)')
PICTURE = re.compile(r'<image>@HOMEPAGE@(screenshots/[^<]+)</image>')


def links(path, text):
    """The files that a file points to, relative to the root."""
    if path.endswith('.md'):
        for target in LINK.findall(text):
            yield os.path.normpath(os.path.join(os.path.dirname(path), target))
    if path.endswith('.metainfo.xml.in'):
        for target in PICTURE.findall(text):
            yield os.path.join('data', target)


def complaints(root):
    with open(os.path.join(root, 'meson.build'), encoding='utf-8') as stream:
        once = ONCE.findall(stream.read())

    for path in sources.walk(root):
        # Mail of the tests is data, whatever its name.
        if path.startswith('tests/data/') and not path.endswith(('.c', '.h', '.py', '.build')):
            continue

        full = os.path.join(root, path)
        with open(full, 'rb') as stream:
            text = stream.read().decode('utf-8', 'replace')
        lines = text.split('\n')

        if path.endswith(('.c', '.h')):
            if lines[0] != C_LICENCE:
                yield f'{path}: the first line is not "{C_LICENCE}"'
        elif NAMES_WITH_LICENCE.search('/' + path) or text.startswith('#!'):
            if not any(LICENCE.search(line) for line in lines[:5]):
                yield f'{path}: no SPDX-License-Identifier in the first five lines'

        for target in links(path, text):
            if not os.path.exists(os.path.join(root, target)):
                yield f'{path}: points to {target}, which is not there'

        if path.split(os.sep)[0] in ('data', 'flatpak', 'po', 'src'):
            for literal in once:
                for word in (literal, literal.replace('.', '/')):
                    if word in text:
                        yield f'{path}: "{word}" stands in meson.build and is taken from there'

        if path.startswith('src/') and path.endswith('.c') and not MAY_BE_LONG.search(path):
            if len(lines) - 1 > LONGEST:
                yield f'{path}: {len(lines) - 1} lines; {LONGEST} are the most, split it by duty'


def self_check():
    """Judge a small tree of which is known what is wrong."""
    good = C_LICENCE + '\n'
    files = {
        'meson.build': "# SPDX-License-Identifier: GPL-3.0-or-later\n"
                       "base_application_id = 'org.example.Name'\n"
                       "homepage = 'https://name.example.org/'\n",
        'data/name.desktop.in': '# SPDX-License-Identifier: GPL-3.0-or-later\n'
                                'Icon=org.example.Name\n',
        'src/app/page.ui': '<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n'
                           '<a href="https://name.example.org/help"/>\n',
        'docs/links.md': '[here](links.md) [there](../docs/lost.md#part) [web](https://example.org)',
        'data/x.metainfo.xml.in': '<!-- SPDX-License-Identifier: CC0-1.0 -->\n'
                                  '<image>@HOMEPAGE@screenshots/lost.png</image>\n',
        'src/core/bounce-good.c': good,
        'src/core/bounce-words-long.c': good + '\n' * 900,
        'src/core/bounce-long.c': good + '\n' * 900,
        'src/core/bounce-bare.h': '#pragma once\n',
        'build-aux/tool': '#!/bin/sh\n',
        'data/x.svg': '<svg/>\n',
        'tests/data/mail.eml': 'Subject: mail\n',
        '_build/x.c': 'generated\n',
    }
    with tempfile.TemporaryDirectory() as root:
        sources.write(root, files)
        found = sorted(complaint.split(':')[0] for complaint in complaints(root))
    expected = ['build-aux/tool', 'data/name.desktop.in', 'data/x.metainfo.xml.in', 'data/x.svg',
                'docs/links.md', 'src/app/page.ui',
                'src/core/bounce-bare.h', 'src/core/bounce-long.c']
    if found != expected:
        yield f'expected complaints about {expected}, got {found}'


def main():
    if sys.argv[1:] == ['--self-check']:
        found = list(self_check())
    else:
        found = list(complaints(sys.argv[1]))
    for complaint in found:
        print(complaint, file=sys.stderr)
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
