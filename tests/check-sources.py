#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Fail where a source file carries no licence, is too long, or repeats what stands once.

  check-sources.py ROOT
  check-sources.py --self-check

Every file of a kind named below carries an SPDX line near its top; a C file starts with
it. A C file of src has at most 800 lines, but for tables and the words. The application id
and the homepage stand in meson.build alone, so that a fork changes one line. What a text
links to, and the pictures that the metainfo shows, are there. Nothing of the window takes
markup, so that no words of a mail ever can: what Adwaita takes for markup unless it is told
otherwise is told, or gets a sentence of ours on the spot. What bounds a mail stands with its
reason in a header of limits.
"""

import os
import re
import sys
import tempfile
import xml.etree.ElementTree

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

# A bound that is named for what it is stands among the others, where somebody who asks what
# a mail can do finds it. What is left is not about mail.
LIMIT = re.compile(r'^\s*#\s*define\s+(\w*(?:LONGEST|LARGEST|BIGGEST|DEEPEST|MOST|MAX|LIMIT)\w*)',
                   re.MULTILINE)
LIMITS = re.compile(r'^src/(core/bounce|net/bounce-net|export/bounce-export|app/bounce-app'
                    r'|cli/bounce-cli)-limits\.h$')
OF_OUR_OWN = {
    'BOUNCE_AUTOMATON_LONGEST',     # of the literals in our tables
    'BOUNCE_WORDS_MAX_STEPS',       # of our sentences
    'MAX_HEIGHT',                   # pixels that the list's summary takes
}

LINK = re.compile(r'\]\(([^)#:\s]+)(?:#[^)]*)?\)')
COMMENT = re.compile(r'/\*.*?\*/', re.DOTALL)
# Adwaita 1.2 parses the words of rows unless their use-markup is off, and those of toasts,
# status pages and groups of preferences always.
TAKES_MARKUP = re.compile(
    r'\w*markup\w*|adw_toast_(?:new|set_title)\w*|adw_preferences_group_set_\w+'
    r'|adw_status_page_\w+|ADW_TYPE_(?:TOAST|STATUS_PAGE|(?:\w+_)?ROW)\b(?=,)')
TAKES_NO_MARKUP = re.compile(
    r'adw_preferences_row_set_use_markup \([^;]*, FALSE\)|g_markup_(?:printf_escaped|escape_text)'
    r'|adw_toast_new \(_\("')
NEW_ROW = re.compile(r'\badw_(?:\w+_)?row_new\b')
ROW_WITHOUT_MARKUP = re.compile(r'\badw_preferences_row_set_use_markup \([^;]*, FALSE\)')
ROW_CLASS = re.compile(r'^Adw\w*Row$')
NEVER = ('false', 'f', 'no', 'n', '0')

PICTURE = re.compile(r'<image>@HOMEPAGE@(screenshots/[^<]+)</image>')


def links(path, text):
    """The files that a file points to, relative to the root."""
    if path.endswith('.md'):
        for target in LINK.findall(text):
            yield os.path.normpath(os.path.join(os.path.dirname(path), target))
    if path.endswith('.metainfo.xml.in'):
        for target in PICTURE.findall(text):
            yield os.path.join('data', target)


def markup_in_c(text):
    """What in a source file of the window might take words for markup."""
    text = COMMENT.sub('', text)
    yield from TAKES_MARKUP.findall(TAKES_NO_MARKUP.sub('', text))
    if len(NEW_ROW.findall(text)) > len(ROW_WITHOUT_MARKUP.findall(text)):
        yield 'a row without adw_preferences_row_set_use_markup (…, FALSE)'


def markup_in_ui(text):
    """The same in the description of an interface."""
    for element in xml.etree.ElementTree.fromstring(text).iter():
        name = element.get('name', '')
        kind = element.get('class') if element.tag == 'object' else element.get('parent', '')
        if element.tag == 'property' and 'markup' in name:
            if (element.text or '').strip().lower() not in NEVER:
                yield f'the property {name}'
        elif kind == 'AdwStatusPage':
            yield kind
        elif kind and ROW_CLASS.match(kind):
            if element.find('property[@name="use-markup"]') is None:
                yield f'{kind} without use-markup'


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

        if path.startswith('src/app/'):
            found = (markup_in_c(text) if path.endswith(('.c', '.h'))
                     else markup_in_ui(text) if path.endswith('.ui') else ())
            for place in found:
                yield f'{path}: {place} may take words of a mail for markup'

        if path.startswith('src/') and path.endswith(('.c', '.h')) and not LIMITS.match(path):
            for name in LIMIT.findall(text):
                if name not in OF_OUR_OWN:
                    yield f'{path}: {name} belongs into a header of limits, with its reason'

        if path.startswith('src/') and path.endswith('.c') and not MAY_BE_LONG.search(path):
            if len(lines) - 1 > LONGEST:
                yield f'{path}: {len(lines) - 1} lines; {LONGEST} are the most, split it by duty'


def self_check():
    """Judge a small tree of which is known what is wrong."""
    def ui(text):
        return ('<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n'
                f'<interface>{text}</interface>\n')

    good = C_LICENCE + '\n'
    files = {
        'meson.build': "# SPDX-License-Identifier: GPL-3.0-or-later\n"
                       "base_application_id = 'org.example.Name'\n"
                       "homepage = 'https://name.example.org/'\n",
        'data/name.desktop.in': '# SPDX-License-Identifier: GPL-3.0-or-later\n'
                                'Icon=org.example.Name\n',
        'src/app/page.ui': '<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n'
                           '<a href="https://name.example.org/help"/>\n',
        'src/app/bounce-rows.ui':
            '<!-- SPDX-License-Identifier: GPL-3.0-or-later -->\n'
            '<template class="BounceRow" parent="AdwActionRow">'
            '<property name="use-markup">0</property>'
            '<object class="GtkLabel"><property name="use-markup">False</property></object>'
            '</template>\n',
        'src/app/bounce-label.ui': ui('<property name="use-markup">yes</property>'),
        'src/app/bounce-tooltip.ui': ui('<property name="tooltip-markup">b</property>'),
        'src/app/bounce-row.ui': ui('<object class="AdwActionRow"/>'),
        'src/app/bounce-status.ui': ui('<object class="AdwStatusPage"/>'),
        'src/app/bounce-quiet.c':
            good + '/* never as markup */\n'
                   'adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);\n'
                   'adw_toast_new (_("Saved"));\nrow = adw_action_row_new ();\n'
                   'g_markup_printf_escaped ("<p>%s</p>", text);\n',
        'src/app/bounce-markup.c': good + 'gtk_label_set_markup (label, text);\n',
        'src/app/bounce-use.c': good + 'gtk_label_set_use_markup (label, TRUE);\n',
        'src/app/bounce-property.c': good + 'g_object_set (label, "use-markup", TRUE, NULL);\n',
        'src/app/bounce-hint.c': good + 'gtk_widget_set_tooltip_markup (label, text);\n',
        'src/app/bounce-toast.c': good + 'adw_toast_new (text);\n',
        'src/app/bounce-group.c': good + 'adw_preferences_group_set_title (group, text);\n',
        'src/app/bounce-new-row.c': good + 'row = adw_expander_row_new ();\n',
        'src/app/bounce-object.c': good + 'g_object_new (ADW_TYPE_ACTION_ROW, NULL);\n',
        'src/cli/bounce-print.c': good + 'set_markup (text);\n',
        'docs/links.md': '[here](links.md) [there](../docs/lost.md#part) [web](https://example.org)',
        'data/x.metainfo.xml.in': '<!-- SPDX-License-Identifier: CC0-1.0 -->\n'
                                  '<image>@HOMEPAGE@screenshots/lost.png</image>\n',
        'src/core/bounce-good.c': good + '#define WORD_REACH 24\n#define MAX_HEIGHT 400\n',
        'src/core/bounce-limits.h': good + '#define BOUNCE_LIMIT_PARTS 200\n',
        'src/core/bounce-loose.c': good + 'x\n# define MOST_PARTS 200\n',
        'src/net/bounce-limits.h': good + '#define BOUNCE_LIMIT_PARTS 200\n',
        'tests/core/test-loose.c': good + '#define MOST_PARTS 200\n',
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
                'docs/links.md', 'src/app/bounce-group.c', 'src/app/bounce-hint.c',
                'src/app/bounce-label.ui', 'src/app/bounce-markup.c', 'src/app/bounce-new-row.c',
                'src/app/bounce-object.c', 'src/app/bounce-property.c', 'src/app/bounce-row.ui',
                'src/app/bounce-status.ui', 'src/app/bounce-toast.c', 'src/app/bounce-tooltip.ui',
                'src/app/bounce-use.c', 'src/app/page.ui',
                'src/core/bounce-bare.h', 'src/core/bounce-long.c', 'src/core/bounce-loose.c',
                'src/net/bounce-limits.h']
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
