#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Check the tables of src/core/tables for what the generator would let pass.

  check-tables.py --headers DIR TABLE.tsv…

generate-tables.py refuses rows that it cannot turn into C: wrong columns, unknown
enumerators, odd masks and ranges. This program asks it first, and then for what only a
careful reader would see: a literal that can never match as it stands, two rows that
claim the same words, a range inside another one, a slip whose target nobody knows.
Every complaint is one line with its file and line; exit status 1 where there is one.
"""

import argparse
import importlib.util
import os
import re
import sys

SPDX = '# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors'


def load_generator():
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'generate-tables.py')
    spec = importlib.util.spec_from_file_location('generate_tables', path)
    module = importlib.util.module_from_spec(spec)
    sys.dont_write_bytecode = True
    spec.loader.exec_module(module)
    return module


def check_file(path):
    """The file as text: licence, line ends, blanks that nobody sees."""
    with open(path, encoding='utf-8') as file:
        lines = file.read().split('\n')
    if lines[0] != SPDX:
        yield f'{path}:1: the first line is not "{SPDX}"'
    if lines.pop() != '':
        yield f'{path}:{len(lines) + 1}: the last line has no end'
    for number, line in enumerate(lines, 1):
        if line.startswith('#') and '\t' in line:
            yield f'{path}:{number}: a tab in a comment'


def check_cells(row):
    """Text is compared in lower case, with each run of white space as one space. A
    literal may end in a space, as the start of a subject does."""
    for column, cell in row.cells.items():
        if column != 'literal' and cell != cell.strip():
            yield f'{row.place}: "{cell}" has a blank at its edge'
    literal = row.cells.get('literal')
    if literal is None:
        return
    if literal != literal.lower():
        yield f'{row.place}: the literal "{literal}" is not in lower case'
    if re.search(r'\s\s|[^\S ]', literal):
        yield f'{row.place}: the literal "{literal}" has white space that is not one space'


def check_unique(rows, *columns):
    seen = {}
    for row in rows:
        key = tuple(row.cells[column] for column in columns)
        first = seen.setdefault(key, row)
        if first is not row:
            yield (f'{row.place}: {", ".join(columns)} are the same as in {first.place}: '
                   f'"{key[0]}"')


def check_providers(rows):
    yield from check_unique(rows, 'literal', 'low', 'high', 'host_masks', 'reply_mask',
                            'enhanced_class')
    ranges = {}
    for row in rows:
        cells = row.cells
        if cells['literal'] != cells['literal'].strip():
            yield f'{row.place}: "{cells["literal"]}" has a blank at its edge'
        masks = (row.get('host_masks') or '').split(' ')
        if len(set(masks)) != len(masks):
            yield f'{row.place}: a host mask stands twice'
        for mask in masks:
            if mask != '' and not re.fullmatch(r'[a-z0-9-]+(?:\.[a-z0-9-]+)*', mask):
                yield f'{row.place}: "{mask}" is not a host mask in lower case'
        for mask in masks:
            if any(mask.endswith('.' + other) for other in masks):
                yield f'{row.place}: the host mask "{mask}" lies in another one'
        if cells['cause'] == 'unknown' and cells['strength'] != 'weak':
            yield f'{row.place}: a row without a cause is weak: it only tells who wrote'
        if cells['party'] == 'unclear':
            yield f'{row.place}: "-" and not "unclear" stands for the usual party'
        if row.get('reply_mask') and row.get('enhanced_class'):
            if any(mask[0] != cells['enhanced_class'] for mask in cells['reply_mask'].split(' ')):
                yield f'{row.place}: the reply mask and the class of the code disagree'
        if cells['kind'] == 'token' and ' ' in cells['literal']:
            yield f'{row.place}: a token is one word, "{cells["literal"]}" is text'
        if cells['kind'] == 'range':
            key = (cells['literal'], cells['host_masks'])
            low, high = int(cells['low']), int(cells['high'])
            for other, other_low, other_high in ranges.get(key, []):
                if low <= other_high and other_low <= high:
                    yield f'{row.place}: the range overlaps the one in {other.place}'
            ranges.setdefault(key, []).append((row, low, high))


def check_blocklists(rows):
    yield from check_unique(rows, 'literal')
    states = {}
    for row in rows:
        zone = row.get('zone')
        if zone is not None and not re.fullmatch(r'[a-z0-9-]+(?:\.[a-z0-9-]+)+', zone):
            yield f'{row.place}: "{zone}" is not a zone'
        if row.cells['state'] == 'private' and zone is not None:
            yield f'{row.place}: a private list has no zone'
        first = states.setdefault(row.cells['name'], row)
        if (first.cells['state'], first.cells['zone']) != (row.cells['state'], row.cells['zone']):
            yield f'{row.place}: "{row.cells["name"]}" has another zone or state in {first.place}'


def check_mail_domains(rows):
    yield from check_unique(rows, 'domain')
    common = {row.cells['domain'] for row in rows if row.cells['kind'] == 'common'}
    for row in rows:
        target = row.get('target')
        if target is not None and target not in common:
            yield f'{row.place}: the target "{target}" is not a common domain'


def check_lists(rows):
    first_of_zone = {}
    asked = {row.cells['name']: row.cells['is_asked'] for row in rows}
    for row in rows:
        if row.cells['state'] == 'private' and row.get('zone') is not None:
            yield f'{row.place}: a private list has no zone'
        within = row.get('within')
        if within is not None and asked.get(within) != 'yes':
            yield f'{row.place}: "{within}" is no list that is asked'
        if row.cells['is_asked'] == 'yes':
            first = first_of_zone.setdefault(row.cells['zone'], row)
            if first is not row:
                yield f'{row.place}: {first.place} asks this zone already'


def check_list_codes(rows):
    """Rows of a zone stand together and before those of all zones, or the first one that
    fits would not be the right one."""
    done = set()
    zone = None
    for row in rows:
        if row.cells['zone'] != zone:
            if row.cells['zone'] in done:
                yield f'{row.place}: the rows of "{row.cells["zone"]}" do not stand together'
            if zone == '-':
                yield f'{row.place}: the rows of all zones stand last'
            done.add(zone)
            zone = row.cells['zone']


def check_known_lists(tables):
    """A list that a bounce can quote is explained, in the same way."""
    known = {row.cells['name']: row for row in tables['lists']}
    for row in tables['blocklists'] if known else ():
        other = known.get(row.cells['name'])
        if other is None:
            yield f'{row.place}: "{row.cells["name"]}" has no row in lists.tsv'
        elif (row.cells['zone'] not in (other.cells['zone'], '-')
              or other.cells['state'] != row.cells['state']):
            yield (f'{row.place}: "{row.cells["name"]}" has another zone or state in '
                   f'{other.place}')
    zones = {row.cells['zone'] for row in tables['lists']}
    parts = set(known)
    for row in tables['list-codes'] if known else ():
        if row.cells['zone'] not in zones:
            yield f'{row.place}: no list has the zone "{row.cells["zone"]}"'
        if row.get('part') is not None and row.cells['part'] not in parts:
            yield f'{row.place}: the part "{row.cells["part"]}" has no row in lists.tsv'


CHECKS = {
    'lists': check_lists,
    'list-codes': check_list_codes,
    'providers': check_providers,
    'blocklists': check_blocklists,
    'mail-domains': check_mail_domains,
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('--headers', required=True, metavar='DIR')
    parser.add_argument('tables', nargs='+', metavar='TABLE')
    options = parser.parse_args()

    generator = load_generator()
    tables, errors = generator.read_tables(options.tables,
                                           generator.read_headers(options.headers))
    for path in options.tables:
        errors += check_file(path)
    for kind, entries in tables.items():
        rows = [entry[0] for entry in entries]
        for row in rows:
            errors += check_cells(row)
        if kind in CHECKS:
            errors += CHECKS[kind](rows)

    errors += check_known_lists({kind: [entry[0] for entry in entries]
                                 for kind, entries in tables.items()})

    for error in errors:
        print(error, file=sys.stderr)
    return 1 if errors else 0


if __name__ == '__main__':
    sys.exit(main())
