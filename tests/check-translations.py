#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Fail where a translation would show something broken, or nothing at all.

  check-translations.py ROOT               what must hold at any time
  check-translations.py --complete ROOT    what must hold for a release: every sentence
                                           of POTFILES.in translated, none fuzzy
  check-translations.py --self-check

A catalogue that lacks a sentence shows it in English, so a new sentence stops nobody. A
lost placeholder, a wrong plural rule or a catalogue that LINGUAS does not name is another
matter: those are found here.
"""

import gettext
import os
import re
import subprocess
import sys
import tempfile

# Numbers that take one form, group by group, by the plural rules of CLDR. Gettext's own
# rules for whole numbers agree; languages that are not named here are not judged.
PLURALS = {
    'ar': ((0,), (1,), (2,), (3, 10, 103), (11, 99, 111), (100, 102, 200)),
    'de': ((1,), (0, 2, 100)),
    'es': ((1,), (0, 2, 100)),
    'fr': ((0, 1), (2, 100)),
    'it': ((1,), (0, 2, 100)),
    'ja': ((0, 1, 2, 100),),
    'nl': ((1,), (0, 2, 100)),
    'pl': ((1,), (2, 4, 22), (0, 5, 12, 21, 25)),
    'pt_BR': ((0, 1), (2, 100)),
    'ru': ((1, 21, 101), (2, 4, 22), (0, 5, 11, 12, 25)),
    'tr': ((1,), (0, 2, 100)),
    'zh_CN': ((0, 1, 2, 100),),
}
# One form for all numbers is right in Turkish, too; English's two are taken in Portuguese.
ALSO_RIGHT = {
    'tr': ((0, 1, 2, 100),),
    'pt_BR': ((1,), (0, 2, 100)),
}
PLURAL_RULE = re.compile(r'Plural-Forms:\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=\s*([^;]+);')
FOLD = '"\n"'  # gettext's tools fold a long rule, as that of Arabic, into several strings
STATISTICS = re.compile(r'(\d+) (translated|fuzzy|untranslated)')


def languages(root):
    with open(os.path.join(root, 'po', 'LINGUAS'), encoding='utf-8') as stream:
        return [line.strip() for line in stream
                if line.strip() and not line.startswith('#')]


def run(*command):
    """What a tool of gettext said, and whether it was content."""
    result = subprocess.run(command, capture_output=True, text=True,
                            env={**os.environ, 'LC_ALL': 'C.UTF-8', 'LANGUAGE': ''})
    return result.returncode == 0, result.stderr.strip()


def plural_is_right(language, count, rule):
    """Whether numbers that belong together get one form, and others another."""
    groups = [PLURALS[language]]
    if language in ALSO_RIGHT:
        groups.append(ALSO_RIGHT[language])
    form = gettext.c2py(rule)
    for wanted in groups:
        forms = [{form(number) for number in group} for group in wanted]
        if (len(wanted) == count and all(len(group) == 1 for group in forms)
                and len(set.union(*forms)) == count):
            return True
    return False


def complaints(root):
    named = languages(root)
    if named != sorted(set(named)):
        yield 'po/LINGUAS: not in the order of the alphabet, or a language stands twice'
    there = {name[:-len('.po')] for name in os.listdir(os.path.join(root, 'po'))
             if name.endswith('.po')}
    for language in sorted(there - set(named)):
        yield f'po/{language}.po: LINGUAS does not name it, so nobody sees it'
    for language in sorted(set(named) - there):
        yield f'po/{language}.po: named in LINGUAS and not there'

    for language in sorted(there & set(named)):
        path = os.path.join(root, 'po', language + '.po')
        content, said = run('msgfmt', '--check', '--check-accelerators=_',
                            '--output-file=/dev/null', path)
        if not content:
            yield f'po/{language}.po: {said}'
            continue
        with open(path, encoding='utf-8') as stream:
            rule = PLURAL_RULE.search(stream.read().replace(FOLD, ''))
        if rule is None:
            yield f'po/{language}.po: no Plural-Forms in its head'
        elif language in PLURALS and not plural_is_right(language, int(rule[1]), rule[2]):
            yield f'po/{language}.po: wrong plural rule: {rule[0]}'


def missing(root):
    """What stands between the catalogues and a release."""
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, 'bounceback.pot')
        content, said = run('xgettext', '--directory=' + root,
                            '--files-from=' + os.path.join(root, 'po', 'POTFILES.in'),
                            '--from-code=UTF-8', '--output=' + template,
                            '--keyword=_', '--keyword=N_', '--keyword=C_:1c,2',
                            '--keyword=NC_:1c,2', '--keyword=ngettext:1,2',
                            '--keyword=g_dngettext:2,3')
        if not content:
            yield said
            return
        for language in languages(root):
            merged = os.path.join(folder, language + '.po')
            run('msgmerge', '--no-fuzzy-matching', '--quiet', '--output-file=' + merged,
                os.path.join(root, 'po', language + '.po'), template)
            _, said = run('msgfmt', '--statistics', '--output-file=/dev/null', merged)
            counts = {what: int(number) for number, what in STATISTICS.findall(said)}
            if counts.get('fuzzy') or counts.get('untranslated') or not counts:
                yield f'po/{language}.po: {said}'


HEAD = '''msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"MIME-Version: 1.0\\n"
"Language: {0}\\n"
"Language-Team: {0}\\n"
"Last-Translator: Nobody\\n"
"Project-Id-Version: x\\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\\n"
"Plural-Forms: {1}\\n"
'''
TWO = 'nplurals=2; plural=(n != 1);'
SENTENCE = '\n#, c-format\nmsgid "Hello %s"\nmsgstr "{}"\n'


def self_check():
    """Judge a small tree of which is known what is wrong."""
    files = {
        'po/LINGUAS': '# SPDX\nde\nes\nfr\nit\nnl\n',
        'po/POTFILES.in': 'src/a.c\n',
        'src/a.c': 'f (_("Hello %s"));',
        'po/de.po': HEAD.format('de', TWO) + SENTENCE.format('Hallo %s'),
        'po/es.po': HEAD.format('es', TWO) + SENTENCE.format('Hola %d'),
        'po/fr.po': HEAD.format('fr', TWO) + SENTENCE.format('Bonjour %s'),
        'po/nl.po': HEAD.format('nl', TWO.replace(' != ', ' "\n"!= ')) + SENTENCE.format(''),
        'po/pl.po': HEAD.format('pl', TWO),
    }
    with tempfile.TemporaryDirectory() as root:
        for path, text in files.items():
            os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
            with open(os.path.join(root, path), 'w', encoding='utf-8') as stream:
                stream.write(text)
        found = sorted(complaint.split(':')[0] for complaint in complaints(root))
        expected = ['po/es.po', 'po/fr.po', 'po/it.po', 'po/pl.po']
        if found != expected:
            yield f'expected complaints about {expected}, got {found}'
        os.remove(os.path.join(root, 'po/es.po'))
        with open(os.path.join(root, 'po', 'LINGUAS'), 'w', encoding='utf-8') as stream:
            stream.write('de\nnl\n')
        found = [complaint.split(':')[0] for complaint in missing(root)]
        if found != ['po/nl.po']:
            yield f'expected that only po/nl.po is incomplete, got {found}'


def main():
    if sys.argv[1:] == ['--self-check']:
        found = list(self_check())
    elif sys.argv[1] == '--complete':
        found = [*complaints(sys.argv[2]), *missing(sys.argv[2])]
    else:
        found = list(complaints(sys.argv[1]))
    for complaint in found:
        print(complaint, file=sys.stderr)
    return 1 if found else 0


if __name__ == '__main__':
    sys.exit(main())
