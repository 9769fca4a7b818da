# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""What the tests of bounceback-cli share. They are called with CLI and DATA."""

import json
import os
import subprocess
import sys
import tempfile
import unittest

CLI, DATA = (os.path.abspath(path) for path in sys.argv[1:3])
# What the program is started under, where that is asked for; it may take its time.
WRAPPER = os.environ.get('BOUNCEBACK_WRAPPER', '').split()
LIMIT = 600 if WRAPPER else 60
FROM = b'From MAILER-DAEMON Mon Feb  9 12:36:39 2026\n'
BOUNCE = b'Subject: failure\n\n550 5.1.1 <bob@example.org>: User unknown\n'


def run(*arguments, cli=CLI, **options):
    options.setdefault('stdin', subprocess.DEVNULL if 'input' not in options else None)
    if options['stdin'] is None:
        del options['stdin']
    return subprocess.run([*WRAPPER, cli, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=LIMIT, **options)


def data(name):
    return os.path.join(DATA, name)


class Case(unittest.TestCase):
    def setUp(self):
        holder = tempfile.TemporaryDirectory()
        self.addCleanup(holder.cleanup)
        self.folder = holder.name

    def write(self, name, content):
        path = os.path.join(os.fsencode(self.folder), os.fsencode(name))
        with open(path, 'wb') as stream:
            stream.write(content)
        return path

    def assert_quiet(self, done):
        self.assertEqual(done.stderr, b'')
        self.assertEqual(done.returncode, 0)

    def assert_complains(self, done, status, *words):
        """One line on standard error, which is a sentence, and holds these words."""
        lines = done.stderr.decode('utf-8').splitlines()
        self.assertEqual(len(lines), 1, lines)
        self.assertTrue(lines[0].startswith('bounceback-cli: '), lines)
        for word in words:
            self.assertIn(word, lines[0])
        self.assertEqual(done.returncode, status)

    def read_json(self, done):
        return [json.loads(line) for line in done.stdout.decode('utf-8').splitlines()]
