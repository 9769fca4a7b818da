#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Fail where po/POTFILES.in is not the list of the files with words for people.

  check-potfiles.py ROOT
  check-potfiles.py --self-check
"""

import os
import re
import sys
import tempfile

import sources

# A string or a comment, so that what looks like a call inside of one is none.
C_NOISE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.DOTALL)
# With a sentence in it: a macro that passes its argument on has none.
C_CALL = re.compile(r'(?<![A-Za-z0-9_])'
                    r'(?:(?:_|N_|C_|NC_|Q_|gettext|ngettext)(?:\s|\\\n)*\((?:\s|\\\n)*"'
                    r'|g_d(?:c|n|p)?gettext2?\s*\()')
XML_NOISE = re.compile(r'<!--.*?-->', re.DOTALL)
UI_MARK = re.compile(r'translatable\s*=\s*["\'](?:yes|true|1)["\']')
SCHEMA_MARK = re.compile(r'gettext-domain\s*=')


def blank(noise):
    return ' ' if noise.group().startswith('/') else '""'


def has_words(path, text):
    """Whether xgettext finds something to translate in a file."""
    name = path[:-len('.in')] if path.endswith('.in') else path
    if name.endswith(('.c', '.h')):
        return C_CALL.search(C_NOISE.sub(blank, text)) is not None
    if name.endswith('.ui'):
        return UI_MARK.search(XML_NOISE.sub('', text)) is not None
    if name.endswith('.gschema.xml'):
        return SCHEMA_MARK.search(XML_NOISE.sub('', text)) is not None
    return name.endswith(('.desktop', '.metainfo.xml'))


def complaints(root):
    listed = []
    with open(os.path.join(root, 'po', 'POTFILES.in'), encoding='utf-8') as stream:
        for line in stream:
            line = line.strip()
            if line and not line.startswith('#'):
                listed.append(line)

    wanted = set()
    for path in sources.walk(root):
        if path.split(os.sep)[0] in ('data', 'src'):
            with open(os.path.join(root, path), encoding='utf-8', errors='replace') as stream:
                if has_words(path, stream.read()):
                    wanted.add(path)

    for path in sorted(wanted - set(listed)):
        yield f'{path}: has words to translate, but is missing in po/POTFILES.in'
    for path in sorted(set(listed) - wanted):
        yield f'{path}: stands in po/POTFILES.in, but has no words to translate'
    if listed != sorted(set(listed)):
        yield 'po/POTFILES.in: not in the order of the alphabet, or a file stands twice'


def self_check():
    """Judge a small tree of which is known what is wrong."""
    files = {
        'src/a.c': 'f (_("Word"));',
        'src/b.c': 'f (ngettext ("a", "b", n));',
        'src/c.c': 'x[] = { N_("Word") };',
        'src/d.c': 'f (C_ ("context", "word"));',
        'src/d.h': '#define SENTENCE \\\n  N_("Word")',
        'src/listed.c': 'f (_("Word"));',
        'src/no.c': '/* _("in a comment") */\n#define T(x) _(x)\nf ("_(\\"", bounce_(1), my_N_(2), N_(/* no */ x));',
        'src/stale.c': 'f ("Word");',
        'src/e.ui': '<property name="label" translatable="yes">Word</property>',
        'src/no.ui': '<!-- translatable="yes" --><property name="label">1</property>',
        'data/f.desktop.in': '', 'data/g.metainfo.xml.in': '',
        'data/h.gschema.xml.in': '<schemalist gettext-domain="x"/>',
        'data/no.gschema.xml': '<schemalist/>',
        'tests/t.c': '_("not shipped")',
        'po/POTFILES.in': '# comment\nsrc/stale.c\nsrc/listed.c\n',
    }
    with tempfile.TemporaryDirectory() as root:
        sources.write(root, files)
        found = sorted(complaint.split(':')[0] for complaint in complaints(root))
    expected = ['data/f.desktop.in', 'data/g.metainfo.xml.in', 'data/h.gschema.xml.in',
                'po/POTFILES.in', 'src/a.c', 'src/b.c', 'src/c.c', 'src/d.c', 'src/d.h', 'src/e.ui',
                'src/stale.c']
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
