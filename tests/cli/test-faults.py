#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Faults around bounceback-cli, and what it leaves behind.

  test-faults.py CLI DATA [unittest options]

Bad input, closed output, a full disk and odd locales are in test-cli.py.
"""

import csv
import fcntl
import io
import json
import os
import signal
import subprocess
import sys
import time
import unittest

from case import BOUNCE, CLI, FROM, Case, data, run

PATIENCE = 60


class Files(Case):
    def popen(self, *arguments):
        # whoever starts the tests may have interruptions ignored
        return subprocess.Popen([CLI, *arguments], stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))

    def test_fifo_that_is_written_to(self):
        path = os.path.join(self.folder, 'fifo')
        os.mkfifo(path)
        with self.popen('--json', path) as child:
            with open(path, 'wb') as stream:
                stream.write(BOUNCE)
            answer = child.stdout.read()
            self.assertEqual(child.wait(PATIENCE), 0)
        self.assertEqual(json.loads(answer)['kind'], 'bounce')

    def assert_ends_by(self, number):
        """While it waits for somebody to write, a signal ends it, without a word."""
        path = os.path.join(self.folder, 'fifo')
        os.mkfifo(path)
        with self.popen('--json', data('fragment-line.txt'), path) as child:
            child.stdout.readline()
            child.send_signal(number)
            self.assertEqual(child.wait(PATIENCE), -number)
            self.assertEqual(child.stderr.read(), b'')

    def test_fifo_that_nobody_writes_to(self):
        self.assert_ends_by(signal.SIGINT)

    def test_fifo_in_a_folder(self):
        """Nobody asked for it by name, so nobody waits for it."""
        os.mkfifo(os.path.join(self.folder, 'a.fifo'))
        self.write('b.eml', BOUNCE)
        done = run('--json', self.folder)
        self.assertEqual([m['file'] for m in self.read_json(done)], ['b.eml'])

    def test_hanging_mount(self):
        """While the kernel waits for a file system the second interruption ends it."""
        path = self.write('a.eml', BOUNCE)
        signal.signal(signal.SIGIO, signal.SIG_IGN)
        holder = os.open(path, os.O_RDWR)
        self.addCleanup(os.close, holder)
        fcntl.fcntl(holder, fcntl.F_SETLEASE, fcntl.F_WRLCK)
        # The lease itself is broken after 45 seconds.
        end = time.monotonic() + 30
        with self.popen('--json', data('fragment-line.txt'), path) as child:
            child.stdout.readline()
            while True:
                child.send_signal(signal.SIGINT)
                try:
                    # Two of them that come together are one.
                    self.assertEqual(child.wait(0.2), -signal.SIGINT)
                    break
                except subprocess.TimeoutExpired:
                    self.assertLess(time.monotonic(), end)

    def test_file_grows(self):
        """A file is read to where it ends; what joins later is of no harm."""
        path = self.write('a.mbox', FROM + BOUNCE + b'\n')
        with open(path, 'ab') as stream, self.popen('--json', path) as child:
            for _ in range(2000):
                stream.write(FROM + BOUNCE + b'\n')
                stream.flush()
                if child.poll() is not None:
                    break
            answers = [json.loads(line) for line in child.stdout]
            self.assertEqual(child.wait(PATIENCE), 0)
        self.assertGreaterEqual(len(answers), 1)
        self.assertEqual({answer['kind'] for answer in answers}, {'bounce'})

    def test_file_shrinks(self):
        path = self.write('a.mbox', (FROM + BOUNCE + b'\n') * 20000)
        with self.popen('--json', path) as child:
            child.stdout.readline()
            os.truncate(path, 100)
            child.stdout.read()
            self.assertEqual(child.wait(PATIENCE), 0)
            self.assertEqual(child.stderr.read(), b'')

    def test_file_disappears(self):
        """The rest of a folder is still answered."""
        for number in range(3000):
            self.write(f'{number:04}.eml', BOUNCE)
        with self.popen('--json', self.folder) as child:
            child.stdout.readline()
            os.remove(os.path.join(self.folder, '2998.eml'))
            answers = child.stdout.readlines()
            errors = child.stderr.read()
            status = child.wait(PATIENCE)
        # Where it was faster than we are, nothing was missing.
        self.assertIn((len(answers), status), ((2999, 0), (2998, 1)))
        self.assertEqual(json.loads(answers[-1])['file'], '2999.eml')
        if status:
            self.assertIn(b'2998.eml', errors)

    def test_sigterm(self):
        self.assert_ends_by(signal.SIGTERM)

    def test_no_locale_variables(self):
        path = self.write('größe.eml', 'Subject: x\n\n550 5.1.1 <jörg@example.org>: User unknown\n'
                          .encode())
        done = run(path, env={'PATH': os.environ['PATH']})
        self.assert_quiet(done)
        self.assertIn('jörg@example.org', done.stdout.decode('utf-8'))


class Privacy(Case):
    def test_nothing_is_written_or_logged(self):
        folders = {'HOME': self.folder, 'TMPDIR': self.folder,
                   'XDG_RUNTIME_DIR': self.folder, 'XDG_CONFIG_HOME': self.folder,
                   'XDG_CACHE_HOME': self.folder, 'XDG_DATA_HOME': self.folder}
        for arguments in ((), ('--json',), ('--csv',), ('--summary',)):
            done = run(*arguments, data('three.mbox'), cwd=self.folder,
                       env={**os.environ, **folders})
            self.assert_quiet(done)
            self.assertEqual(os.listdir(self.folder), [])

    def test_errors_name_the_file_and_not_the_mail(self):
        path = self.write('cut.eml.gz', b'\x1f\x8b\x08\x00' + BOUNCE)
        done = run(path)
        self.assert_complains(done, 1, 'cut.eml.gz')
        self.assertNotIn(b'bob@example.org', done.stderr)


class Untrusted(Case):
    """Each form of output, with what turns the reading order or deceives in a mail."""

    MAIL = ('Subject: failure\n\n<bob@ex\u0430mple.org>: host mx.example.net said: 550 5.1.1 '
            'User\u202e unknown\x1b[2J\u2066\n').encode()

    def test_text(self):
        done = run(self.write('na\u202eme.eml', self.MAIL))
        self.assert_quiet(done)
        text = done.stdout.decode('utf-8')
        self.assertNotRegex(text, '[\u202e\u2066\x1b]')
        self.assertIn('User\ufffd unknown\ufffd[2J', text)
        self.assertIn('bob@ex\u0430mple.org (xn--exmple-4nf.org)', text)
        self.assertIn('Letters of different alphabets', ' '.join(text.split()))

    def test_hidden_character_in_an_address(self):
        """Copied from a page; the server repeats it, and nobody can see what is wrong."""
        mail = 'Subject: failure\n\n<bob\u200b@example.org>: 550 5.1.1 User unknown\n'.encode()
        done = run(self.write('a.eml', mail))
        self.assert_quiet(done)
        words = ' '.join(done.stdout.decode('utf-8').split())
        self.assertIn('bob@example.org', words)
        self.assertNotIn('\u200b', words)
        self.assertIn('This name has characters in it that cannot be seen', words)

    def test_several(self):
        path = self.write('na\u202eme\x1b.eml', self.MAIL)
        done = run(path, path)
        self.assert_quiet(done)
        self.assertNotRegex(done.stdout.decode('utf-8'), '[\u202e\u2066\x1b]')

    def test_summary(self):
        done = run('--summary', self.write('a.eml', self.MAIL))
        self.assert_quiet(done)
        self.assertNotRegex(done.stdout.decode('utf-8'), '[\u202e\u2066\x1b]')

    def test_csv(self):
        done = run('--csv', self.write('na\u202eme\n.eml', self.MAIL))
        self.assert_quiet(done)
        text = done.stdout.decode('utf-8')
        self.assertNotRegex(text, '[\u202e\u2066\x1b]')
        row, = csv.DictReader(io.StringIO(text, newline=''), strict=True)
        self.assertEqual(row['address'], 'bob@ex\u0430mple.org')

    def test_json(self):
        done = run('--json', self.write('na\u202eme.eml', self.MAIL))
        self.assert_quiet(done)
        text = done.stdout.decode('utf-8')
        self.assertNotRegex(text, '[\u202e\u2066\x1b]')
        self.assertTrue(json.loads(text)['source'].endswith('na\u202eme.eml'))

    def test_errors(self):
        done = run(os.path.join(self.folder, 'na\u202eme\x1b[2J\n.eml'))
        self.assert_complains(done, 1, 'no file')
        self.assertNotRegex(done.stderr.decode('utf-8'), '[\u202e\u2066\x1b]')

    def test_errors_of_the_system(self):
        """What the system says of a name, and GLib of an option, has the name in it."""
        nasty = 'na\u202eme\x1b[2J\u2028\u0085\u3164\n'
        for arguments, status in ((('x' * 300 + nasty,), 1), (('--' + nasty,), 2),
                                  (('--jobs=' + nasty, 'a.eml'), 2)):
            done = run(*arguments)
            self.assert_complains(done, status)
            self.assertNotRegex(done.stderr.decode('utf-8'), '[\u202e\u2028\u0085\u3164\x1b]')

    def test_sentences(self):
        """An address that turns or deceives stands alone, or nowhere."""
        for letter in ('\u0430', '\u0634', '\u034f', '\u115f'):
            mail = ('From: MAILER-DAEMON@example.net\nSubject: failure\nMIME-Version: 1.0\n'
                    'Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n'
                    '--x\nContent-Type: message/delivery-status\n\n'
                    'Reporting-MTA: dns; a.example\n\n'
                    f'Final-Recipient: rfc822; b{letter}b@example.org\n'
                    f'Original-Recipient: rfc822; e{letter}e@example.org\n'
                    'Action: failed\nStatus: 5.1.1\n--x--\n').encode()
            done = run(self.write('a.eml', mail))
            self.assert_quiet(done)
            words = ' '.join(done.stdout.decode('utf-8').split())
            self.assertNotIn('You wrote to', words, ascii(letter))
            self.assertNotRegex(words, '[\u034f\u115f]')


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
