#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""What check-tables.py finds in rows that the generator would take."""

import os
import subprocess
import sys
import tempfile
import unittest

CHECKER, HEADERS = sys.argv[1:3]

SPDX = '# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors\n'
PROVIDERS = SPDX + ('provider\thost_masks\tneeds_host\tkind\tliteral\tlow\thigh\treply_mask\t'
                    'enhanced_class\tcause\tparty\tnote\tstrength\n')
BLOCKLISTS = SPDX + 'name\tzone\tstate\tliteral\n'
MAIL_DOMAINS = SPDX + 'domain\tkind\ttarget\n'
LISTS = SPDX + 'name\tzone\tstate\tmeaning\tipv4\tipv6\trefuses_public\tis_asked\twithin\tpage\n'
CODES = SPDX + 'zone\tanswer\tkind\tpart\tmeaning\n'
LIST = 'A\ta.example\talive\tlisted\tyes\tno\tno\tyes\t-\t-\n'


def provider(masks='-', kind='text', literal='x y', low='-', high='-', reply='-', code='-',
             cause='mailbox-full', party='-', strength='likely'):
    return '\t'.join(('P', masks, 'no', kind, literal, low, high, reply, code, cause, party,
                      '-', strength)) + '\n'


# name, file, text, what the message holds; nothing where all is well
CASES = [
    ('good', 'providers.tsv', PROVIDERS + provider() + provider(masks='mx.example.org') +
     provider(reply='4xx'), None),
    ('no-licence', 'blocklists.tsv', BLOCKLISTS[len(SPDX):] + 'A\t-\tdead\ta.example\n',
     ':1: the first line is not'),
    ('no-end', 'blocklists.tsv', BLOCKLISTS + 'A\t-\tdead\ta.example',
     ':3: the last line has no end'),
    ('capital', 'blocklists.tsv', BLOCKLISTS + 'A\t-\tdead\tA.example\n', 'not in lower case'),
    ('two-spaces', 'providers.tsv', PROVIDERS + provider(literal='x  y'),
     'white space that is not one space'),
    ('blank', 'providers.tsv', PROVIDERS + provider(literal='x '), 'a blank at its edge'),
    ('what-the-generator-finds', 'providers.tsv', PROVIDERS + provider(cause='mailbox-ful'),
     ':3: "mailbox-ful" is not known'),
    ('same-words', 'providers.tsv',
     PROVIDERS + provider() + provider(cause='mailbox-disabled'), ':4: literal,'),
    ('mask-in-mask', 'providers.tsv', PROVIDERS + provider(masks='mx.example.org example.org'),
     '"mx.example.org" lies in another one'),
    ('no-cause', 'providers.tsv', PROVIDERS + provider(cause='unknown'),
     'a row without a cause is weak'),
    ('unclear', 'providers.tsv', PROVIDERS + provider(party='unclear'), '"-" and not "unclear"'),
    ('class', 'providers.tsv', PROVIDERS + provider(reply='4xx', code='5'), 'disagree'),
    ('token', 'providers.tsv', PROVIDERS + provider(kind='token'), 'a token is one word'),
    ('ranges', 'providers.tsv',
     PROVIDERS + provider(kind='range', literal='4.7.', low='5', high='9') +
     provider(kind='range', literal='4.7.', low='9', high='12'), ':4: the range overlaps'),
    ('same-mark', 'blocklists.tsv',
     BLOCKLISTS + 'A\t-\tdead\ta.example\nB\t-\tdead\ta.example\n', ':4: literal are the same'),
    ('private-zone', 'blocklists.tsv', BLOCKLISTS + 'A\ta.example\tprivate\ta.example\n',
     'a private list has no zone'),
    ('two-states', 'blocklists.tsv',
     BLOCKLISTS + 'A\t-\tdead\ta.example\nA\t-\talive\tb.example\n', 'another zone or state'),
    ('private-list-with-zone', 'lists.tsv', LISTS + LIST.replace('alive', 'private')
     .replace('yes\t-', 'no\t-'), 'a private list has no zone'),
    ('zone-asked-twice', 'lists.tsv', LISTS + LIST + LIST.replace('A', 'B'),
     'asks this zone already'),
    ('dead-list-asked', 'lists.tsv', LISTS + LIST.replace('alive', 'dead'),
     'a list that is asked is alive'),
    ('page', 'lists.tsv', LISTS + LIST.replace('-\n', 'http://a.example/\n'),
     'is not an https page'),
    ('within-nothing', 'lists.tsv', LISTS + LIST.replace('-\t-\n', 'B\t-\n'),
     '"B" is no list that is asked'),
    ('codes-apart', 'list-codes.tsv', CODES + 'a.example\t127.0.0.2\tlisted\t-\t-\n'
     'b.example\t127.0.0.2\tlisted\t-\t-\na.example\t127.0.0.3\tlisted\t-\t-\n',
     'do not stand together'),
    ('codes-of-all-first', 'list-codes.tsv', CODES + '-\t127.0.0.1\trefused\t-\t-\n'
     'b.example\t127.0.0.2\tlisted\t-\t-\n', 'the rows of all zones stand last'),
    ('code-outside', 'list-codes.tsv', CODES + 'a.example\t128.0.0.1\tlisted\t-\t-\n',
     'is no address in 127.0.0.0/8'),
    ('code-upside-down', 'list-codes.tsv',
     CODES + 'a.example\t127.0.0.5-127.0.0.2\tlisted\t-\t-\n', 'is not a range'),
    ('code-bit', 'list-codes.tsv', CODES + 'a.example\tbit 3\tlisted\t-\t-\n',
     'is not a bit of a byte'),
    ('refusal-with-meaning', 'list-codes.tsv',
     CODES + 'a.example\t127.0.0.1\trefused\t-\tpolicy\n', 'only a listing has'),
    ('target', 'mail-domains.tsv', MAIL_DOMAINS + 'a.example\tslip\tb.example\n',
     'the target "b.example" is not a common domain'),
    ('slip-without-target', 'mail-domains.tsv', MAIL_DOMAINS + 'a.example\tslip\t-\n',
     'a slip has a target'),
]


# Two files that have to agree: name, text of blocklists.tsv, text of lists.tsv, message
PAIRS = [
    ('quoted-and-known', BLOCKLISTS + 'A\ta.example\talive\ta.example\n', LISTS + LIST, None),
    ('quoted-without-zone', BLOCKLISTS + 'A\t-\talive\ta.example\n', LISTS + LIST, None),
    ('quoted-and-unknown', BLOCKLISTS + 'B\t-\talive\tb.example\n', LISTS + LIST,
     '"B" has no row in lists.tsv'),
    ('quoted-otherwise', BLOCKLISTS + 'A\ta.example\tdead\ta.example\n', LISTS + LIST,
     '"A" has another zone or state in'),
]


class TablesTest(unittest.TestCase):
    def check(self, files, message):
        with tempfile.TemporaryDirectory() as folder:
            paths = [os.path.join(folder, name) for name in files]
            for path, text in zip(paths, files.values()):
                with open(path, 'w', encoding='utf-8') as file:
                    file.write(text)
            result = subprocess.run([sys.executable, CHECKER, '--headers', HEADERS] + paths,
                                    stderr=subprocess.PIPE, encoding='utf-8', check=False)
        if message is None:
            self.assertEqual('', result.stderr)
            self.assertEqual(0, result.returncode)
        else:
            self.assertIn(message, result.stderr)
            self.assertEqual(1, result.returncode)


def add_case(name, files, message):
    setattr(TablesTest, 'test_' + name.replace('-', '_'),
            lambda self: self.check(files, message))


for case, file_name, content, complaint in CASES:
    add_case(case, {file_name: content}, complaint)
for case, quoted, known, complaint in PAIRS:
    add_case(case, {'blocklists.tsv': quoted, 'lists.tsv': known}, complaint)

if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1], verbosity=2)
