#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""What bounceback-cli promises: exit status, standard error, bad input, pipes, codes.

  test-cli.py CLI DATA [unittest options]
"""

import csv
import gzip
import io
import json
import os
import pty
import resource
import shutil
import signal
import subprocess
import sys
import unittest

from case import BOUNCE, CLI, DATA, FROM, Case, data, run


class BadInput(Case):
    """Each is answered, or named on standard error in one sentence; the rest goes on."""

    def assert_read(self, path, kind='not-a-bounce'):
        done = run('--json', path)
        self.assert_quiet(done)
        messages = self.read_json(done)
        self.assertEqual([m['kind'] for m in messages], [kind])
        done = run(path)
        self.assert_quiet(done)
        self.assertIn(messages[0]['verdict']['headline'].encode(), done.stdout)
        return messages[0]

    def assert_unreadable(self, path, *words):
        good = data('fragment-line.txt')
        done = run('--json', good, path, good)
        self.assert_complains(done, 1, *words)
        self.assertEqual([m['kind'] for m in self.read_json(done)], ['bounce', 'bounce'])
        done = run(path)
        self.assert_complains(done, 1, *words)
        self.assertEqual(done.stdout, b'')

    def test_empty_file(self):
        self.assert_read(self.write('empty.eml', b''))

    def test_blank_file(self):
        self.assert_read(self.write('blank.eml', b'\r\n\r\n'))

    def test_missing_file(self):
        self.assert_unreadable(os.path.join(self.folder, 'missing.eml'), 'missing.eml', 'no file')

    def test_empty_folder(self):
        self.assert_unreadable(self.folder, self.folder, 'folder')

    def test_broken_link_in_a_folder(self):
        self.write('b.eml', BOUNCE)
        os.symlink('nowhere', os.path.join(self.folder, 'a.eml'))
        done = run('--json', self.folder)
        self.assert_complains(done, 1, self.folder + '/a.eml', 'no file')
        self.assertEqual([(m['file'], m['index'], m['kind']) for m in self.read_json(done)],
                         [('b.eml', 0, 'bounce')])

    def test_path_through_a_file(self):
        path = self.write('a.eml', BOUNCE)
        self.assert_unreadable(os.path.join(os.fsdecode(path), 'b.eml'), 'b.eml')

    def test_link_to_itself(self):
        path = os.path.join(self.folder, 'loop.eml')
        os.symlink('loop.eml', path)
        self.assert_unreadable(path, 'loop.eml', 'links')

    def test_unreadable_file(self):
        path = self.write('secret.eml', BOUNCE)
        os.chmod(path, 0)
        os.chmod(self.folder, 0o755)
        if os.getuid() != 0:
            self.assert_unreadable(path, 'secret.eml', 'not allowed')
            return
        # root may read everything, so that somebody else has to ask; of a program that
        # they can reach, which one in root's home is not
        cli = shutil.copy(CLI, self.folder)
        done = run(path, cli=cli, preexec_fn=lambda: (os.setgid(65534), os.setuid(65534)),
                   cwd='/')
        self.assert_complains(done, 1, 'secret.eml', 'not allowed')

    def test_unreadable_device(self):
        done = run('/proc/self/mem')
        self.assert_complains(done, 1, '/proc/self/mem')

    def test_zeros(self):
        path = self.write('zeros.eml', b'')
        os.truncate(path, 50 * 1000 * 1000)
        self.assert_read(path)

    def test_endless(self):
        self.assert_read('/dev/zero')

    def test_picture(self):
        message = self.assert_read(data('picture.jpg'))
        self.assertEqual(message['recipients'], [])

    def test_cr_only(self):
        self.assert_read(data('cr-only.eml'), 'bounce')

    def test_truncated_report(self):
        message = self.assert_read(data('truncated-report.eml'), 'bounce')
        self.assertEqual(message['recipients'][0]['address'], 'bob@example.org')

    def test_random_bytes(self):
        self.assert_read(self.write('random.eml', bytes((i * i * 7919 >> 3) & 255
                                                        for i in range(10000))))

    def test_name_that_is_no_utf_8(self):
        path = self.write(b'caf\xe9\n\x1b[2J.eml', BOUNCE)
        done = run('--json', path)
        self.assert_quiet(done)
        self.assertEqual(os.path.basename(self.read_json(done)[0]['source']),
                         'caf\ufffd\n\x1b[2J.eml')
        done = run(path, path)
        self.assert_quiet(done)
        self.assertNotIn(b'\x1b', done.stdout)
        self.assert_complains(run(path + b'.missing'), 1, 'no file')

    def test_damaged_gzip(self):
        packed = gzip.compress(BOUNCE)
        self.assert_unreadable(self.write('cut.eml.gz', packed[:-4]), 'cut.eml.gz', 'damaged')

    def test_damaged_outlook_file(self):
        magic = bytes.fromhex('d0cf11e0a1b11ae1')
        for rest in (b'', bytes(504), b'\xff' * 4000):
            self.assert_unreadable(self.write('a.msg', magic + rest), 'a.msg', 'damaged')

    def test_name_that_looks_like_a_uri(self):
        self.assert_unreadable('https://example.org/a.eml', 'https://example.org/a.eml')


class Usage(Case):
    def test_no_file_on_a_terminal(self):
        leader, terminal = pty.openpty()
        try:
            self.assert_complains(run(stdin=terminal), 2, '--help')
        finally:
            os.close(leader)
            os.close(terminal)

    def test_unknown_option(self):
        self.assert_complains(run('--foo'), 2, '--foo')

    def test_what_works_is_listed(self):
        done = run('--help')
        self.assert_quiet(done)
        text = done.stdout.decode('utf-8')
        for option in ('--json', '--csv', '--summary', '--jobs=N', '--check ', '--check-domain',
                       '--doh=URL', '--code=CODE', '--version', '--help'):
            self.assertIn(option, text)

    def test_version(self):
        done = run('--version')
        self.assert_quiet(done)
        self.assertRegex(done.stdout.decode(), r'^bounceback-cli \d+\.\d+\.\d+\n$')

    def test_code_stands_alone(self):
        self.assert_complains(run('--code=550', '--json'), 2, '--code')
        self.assert_complains(run('--code=550', 'a.eml'), 2, '--code')

    def test_file_like_an_option(self):
        self.write('--json', BOUNCE)
        done = run('--', '--json', cwd=self.folder)
        self.assert_quiet(done)


class Streams(Case):
    def test_standard_input(self):
        for arguments in ((), ('-',)):
            done = run('--json', *arguments, input=BOUNCE)
            self.assert_quiet(done)
            self.assertEqual([(m['source'], m['kind']) for m in self.read_json(done)],
                             [('-', 'bounce')])

    def test_standard_input_among_files(self):
        done = run('--json', data('ordinary.eml'), '-', data('ordinary.eml'), input=BOUNCE)
        self.assert_quiet(done)
        self.assertEqual([m['kind'] for m in self.read_json(done)],
                         ['not-a-bounce', 'bounce', 'not-a-bounce'])

    def test_source_as_given(self):
        done = run('--json', './fragment-line.txt', cwd=DATA)
        self.assertEqual(self.read_json(done)[0]['source'], './fragment-line.txt')

    def test_mbox(self):
        done = run('--json', data('three.mbox'))
        self.assert_quiet(done)
        self.assertEqual([(m['index'], m['kind']) for m in self.read_json(done)],
                         [(0, 'bounce'), (1, 'bounce'), (2, 'not-a-bounce')])

    def test_folder(self):
        self.write('b.eml', BOUNCE)
        self.write('a.mbox', FROM + BOUNCE + b'\n' + FROM + BOUNCE)
        done = run('--json', self.folder)
        self.assert_quiet(done)
        self.assertEqual([(m['source'], m['file'], m['index']) for m in self.read_json(done)],
                         [(self.folder, 'a.mbox', 0), (self.folder, 'a.mbox', 1),
                          (self.folder, 'b.eml', 2)])
        text = run(self.folder).stdout.decode()
        self.assertIn('── ' + os.path.join(self.folder, 'b.eml') + ' ──', text)

    def test_maildir(self):
        for name in ('cur', 'new', 'tmp'):
            os.mkdir(os.path.join(self.folder, name))
        for name in ('new/3.a', 'cur/2.a:2,S', 'cur/1.a:2,', 'tmp/4.a', 'dovecot.index'):
            self.write(name, BOUNCE)
        done = run('--json', self.folder)
        self.assert_quiet(done)
        self.assertEqual([(m['file'], m['index']) for m in self.read_json(done)],
                         [('cur/1.a:2,', 0), ('cur/2.a:2,S', 1), ('new/3.a', 2)])

    def test_gzip(self):
        with open(data('three.mbox'), 'rb') as stream:
            packed = gzip.compress(stream.read())
        plain = run('--json', data('three.mbox'))
        for done in (run('--json', self.write('three.mbox.gz', packed)),
                     run('--json', input=packed)):
            self.assert_quiet(done)
            self.assertEqual([{**m, 'source': ''} for m in self.read_json(done)],
                             [{**m, 'source': ''} for m in self.read_json(plain)])

    def test_message_by_message(self):
        """An answer is out before the next message is in."""
        child = subprocess.Popen([CLI, '--json'], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        with child:
            for number in range(3):
                # the reader looks at the line behind a separator, and a little further
                child.stdin.write(FROM + BOUNCE + b'x' * 3000 + b'\n\n')
                child.stdin.flush()
                if number > 0:
                    self.assertEqual(json.loads(child.stdout.readline())['index'], number - 1)
            child.stdin.close()
            self.assertEqual(json.loads(child.stdout.readline())['index'], 2)
            self.assertEqual(child.stdout.read(), b'')
        self.assertEqual(child.returncode, 0)

    def test_sigpipe_when_the_reader_goes_away(self):
        child = subprocess.Popen([CLI, '--json', *[data('three.mbox')] * 300],
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        with child:
            child.stdout.readline()
            child.stdout.close()
            self.assertEqual(child.stderr.read(), b'')
        self.assertIn(child.returncode, (0, -signal.SIGPIPE))

    def test_output_closed(self):
        done = subprocess.run(['/bin/sh', '-c', 'exec "$0" "$1" >&-', CLI, data('ordinary.eml')],
                              stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(len(done.stderr.splitlines()), 1)
        self.assertEqual(done.returncode, 1)

    def test_disk_full(self):
        with open('/dev/full', 'wb') as full:
            done = subprocess.run([CLI, data('ordinary.eml')], stdout=full,
                                  stderr=subprocess.PIPE, timeout=60)
        self.assertEqual(len(done.stderr.splitlines()), 1)
        self.assertEqual(done.returncode, 1)

    def test_utf_8_in_any_locale(self):
        path = self.write('größe.eml', 'Subject: x\n\n550 5.1.1 <böb@example.org>: no\n'.encode())
        for locale in ('C', 'C.UTF-8', 'xx_XX.ISO-8859-1'):
            environment = {**os.environ, 'LC_ALL': locale}
            for arguments in (('--json', path), (path, path), ('--help',), ('--code=größe',)):
                done = run(*arguments, env=environment)
                self.assert_quiet(done)
                done.stdout.decode('utf-8')
            done = run('größe', env=environment)
            self.assert_complains(done, 1, 'größe')

    def test_a_large_mbox_in_little_memory(self):
        """The address space of a stream is that of one message, not that of all."""
        if 'ASAN_OPTIONS' in os.environ:
            self.skipTest('the sanitizer needs terabytes of address space')
        message = FROM + BOUNCE + b'A line that is longer than nothing.\n' * 27000 + b'\n'
        limit = 256 * 1024 * 1024
        child = subprocess.Popen([CLI, '--json'], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                                 preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS,
                                                                       (limit, limit)))
        with child:
            for _ in range(120):
                child.stdin.write(message)
            child.stdin.close()
        self.assertEqual(child.returncode, 0)


class Csv(Case):
    def read_csv(self, done):
        text = done.stdout.decode('utf-8')
        self.assertEqual(text.count('\r\n'), text.count('\n'))
        return list(csv.DictReader(io.StringIO(text, newline=''), strict=True))

    def test_one_row_per_recipient(self):
        for name in ('several-recipients.eml', 'three.mbox', 'ordinary.eml', 'picture.jpg',
                     'exim-delay.eml'):
            with self.subTest(name):
                done = run('--csv', data(name))
                self.assert_quiet(done)
                rows = self.read_csv(done)
                at = 0
                for message in self.read_json(run('--json', data(name))):
                    for recipient in message['recipients'] or [{'verdict': message['verdict']}]:
                        row = rows[at]
                        at += 1
                        self.assertEqual(
                            (row['source'], row['file'], row['index'], row['kind'],
                             row['subject']),
                            (data(name), '', str(message['index']), message['kind'],
                             message['returned']['subject'] or ''))
                        for key in ('severity', 'responsible', 'stopped_at', 'cause',
                                    'confidence', 'headline'):
                            self.assertEqual(row[key], recipient['verdict'][key])
                        for key in ('address', 'original_address', 'action', 'reply_code',
                                    'enhanced_code', 'diagnostic', 'said_by', 'suggestion',
                                    'retry_until'):
                            self.assertEqual(row[key], str(recipient.get(key) or ''))
                self.assertEqual(at, len(rows))

    def test_formulas(self):
        """What a spreadsheet would calculate is text; the rest stays as it is."""
        for start in '=+-@':
            subject = start + 'cmd|"x", y'
            name = start + 'a,"b".eml'
            self.write(name, b'From: MAILER-DAEMON@example.net\nSubject: x\nMIME-Version: 1.0\n'
                       b'Content-Type: multipart/report; report-type=delivery-status;'
                       b' boundary=x\n\n--x\nContent-Type: message/delivery-status\n\n'
                       b'Reporting-MTA: dns; a.example\n\nFinal-Recipient: rfc822; '
                       b'bob@example.org\nAction: failed\nStatus: 5.1.1\n--x\n'
                       b'Content-Type: message/rfc822\n\nFrom: a@example.net\nSubject: '
                       + subject.encode() + b'\n\nHello\n--x--\n')
            done = run('--csv', '--', name, cwd=self.folder)
            self.assert_quiet(done)
            row, = self.read_csv(done)
            self.assertEqual(row['subject'], "'" + subject)
            self.assertEqual(row['source'], "'" + name)
            self.assertEqual(row['address'], 'bob@example.org')
            self.assertEqual(row['enhanced_code'], '5.1.1')

    def test_header_alone(self):
        done = run('--csv', os.path.join(self.folder, 'missing'))
        self.assert_complains(done, 1, 'missing')
        self.assertEqual(done.stdout.count(b'\n'), 1)
        self.assertTrue(done.stdout.startswith(b'source,file,index,kind,address,'))

    def test_one_form(self):
        self.assert_complains(run('--csv', '--json', 'a.eml'), 2, '--csv')
        self.assert_complains(run('--csv', '--code=550'), 2, '--code')


# line, words in the answer in this order
CODES = [
    ('550', ['550  Requested action not taken']),
    ('550 5.7.1', ['550  Requested', '5.7.1  Delivery not authorized']),
    ('550-5.7.26 x', ['550  Requested', '5.7.26  Multiple authentication']),
    ('  5.1.1  ', ['5.1.1  Bad destination mailbox address', 'Permanent failure', 'Addressing']),
    ('4.2.2', ['4.2.2  Mailbox full', 'Temporary failure']),
    ('#5.1.1', ['5.1.1  Bad destination mailbox address']),
    ('(5.1.1)', ['5.1.1  Bad destination mailbox address']),
    ('X.1.1', ['X.1.1  Bad destination mailbox address', 'Addressing']),
    ('x.1.1', ['X.1.1  Bad destination mailbox address']),
    ('550.5.1.1', ['550  Requested', '5.1.1  Bad destination']),
    ('smtp 550', ['550  Requested']),
    ('550-5.7.26 gsmtp', ['Your mail provider', '550  Requested', '5.7.26  Multiple']),
    ('550 5.1.1 5.7.1', ['550  Requested', '5.1.1', '5.7.1']),
    ('512', ['512  ', 'Addressing', '5.1.2', 'without its dots']),
    ('535', ['535  Authentication credentials invalid', '5.3.5', 'RFC 4954']),
    ('5.1.351', ['5.1.351', 'Permanent failure', 'Addressing']),
    ('597', ['597', 'Refused']),
    ('999', ['no mail code']),
    ('192.0.2.1', ['no mail code']),
    ('1.2.3', ['no mail code']),
    ('5.1.1.1', ['no mail code']),
    ('nonsense', ['no mail code']),
    ('%s%n', ['no mail code', '%s%n']),
]


class Codes(Case):
    def test_codes(self):
        for line, words in CODES:
            with self.subTest(line):
                done = run('--code=' + line)
                self.assert_quiet(done)
                text = done.stdout.decode('utf-8')
                at = 0
                for word in words:
                    self.assertIn(word, text[at:])
                    at = text.index(word, at) + len(word)
                if words == ['no mail code']:
                    self.assertEqual(text.count('\n'), 1)

    def test_wrong_usage_only_if_empty(self):
        for line in ('', '  '):
            self.assert_complains(run('--code=' + line), 2, '--code')
        self.assert_complains(run('--code'), 2, '--code')

    def test_a_line_of_a_server(self):
        done = run('--code=550 5.1.1 <bob@example.org>: Recipient address rejected: User unknown')
        self.assert_quiet(done)
        self.assertIn(b'bob@example.org', done.stdout)
        self.assertIn(b'5.1.1  Bad destination', done.stdout)

    def test_control_characters(self):
        done = run('--code=\x1b]0;x\x07550\xff'.encode('latin-1'))
        self.assert_quiet(done)
        self.assertNotIn(b'\x1b', done.stdout)
        done.stdout.decode('utf-8')


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
