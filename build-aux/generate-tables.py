#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Write the tables of src/core/tables as C, with the automaton over their literals.

  generate-tables.py --headers DIR --output FILE.c TABLE.tsv…
  generate-tables.py --headers DIR --check TABLE.tsv…

A table's file name says what its rows are: phrases-LANGUAGE.tsv, providers.tsv,
blocklists.tsv, lists.tsv, list-codes.tsv, mail-domains.tsv, marks.tsv and marks-*.tsv,
software.tsv and software-*.tsv. A file starts with a line of column names; lines that start with "#" are
comments; cells are parted by tabs and "-" says that there is nothing. A wrong row ends
the run with its file and line.

The automaton is the one of Aho and Corasick. Tens of thousands of states times a
thousand classes of characters would be a table of many megabytes, nearly all of it empty, so
only the edges of the trie are kept, laid over each other in one array ("double array"),
and a missing edge follows the failure link, which keeps the cost of a text linear.
Nearly all literals start where a word does: links into the middle of one are left out,
so that most of a text is passed over in the root.

--check also complains of tables in the folder of the first one that were not named.
"""

import argparse
import os
import re
import sys
import unicodedata

# bounce-automaton-private.h explains these; they are read from there.
FLAG_NAMES = ('LEFT', 'RIGHT', 'DOTS', 'RANGE', 'WORD', 'CLASS_WORD', 'CLASS_FREE')

COLUMNS = {
    'phrases': 'literal cause strength party note',
    'providers': ('provider host_masks needs_host kind literal low high reply_mask '
                  'enhanced_class cause party note strength'),
    'blocklists': 'name zone state literal',
    'marks': 'literal mark',
    'software': 'place literal name is_bounce',
    'mail-domains': 'domain kind target',
    'lists': 'name zone state meaning ipv4 ipv6 refuses_public is_asked within page',
    'list-codes': 'zone answer kind part meaning',
}

# Tables whose rows are looked up and not searched for.
WITHOUT_LITERALS = ('mail-domains', 'lists', 'list-codes')

TABLES = {
    'phrases': 'BOUNCE_TABLE_PHRASE',
    'providers': 'BOUNCE_TABLE_PROVIDER',
    'blocklists': 'BOUNCE_TABLE_BLOCKLIST',
    'marks': 'BOUNCE_TABLE_MARK',
    'software': 'BOUNCE_TABLE_SOFTWARE',
}

FILE_NAME = re.compile(r'(?:(phrases)-[A-Za-z_]+|(providers|blocklists|mail-domains|lists|list-codes)|'
                       r'(marks|software)(?:-[a-z]+)?)\.tsv')
DOMAIN = re.compile(r'[a-z0-9-]+(?:\.[a-z0-9-]+)+')
HTTPS = re.compile(r'https://[a-z0-9-]+(?:\.[a-z0-9-]+)+/[!-~]*')
ANSWER = re.compile(r'127(?:\.[0-9]{1,3}){3}')
REPLY_MASK = re.compile(r'[2-5][0-9x][0-9x](?: [2-5][0-9x][0-9x])*')

# What a text may hold for a space, and for other characters of a literal.
SPACES = ' \t\r\n\u00a0\u202f\u3000'
LIKE = {'\u2018': "'", '\u2019': "'", '\u00b4': "'", '`': "'",
        '\u201c': '"', '\u201d': '"', '\u2010': '-',
        '\u2011': '-', 'ł': 'l', 'Ł': 'l', 'ø': 'o', 'Ø': 'o', 'đ': 'd', 'Đ': 'd', 'ı': 'i',
        'ё': 'е', 'Ё': 'е'}

# One inside a word, in a folded literal.
APOSTROPHE = re.compile(r"(?<=[a-z])'(?=[a-z])")

# Letters that a server without accents writes as two.
EXPANDED = {'ß': 'ss', 'æ': 'ae', 'Æ': 'Ae', 'œ': 'oe', 'Œ': 'Oe'}
GERMAN = {'ä': 'ae', 'ö': 'oe', 'ü': 'ue', 'Ä': 'Ae', 'Ö': 'Oe', 'Ü': 'Ue'}

# Characters from here on stand in no literal.
N_CHARACTERS = 0x10000
PAGE = 64


class RowError(Exception):
    """A row that cannot be used."""


class Row:
    """One line of a table: its cells by column name, and where it stands."""

    def __init__(self, place, cells):
        self.place = place
        self.cells = cells

    def fail(self, message):
        raise RowError(f'{self.place}: {message}')

    def get(self, column):
        """The cell's text, or None where it holds nothing."""
        cell = self.cells[column]
        return None if cell == '-' else cell

    def need(self, column):
        cell = self.get(column)
        if cell is None:
            self.fail(f'column "{column}" needs a value')
        return cell

    def choose(self, column, choices, default=None):
        cell = self.get(column)
        if cell is None:
            cell = default
        if cell is None:
            self.fail(f'column "{column}" needs a value')
        if cell not in choices:
            known = ', '.join(sorted(choices))
            self.fail(f'"{cell}" is not known in column "{column}"; it is one of: {known}')
        return choices[cell]

    def number(self, column, low, high):
        cell = self.get(column)
        if cell is None:
            return 0
        if not re.fullmatch(r'[0-9]+', cell) or not low <= int(cell) <= high:
            self.fail(f'column "{column}" needs a number from {low} to {high}, not "{cell}"')
        return int(cell)


# Reading

def read_enumeration(text, type_name, prefix):
    """The enumerators of a C type by nickname: BOUNCE_NOTE_MAIL_RULE is mail-rule."""
    body = re.search(r'typedef enum \{([^}]*)\} ' + type_name + ';', text)
    if body is None:
        sys.exit(f'generate-tables: no enumeration {type_name} in the headers')
    code = re.sub(r'/\*.*?\*/', '', body.group(1), flags=re.S)
    names = re.findall(r'\b(' + prefix + r'_[A-Z0-9_]+)\b', code)
    return {name[len(prefix) + 1:].lower().replace('_', '-'): name
            for name in names if not name.startswith('BOUNCE_N_')}


def read_headers(folder):
    def read(name):
        with open(os.path.join(folder, name), encoding='utf-8') as file:
            return file.read()

    types = read('bounce-types.h')
    tables = read('bounce-tables-private.h')
    blocklist = read('bounce-blocklist.h')
    automaton = read('bounce-automaton-private.h')

    def define(name):
        found = re.search(rf'#define {name} (?:\(1 << )?([0-9]+)\)?', automaton)
        if found is None:
            sys.exit(f'generate-tables: no {name} in bounce-automaton-private.h')
        value = int(found.group(1))
        return 1 << value if '<<' in found.group(0) else value

    return {
        'cause': read_enumeration(types, 'BounceCause', 'BOUNCE_CAUSE'),
        'party': read_enumeration(types, 'BounceParty', 'BOUNCE_PARTY'),
        'note': read_enumeration(types, 'BounceNote', 'BOUNCE_NOTE'),
        'strength': read_enumeration(tables, 'BounceStrength', 'BOUNCE_STRENGTH'),
        'kind': read_enumeration(tables, 'BounceProviderKind', 'BOUNCE_PROVIDER'),
        'state': read_enumeration(blocklist, 'BounceBlocklistState', 'BOUNCE_BLOCKLIST'),
        'meaning': read_enumeration(blocklist, 'BounceListMeaning', 'BOUNCE_LIST_MEANING'),
        'code': read_enumeration(blocklist, 'BounceListCodeKind', 'BOUNCE_LIST_CODE'),
        'mark': read_enumeration(tables, 'BounceMark', 'BOUNCE_MARK'),
        'place': read_enumeration(tables, 'BounceSoftwarePlace', 'BOUNCE_SOFTWARE'),
        'yes': {'yes': 'TRUE', 'no': 'FALSE'},
        'longest': define('BOUNCE_AUTOMATON_LONGEST'),
        'none': define('BOUNCE_AUTOMATON_NO_CLASS'),
        'flags': {name: define('BOUNCE_AUTOMATON_' + name) for name in FLAG_NAMES},
    }


def read_table(path, kind):
    """Yields the rows of one file."""
    expected = COLUMNS[kind].split()
    columns = None
    try:
        with open(path, 'rb') as file:
            lines = file.read().decode('utf-8').split('\n')
    except UnicodeDecodeError as error:
        raise RowError(f'{path}: not UTF-8 at byte {error.start}') from error

    for number, line in enumerate(lines, 1):
        place = f'{path}:{number}'
        if line.strip() == '' or line.startswith('#'):
            continue
        if '\r' in line:
            raise RowError(f'{place}: a carriage return; lines end with LF alone')
        cells = line.split('\t')
        if columns is None:
            if sorted(cells) != sorted(expected):
                raise RowError(f'{place}: the columns are "{" ".join(cells)}" '
                               f'instead of "{" ".join(expected)}"')
            columns = cells
            continue
        if len(cells) != len(columns):
            raise RowError(f'{place}: {len(cells)} cells instead of {len(columns)}')
        for column, cell in zip(columns, cells):
            if cell == '':
                raise RowError(f'{place}: column "{column}" is empty; "-" says nothing')
        yield Row(place, dict(zip(columns, cells)))


# Literals

def fold_character(char):
    """What stands for a character, in texts and literals alike: letters without case,
    Latin ones without accents."""
    if char in SPACES:
        return ' '
    if char in LIKE:
        return LIKE[char]
    base = unicodedata.normalize('NFD', char)
    if base[0].isascii() and base[0].isalpha():
        return base[0].lower()
    lower = char.lower()
    return lower if len(lower) == 1 else char


def fold(text):
    """A literal as the automaton sees a text: one step for each character, and one for
    a run of white space."""
    steps = ''.join(fold_character(char) for char in text)
    return re.sub(' +', ' ', steps)


def variants(literal):
    """The ways a literal is written, folded. Who retypes a notice leaves apostrophes out,
    and servers that know no accents put a space there: "couldnt", "n existe"."""
    expanded = literal.translate(str.maketrans(EXPANDED))
    german = expanded.translate(str.maketrans(GERMAN))
    ways = [fold(way) for way in (literal, expanded, german)]
    ways += [APOSTROPHE.sub(other, way) for other in ('', ' ') for way in ways]
    return list(dict.fromkeys(ways))


def is_word(char):
    return char.isascii() and char.isalnum()


class Pattern:
    """A literal of a row, without the stars that free its edges."""

    def __init__(self, row, headers, kind=None):
        text = row.need('literal')
        free_left = text.startswith('*')
        free_right = len(text) > 1 and text.endswith('*')
        self.text = text[1 if free_left else 0:-1 if free_right else None]
        if fold(self.text).strip() == '':
            row.fail('the literal is empty')
        self.folded = variants(self.text)
        for way in self.folded:
            if len(way) > headers['longest']:
                row.fail(f'the literal is {len(way)} characters long; '
                         f'{headers["longest"]} are possible')
            if any(ord(char) >= N_CHARACTERS for char in way):
                row.fail('the literal has a character outside the basic plane')

        flags = headers['flags']
        self.flags = 0
        if not free_left and is_word(self.folded[0][0]):
            self.flags |= flags['LEFT']
        if kind == 'BOUNCE_PROVIDER_RANGE':
            self.flags |= flags['RANGE'] | flags['DOTS']
            if self.text.endswith('#'):
                self.flags |= flags['WORD']
        elif not free_right and is_word(self.folded[0][-1]):
            self.flags |= flags['RIGHT']
        if kind == 'BOUNCE_PROVIDER_TOKEN':
            self.flags |= flags['DOTS']
        self.free = (free_left, free_right)


# Rows as C

# Stands in the cells of a row for where its literal is among all others. There are
# thousands, and the loader would have to write an address into each row at each start.
PLACE = object()


def quote(text):
    """A C string, or NULL. Octal escapes end by themselves after three digits."""
    if text is None:
        return 'NULL'
    out = []
    for byte in text.encode('utf-8'):
        char = chr(byte)
        if char in '"\\':
            out.append('\\' + char)
        elif 32 <= byte < 127 and char != '?':
            out.append(char)
        else:
            out.append(f'\\{byte:03o}')
    return '"' + ''.join(out) + '"'


def phrase_row(row, headers):
    pattern = Pattern(row, headers)
    return pattern, [
        PLACE,
        row.choose('cause', headers['cause']),
        row.choose('strength', headers['strength']),
        row.choose('party', headers['party'], 'unclear'),
        row.choose('note', headers['note'], 'none'),
    ]


def provider_row(row, headers):
    kind = row.choose('kind', headers['kind'])
    pattern = Pattern(row, headers, kind)
    low = row.number('low', 0, 65535)
    high = row.number('high', 0, 65535)
    ranged = kind == 'BOUNCE_PROVIDER_RANGE'
    given = row.get('low') is not None or row.get('high') is not None
    if ranged and (low > high or row.get('low') is None or row.get('high') is None):
        row.fail('a range needs "low" and "high", the smaller first')
    if given and not ranged:
        row.fail('"low" and "high" go with the kind "range" only')
    if ranged and pattern.free[1]:
        row.fail('a number follows the literal of a range, so it has no star there')

    reply_mask = row.get('reply_mask')
    if reply_mask is not None and not REPLY_MASK.fullmatch(reply_mask):
        row.fail(f'"{reply_mask}" is not a reply mask such as "550" or "4xx 5xx"')
    masks = row.get('host_masks')
    if masks is not None and re.search(r'[,;]|  |^ | $', masks):
        row.fail('host masks are parted by one space each')
    needs_host = row.choose('needs_host', headers['yes'])
    if needs_host == 'TRUE' and masks is None:
        row.fail('a row that needs a host needs "host_masks"')
    enhanced = row.number('enhanced_class', 0, 5)
    if enhanced not in (0, 2, 4, 5):
        row.fail('"enhanced_class" is 2, 4, 5 or -')

    return pattern, [
        quote(row.need('provider')),
        quote(masks),
        quote(pattern.text),
        quote(reply_mask),
        str(low),
        str(high),
        str(enhanced),
        needs_host,
        kind,
        row.choose('cause', headers['cause'], 'unknown'),
        row.choose('party', headers['party'], 'unclear'),
        row.choose('note', headers['note'], 'none'),
        row.choose('strength', headers['strength']),
    ]


def blocklist_row(row, headers):
    pattern = Pattern(row, headers)
    return pattern, [
        quote(pattern.text),
        quote(row.need('name')),
        quote(row.get('zone')),
        row.choose('state', headers['state']),
    ]


def mark_row(row, headers):
    pattern = Pattern(row, headers)
    return pattern, [PLACE, row.choose('mark', headers['mark'])]


def software_row(row, headers):
    pattern = Pattern(row, headers)
    return pattern, [
        quote(pattern.text),
        row.choose('place', headers['place']),
        quote(row.get('name')),
        row.choose('is_bounce', headers['yes']),
    ]


def mail_domain_row(row, headers):
    """Domains are looked up and not searched for, so they have no pattern."""
    del headers
    for column in ('domain', 'target'):
        name = row.get(column)
        if name is not None and not DOMAIN.fullmatch(name):
            row.fail(f'"{name}" is not a domain in lower case')
    slip = row.choose('kind', {'common': False, 'slip': True})
    if slip != (row.get('target') is not None):
        row.fail('a slip has a target, a common domain has none')
    label = row.need('domain').index('.')
    return None, [quote(row.need('domain')), quote(row.get('target')), str(label)]


def list_row(row, headers):
    """What is known of a list; only what can be asked by everybody about addresses is."""
    zone = row.get('zone')
    page = row.get('page')
    yes = headers['yes']
    asked = row.choose('is_asked', yes)
    families = [row.choose(column, yes) for column in ('ipv4', 'ipv6')]
    if zone is not None and not DOMAIN.fullmatch(zone):
        row.fail(f'"{zone}" is not a zone')
    if page is not None and not HTTPS.fullmatch(page):
        row.fail(f'"{page}" is not an https page')
    if asked == 'TRUE' and (row.cells['state'] != 'alive' or zone is None
                            or 'TRUE' not in families):
        row.fail('a list that is asked is alive, has a zone and lists addresses')
    return None, [
        quote(row.need('name')),
        quote(zone),
        row.choose('state', headers['state']),
        row.choose('meaning', headers['meaning']),
        quote(page),
        quote(row.get('within')),
        asked,
        families[0],
        families[1],
        row.choose('refuses_public', yes),
    ]


def read_answer(row, text):
    """An address in 127.0.0.0/8 as a number."""
    numbers = [int(number) for number in text.split('.')] if ANSWER.fullmatch(text) else [256]
    if max(numbers) > 255:
        row.fail(f'"{text}" is no address in 127.0.0.0/8')
    return int.from_bytes(bytes(numbers), 'big')


def list_code_row(row, headers):
    """What an answer means: a range of addresses, or a bit of the last number."""
    answer = row.need('answer')
    zone = row.get('zone')
    if zone is not None and not DOMAIN.fullmatch(zone):
        row.fail(f'"{zone}" is not a zone')
    bit = 0
    if answer.startswith('bit '):
        if answer[4:] not in [str(1 << number) for number in range(8)]:
            row.fail(f'"{answer}" is not a bit of a byte')
        bit = int(answer[4:])
        first, last = read_answer(row, '127.0.0.0'), read_answer(row, '127.0.0.255')
    else:
        ends = answer.split('-')
        first, last = read_answer(row, ends[0]), read_answer(row, ends[-1])
        if len(ends) > 2 or first > last:
            row.fail(f'"{answer}" is not a range')
    kind = row.choose('kind', headers['code'])
    if kind != 'BOUNCE_LIST_CODE_LISTED' and (row.get('part') or row.get('meaning')):
        row.fail('only a listing has a part and a meaning')
    return None, [
        quote(zone),
        f'0x{first:08x}',
        f'0x{last:08x}',
        str(bit),
        kind,
        quote(row.get('part')),
        row.choose('meaning', headers['meaning']) if row.get('meaning') is not None
        else 'BOUNCE_N_LIST_MEANINGS',
    ]


MAKERS = {
    'phrases': (phrase_row, 'BouncePhraseRow', 'phrase'),
    'providers': (provider_row, 'BounceProviderRow', 'provider'),
    'blocklists': (blocklist_row, 'BounceBlocklistRow', 'blocklist'),
    'marks': (mark_row, 'BounceMarkRow', 'mark'),
    'software': (software_row, 'BounceSoftwareRow', 'software'),
    'mail-domains': (mail_domain_row, 'BounceMailDomainRow', 'mail_domain'),
    'lists': (list_row, 'BounceBlocklist', 'list'),
    'list-codes': (list_code_row, 'BounceListCode', 'list_code'),
}


def read_tables(paths, headers):
    """All rows of each kind: a list of (pattern, C cells), errors gathered first."""
    tables = {kind: [] for kind in COLUMNS}
    errors = []

    for path in sorted(paths):
        name = FILE_NAME.fullmatch(os.path.basename(path))
        if name is None:
            errors.append(f'{path}: the file name does not say what its rows are')
            continue
        kind = name.group(1) or name.group(2) or name.group(3)
        rows = read_table(path, kind)
        while True:
            try:
                row = next(rows)
                pattern, cells = MAKERS[kind][0](row, headers)
            except StopIteration:
                break
            except RowError as error:
                errors.append(str(error))
                continue
            tables[kind].append((row, pattern, cells))

    for kind, rows in tables.items():
        errors += find_doubles(kind, rows)
        if len(rows) > 65535:
            errors.append(f'{kind}: {len(rows)} rows; 65535 are possible')
    return tables, errors


def find_doubles(kind, rows):
    """Rows that say what a row before them says, or, for phrases, contradict it."""
    seen = {}
    for row, pattern, cells in rows:
        if kind == 'list-codes':
            key = tuple(cells[:4])
        elif pattern is None:
            key = cells[0]
        else:
            key = (pattern.folded[0], pattern.flags)
        if kind != 'phrases' and kind not in WITHOUT_LITERALS:
            key += tuple(cell for cell in cells if cell != quote(pattern.text))
        first = seen.setdefault(key, row)
        if first is not row:
            what = 'row' if pattern is None else 'literal'
            yield f'{row.place}: the same {what} stands in {first.place}'


# The automaton

class Automaton:
    """States as a double array; state 0 is the root, and no edge leads to it."""

    def __init__(self, patterns):
        self.trie = [{}]
        self.ends = [[]]
        self.words = ['']       # of a state: a literal that it stands in,
        self.depth = [0]        # how far,
        self.free = [False]     # and whether one may start inside a word
        for number, folded, is_free in patterns:
            self.add(number, folded, is_free)
        self.find_classes()
        self.find_failures()
        self.lay_out()
        self.chain_outputs()

    def add(self, number, folded, is_free):
        state = 0
        for char in folded:
            following = self.trie[state].get(char)
            if following is None:
                following = len(self.trie)
                self.trie[state][char] = following
                self.trie.append({})
                self.ends.append([])
                self.words.append(folded)
                self.depth.append(self.depth[state] + 1)
                self.free.append(False)
            state = following
            self.free[state] |= is_free
        self.ends[state].append(number)

    def find_classes(self):
        """Characters that stand in no literal share class 0. Frequent ones get small
        numbers, which lets the rows lie closer together."""
        counts = {}
        for edges in self.trie:
            for char in edges:
                counts[char] = counts.get(char, 0) + 1
        order = sorted(counts, key=lambda char: (-counts[char], char))
        self.class_of = {char: number for number, char in enumerate(order, 1)}
        self.n_classes = len(order) + 1

    def pages(self):
        """The classes of all characters in pages, of which most are the empty first one."""
        numbers = {(0,) * PAGE: 0}
        index = []
        for start in range(0, N_CHARACTERS, PAGE):
            page = tuple(self.class_of.get(fold_character(chr(code)), 0)
                         for code in range(start, start + PAGE))
            index.append(numbers.setdefault(page, len(numbers)))
        return index, [number for page in numbers for number in page]

    def class_flags(self, flags):
        """What the matcher must know of each class."""
        numbers = [0] * self.n_classes
        for char, number in self.class_of.items():
            if is_word(char):
                numbers[number] |= flags['CLASS_WORD']
            if char in self.trie[0] and self.free[self.trie[0][char]]:
                numbers[number] |= flags['CLASS_FREE']
        return numbers

    def may_start(self, state, ending):
        """Whether a literal may start where @ending, a state, starts in the words of
        @state: not behind a letter or digit, unless its edge is free."""
        start = self.depth[state] - self.depth[ending]
        return self.free[ending] or start == 0 or not is_word(self.words[state][start - 1])

    def find_failures(self):
        self.fail = [0] * len(self.trie)
        self.order = []
        level = [0]
        while level:
            following = []
            for state in level:
                self.order.append(state)
                for char, child in self.trie[state].items():
                    following.append(child)
                    if state == 0:
                        continue
                    link = self.fail[state]
                    while (ending := self.trie[link].get(char, 0)) == 0 or \
                            not self.may_start(child, ending):
                        if link == 0:
                            ending = 0
                            break
                        link = self.fail[link]
                    self.fail[child] = ending
            level = following

    def lay_out(self):
        """Gives each state a place so that the children of a state stand at its base
        plus their class. States with several children choose first, those with most
        before the others; where one does not fit soon, the search goes on further
        behind from then on. The others, nearly all, are chains that stand one behind
        the other: the letters of a literal then lie side by side in memory, which
        halves the time that a text takes."""
        self.slot = [0] * len(self.trie)
        self.base = {}
        self.taken = bytearray(len(self.trie) + 2 * self.n_classes)
        self.taken[0] = 1
        branching = [state for state in self.order if len(self.trie[state]) > 1]
        start = 1
        for state in sorted(branching, key=lambda number: -len(self.trie[number])):
            classes = sorted(self.class_of[char] for char in self.trie[state])
            free = max(start, classes[0])
            tries = 0
            while True:
                if free + 2 * self.n_classes > len(self.taken):
                    self.taken.extend(bytes(len(self.taken)))
                free = self.taken.find(0, free)
                base = free - classes[0]
                if not any(self.taken[base + number] for number in classes):
                    break
                free += 1
                tries += 1
            if tries > 50:
                start = free
            self.place_children(state, base)

        # room for all chains, whatever holes they find
        self.taken.extend(bytes(len(self.trie) + self.n_classes))
        heads = {child for state in branching for child in self.trie[state].values()} | {0}
        for state in self.order:
            if state in heads and len(self.trie[state]) == 1:
                self.lay_out_chain(state)
        self.n_slots = max(max(self.slot) + 1,
                           max(self.base.values(), default=0) + self.n_classes)

    def lay_out_chain(self, state):
        """Places what follows a state as far as it does not branch."""
        length = 0
        following = state
        while len(self.trie[following]) == 1:
            following, = self.trie[following].values()
            length += 1

        # no class is larger than this, so that no base is below zero
        place = self.taken.find(bytes(length), self.n_classes)
        while len(self.trie[state]) == 1:
            (char, child), = self.trie[state].items()
            self.place_children(state, place - self.class_of[char])
            place += 1
            state = child

    def place_children(self, state, base):
        self.base[state] = base
        for char, child in self.trie[state].items():
            self.slot[child] = base + self.class_of[char]
            self.taken[self.slot[child]] = 1

    def chain_outputs(self):
        """What ends in a state: its own patterns, then those of its failure link."""
        self.outputs = [(0, 0)]
        self.output = [0] * len(self.trie)
        for state in self.order:
            following = self.output[self.fail[state]] if state != 0 else 0
            for number in reversed(self.ends[state]):
                self.outputs.append((number, following))
                following = len(self.outputs) - 1
            self.output[state] = following

    def states(self, none):
        rows = [(0, 0, none, 0)] * self.n_slots
        checks = [0xffffffff] * self.n_slots
        parents = {child: state for state in self.order
                   for child in self.trie[state].values()}
        for state in self.order:
            edges = self.trie[state]
            base, only = self.base.get(state, 0), 0
            if not edges:
                only = none
            elif len(edges) == 1 and state != 0:
                (char, child), = edges.items()
                base, only = self.slot[child], self.class_of[char]
            if state != 0:
                checks[self.slot[state]] = self.slot[parents[state]]
            rows[self.slot[state]] = (base, self.slot[self.fail[state]], only,
                                      self.output[state])
        return rows, checks


# Writing

def write_array(out, declaration, items, per_line):
    out.append(f'{declaration} = {{')
    for start in range(0, len(items), per_line):
        out.append('  ' + ' '.join(item + ',' for item in items[start:start + per_line]))
    out.append('};')
    out.append('')


def write_tables(tables, flags, none):
    """Everything as C."""
    out = [
        '/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */',
        '/* Written by build-aux/generate-tables.py from src/core/tables. */',
        '',
        '#include "config.h"',
        '',
        '#include "bounce-automaton-private.h"',
        '#include "bounce-tables-private.h"',
        '',
    ]
    patterns = []
    folded = []
    literals = []
    place = 0
    for kind, (_, type_name, stem) in MAKERS.items():
        rows = tables[kind]
        if kind == 'mail-domains':
            rows = sorted(rows, key=lambda row: row[0].get('domain'))
        for _, pattern, cells in rows:
            if PLACE in cells:
                literals.append(quote(pattern.text + '\0'))
                cells[cells.index(PLACE)] = str(place)
                place += len(pattern.text.encode('utf-8')) + 1
        items = ['{ ' + ', '.join(cells) + ' }' for _, _, cells in rows]
        # ISO C has no empty array; the count says that there is nothing in it.
        write_array(out, f'const {type_name} bounce_{stem}_rows[]', items or ['{ 0 }'], 1)
        out.append(f'const guint bounce_n_{stem}_rows = {len(rows)};')
        out.append('')
        for number, (_, pattern, _) in enumerate(rows):
            for way in pattern.folded if pattern is not None else []:
                is_free = pattern.flags & flags['LEFT'] == 0
                folded.append((len(patterns), way, is_free))
                patterns.append(f'{{ {TABLES[kind]}, {number}, {len(way)}, {pattern.flags} }}')

    out.append('const char bounce_literals[] =')
    out.extend('  ' + literal for literal in literals or ['""'])
    out[-1] += ';'
    out.append('')

    automaton = Automaton(folded)
    index, classes = automaton.pages()
    write_array(out, 'const guint16 bounce_automaton_pages[]',
                [str(number) for number in index], 16)
    write_array(out, 'const guint16 bounce_automaton_classes[]',
                [str(number) for number in classes], 16)
    write_array(out, 'const guint8 bounce_automaton_class_flags[]',
                [str(number) for number in automaton.class_flags(flags)], 16)
    if max(automaton.n_classes, len(automaton.outputs)) > none:
        sys.exit('generate-tables: too many characters or literals for 16 bits')
    states, checks = automaton.states(none)
    write_array(out, 'const BounceAutomatonState bounce_automaton_states[]',
                ['{ %d, %d, %d, %d }' % state for state in states], 4)
    write_array(out, 'const guint32 bounce_automaton_checks[]',
                ['%du' % check for check in checks], 8)
    write_array(out, 'const BounceAutomatonOutput bounce_automaton_outputs[]',
                ['{ %d, %d }' % output for output in automaton.outputs], 8)
    write_array(out, 'const BounceAutomatonPattern bounce_automaton_patterns[]',
                patterns or ['{ 0 }'], 2)
    return '\n'.join(out)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n', maxsplit=1)[0])
    parser.add_argument('--headers', required=True, metavar='DIR')
    parser.add_argument('--output', metavar='FILE')
    parser.add_argument('--check', action='store_true')
    parser.add_argument('tables', nargs='*', metavar='TABLE')
    options = parser.parse_args()

    headers = read_headers(options.headers)
    tables, errors = read_tables(options.tables, headers)
    if options.check and options.tables:
        folder = os.path.dirname(options.tables[0])
        named = {os.path.basename(path) for path in options.tables}
        errors += [f'{os.path.join(folder, name)}: not listed in meson.build'
                   for name in sorted(os.listdir(folder))
                   if name.endswith('.tsv') and name not in named]
    for error in errors:
        print(error, file=sys.stderr)
    if errors:
        return 1
    if options.output is not None:
        with open(options.output, 'w', encoding='utf-8') as file:
            file.write(write_tables(tables, headers['flags'], headers['none']))
    return 0


if __name__ == '__main__':
    sys.exit(main())
