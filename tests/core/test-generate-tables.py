#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""A wrong row of a table stops the build, and the message says where and why."""

import os
import subprocess
import sys
import tempfile
import unittest

GENERATOR, HEADERS = sys.argv[1:3]

PHRASES = 'literal\tcause\tstrength\tparty\tnote\n'
PROVIDERS = ('provider\thost_masks\tneeds_host\tkind\tliteral\tlow\thigh\treply_mask\t'
             'enhanced_class\tcause\tparty\tnote\tstrength\n')

# name, file, text, what the message holds
CASES = [
    ('unknown-cause', 'phrases-en.tsv', PHRASES + 'x y\tmailbox-ful\tcertain\t-\t-\n',
     ':2: "mailbox-ful" is not known in column "cause"'),
    ('no-cause', 'phrases-en.tsv', PHRASES + 'x y\t-\tcertain\t-\t-\n',
     ':2: column "cause" needs a value'),
    ('unknown-note', 'phrases-en.tsv', PHRASES + 'x y\tunknown\tcertain\t-\tspf2\n',
     ':2: "spf2" is not known in column "note"'),
    ('too-few-cells', 'phrases-en.tsv', '# why\n' + PHRASES + 'x y\tunknown\tcertain\t-\n',
     ':3: 4 cells instead of 5'),
    ('empty-cell', 'phrases-en.tsv', PHRASES + 'x y\tunknown\tcertain\t\t-\n',
     ':2: column "party" is empty'),
    ('empty-literal', 'phrases-en.tsv', PHRASES + '*\tunknown\tcertain\t-\t-\n',
     ':2: the literal is empty'),
    ('long-literal', 'phrases-en.tsv', PHRASES + 'x' * 256 + '\tunknown\tcertain\t-\t-\n',
     ':2: the literal is 256 characters long; 255 are possible'),
    ('far-character', 'phrases-en.tsv', PHRASES + '\U0001f4ec full\tunknown\tcertain\t-\t-\n',
     ':2: the literal has a character outside the basic plane'),
    ('double', 'phrases-en.tsv',
     PHRASES + 'x y\tunknown\tcertain\t-\t-\nX  Y\tspam\tweak\t-\t-\n'
     .replace('spam', 'content-spam'),
     ':3: the same literal stands in'),
    ('wrong-columns', 'phrases-en.tsv', 'literal\tcause\n', ':1: the columns are'),
    ('file-name', 'sentences.tsv', PHRASES, 'does not say what its rows are'),
    ('carriage-return', 'phrases-en.tsv', PHRASES + 'x y\tunknown\tcertain\t-\t-\r\n',
     ':2: a carriage return'),
    ('unknown-mark', 'marks-foreign.tsv', 'literal\tmark\nx\tcopy\n',
     ':2: "copy" is not known in column "mark"'),
    ('range-without-number', 'providers.tsv',
     PROVIDERS + 'P\t-\tno\trange\tx\t-\t-\t-\t-\tunknown\t-\t-\tweak\n',
     ':2: a range needs "low" and "high"'),
    ('range-upside-down', 'providers.tsv',
     PROVIDERS + 'P\t-\tno\trange\tx\t9\t3\t-\t-\tunknown\t-\t-\tweak\n',
     ':2: a range needs "low" and "high"'),
    ('number-without-range', 'providers.tsv',
     PROVIDERS + 'P\t-\tno\ttext\tx\t1\t3\t-\t-\tunknown\t-\t-\tweak\n',
     ':2: "low" and "high" go with the kind "range" only'),
    ('reply-mask', 'providers.tsv',
     PROVIDERS + 'P\t-\tno\ttext\tx\t-\t-\t55\t-\tunknown\t-\t-\tweak\n',
     ':2: "55" is not a reply mask'),
    ('host-masks', 'providers.tsv',
     PROVIDERS + 'P\ta.example,b.example\tno\ttext\tx\t-\t-\t-\t-\tunknown\t-\t-\tweak\n',
     ':2: host masks are parted by one space each'),
    ('host-needed', 'providers.tsv',
     PROVIDERS + 'P\t-\tyes\ttext\tx\t-\t-\t-\t-\tunknown\t-\t-\tweak\n',
     ':2: a row that needs a host needs "host_masks"'),
    ('enhanced-class', 'providers.tsv',
     PROVIDERS + 'P\t-\tno\ttext\tx\t-\t-\t-\t3\tunknown\t-\t-\tweak\n',
     ':2: "enhanced_class" is 2, 4, 5 or -'),
]


class GenerateTables(unittest.TestCase):
    def run_generator(self, name, text, *options):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, name)
            output = os.path.join(folder, 'out.c')
            with open(path, 'w', encoding='utf-8', newline='') as file:
                file.write(text)
            done = subprocess.run([sys.executable, GENERATOR, '--headers', HEADERS,
                                   '--output', output, *options, path],
                                  capture_output=True, text=True, check=False)
            return done.returncode, done.stderr, os.path.exists(output)

    def test_wrong_rows(self):
        for name, file, text, message in CASES:
            with self.subTest(name):
                status, errors, written = self.run_generator(file, text)
                self.assertEqual(status, 1)
                self.assertIn(message, errors)
                self.assertFalse(written)

    def test_all_errors_at_once(self):
        text = PHRASES + 'x\tfoo\tcertain\t-\t-\ny\tbar\tcertain\t-\t-\n'
        _, errors, _ = self.run_generator('phrases-en.tsv', text)
        self.assertIn(':2:', errors)
        self.assertIn(':3:', errors)

    def test_no_rows(self):
        status, errors, written = self.run_generator('phrases-en.tsv', PHRASES)
        self.assertEqual((status, errors), (0, ''))
        self.assertTrue(written)

    def test_ten_thousand_rows(self):
        rows = ''.join(f'the mailbox of user{i * 7919 % 99991} on host {i} is over its quota\t'
                       'mailbox-full\tcertain\t-\t-\n' for i in range(10000))
        status, errors, _ = self.run_generator('phrases-en.tsv', PHRASES + rows)
        self.assertEqual((status, errors), (0, ''))


if __name__ == '__main__':
    unittest.main(argv=sys.argv[:1])
