#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""What bounceback-cli promises of many messages: order, threads, progress, ends.

  test-many.py CLI DATA [unittest options]
"""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import time
import unittest

from case import BOUNCE, CLI, DATA, FROM, Case, data, run

JOBS = (1, 2, 4)
PATIENCE = 60


def mail(number, padding=0):
    """A bounce like no other, and nothing that waits for more behind it."""
    return (b'From: MAILER-DAEMON@example.net\nMessage-ID: <%d@example.net>\n' % number
            + BOUNCE.replace(b'bob@', b'bob%d@' % number) + b'word ' * padding + b'\n')


def mbox(numbers, padding=0):
    return b''.join(FROM + mail(number, padding) + b'\n' for number in numbers)


def popen(*arguments, **options):
    return subprocess.Popen([CLI, *arguments], **{'stdin': subprocess.PIPE,
                                                  'stdout': subprocess.PIPE,
                                                  'stderr': subprocess.PIPE, **options})


class Jobs(Case):
    def compose(self):
        """Inputs of many kinds, and a slow message in front of quick ones."""
        slow = self.write('slow.eml', BOUNCE + b'550 5.1.1 451 4.7.1 ' * 40000)
        several = self.write('several.mbox', mbox(range(400)))
        folder = os.path.join(self.folder, 'folder')
        os.mkdir(folder)
        for number in range(50):
            with open(os.path.join(folder, f'{number:03}.eml'), 'wb') as stream:
                stream.write(mail(number))
        missing = os.path.join(self.folder, 'missing.eml')
        damaged = self.write('damaged.msg', bytes.fromhex('d0cf11e0a1b11ae1'))
        names = [data(name) for name in sorted(os.listdir(DATA)) if '.' in name]
        return [slow, missing, several, slow, folder, damaged, *names, slow, several, missing]

    def test_same_bytes(self):
        """Whatever N is, both outputs are the same to the byte."""
        inputs = self.compose()
        for form in ([], ['--json'], ['--csv']):
            first = run(*form, *inputs)
            self.assertEqual(first.returncode, 1)
            self.assertEqual(len(first.stderr.splitlines()), 3)
            for jobs in JOBS:
                with self.subTest(form=form, jobs=jobs):
                    done = run(*form, f'--jobs={jobs}', *inputs)
                    self.assertEqual(done.stdout, first.stdout)
                    self.assertEqual(done.stderr, first.stderr)
                    self.assertEqual(done.returncode, 1)

    def test_order(self):
        """Quick messages do not pass a slow one."""
        content = b''.join(mbox([number], 20000 if number % 20 == 0 else 0)
                           for number in range(200))
        for jobs in JOBS:
            done = run('--json', f'--jobs={jobs}', input=content)
            self.assert_quiet(done)
            messages = self.read_json(done)
            self.assertEqual([m['index'] for m in messages], list(range(200)))
            self.assertEqual([m['recipients'][0]['address'] for m in messages if m['index'] % 20],
                             [f'bob{n}@example.org' for n in range(200) if n % 20])

    def test_standard_error_in_order(self):
        names = [os.path.join(self.folder, f'missing-{number}.eml') for number in range(100)]
        done = run('--json', '--jobs=4', *names)
        self.assertEqual(done.returncode, 1)
        for name, line in zip(names, done.stderr.decode().splitlines(), strict=True):
            self.assertIn(name, line)

    def test_follows_a_pipe(self):
        """Each answer is out before the next message is in, though other threads wait."""
        with popen('--json', '--jobs=4') as child:
            for number in range(5):
                child.stdin.write(mbox([number], 1000))
                child.stdin.flush()
                if number > 0:
                    self.assertEqual(json.loads(child.stdout.readline())['index'], number - 1)
            child.stdin.close()
            self.assertEqual(json.loads(child.stdout.readline())['index'], 4)
            self.assertEqual(child.stdout.read(), b'')
            self.assertEqual(child.stderr.read(), b'')
        self.assertEqual(child.returncode, 0)

    def test_wrong_number(self):
        for number in ('0', '-1', '257', '99999999999999999999', 'x', ''):
            self.assert_complains(run('--jobs=' + number, data('ordinary.eml')), 2, '--jobs')
        self.assert_complains(run('--jobs=2', '--code=550'), 2, '--code')


class Ends(Case):
    """Whoever has enough is not kept waiting, and sees whole lines."""

    def test_output_closed(self):
        """The rest of the input is neither read nor waited for."""
        for jobs in JOBS:
            with self.subTest(jobs), popen('--json', f'--jobs={jobs}') as child:
                child.stdin.write(mbox(range(3), 1000))
                child.stdin.flush()
                child.stdout.readline()
                child.stdout.close()
                try:
                    child.stdin.write(mbox(range(200), 1000))
                    child.stdin.flush()
                except BrokenPipeError:
                    pass
                # standard input stays open: only the closed output can end it
                self.assertEqual(child.wait(PATIENCE), 0)
                self.assertEqual(child.stderr.read(), b'')
                try:
                    child.stdin.close()
                except BrokenPipeError:
                    pass

    def interrupt(self, number, *arguments):
        """Of a run that waits for more."""
        # whoever starts the tests may have interruptions ignored
        with popen(*arguments, preexec_fn=lambda: signal.signal(number, signal.SIG_DFL)) as child:
            child.stdin.write(mbox(range(10), 1000))
            child.stdin.flush()
            lines = [child.stdout.readline()]
            child.send_signal(number)
            lines += child.stdout.readlines()
            self.assertEqual(child.wait(PATIENCE), -number)
            self.assertEqual(child.stderr.read(), b'')
        return lines

    def test_interrupted_while_waiting(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            for jobs in JOBS:
                with self.subTest(number=number, jobs=jobs):
                    lines = self.interrupt(number, '--json', f'--jobs={jobs}')
                    self.assertEqual([json.loads(line)['index'] for line in lines],
                                     list(range(len(lines))))

    def test_interrupted_at_work(self):
        path = self.write('many.mbox', mbox(range(20000)))
        for jobs in JOBS:
            with self.subTest(jobs), \
                 popen('--json', f'--jobs={jobs}', path,
                       preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)) as child:
                lines = [child.stdout.readline()]
                child.send_signal(signal.SIGINT)
                lines += child.stdout.readlines()
                self.assertEqual(child.wait(PATIENCE), -signal.SIGINT)
                self.assertEqual(child.stderr.read(), b'')
                self.assertLess(len(lines), 20000)
                self.assertEqual([json.loads(line)['index'] for line in lines],
                                 list(range(len(lines))))

    def test_ignored_interruption(self):
        """As of a program that a shell starts in the background."""
        with popen('--json', preexec_fn=lambda: signal.signal(signal.SIGINT,
                                                              signal.SIG_IGN)) as child:
            child.stdin.write(mbox(range(2), 1000))
            child.stdin.flush()
            child.stdout.readline()
            child.send_signal(signal.SIGINT)
            output, errors = child.communicate(timeout=PATIENCE)
            self.assertEqual(len(output.splitlines()), 1)
            self.assertEqual(errors, b'')
        self.assertEqual(child.returncode, 0)


def blocked(number, ip='192.0.2.25'):
    return (b'From: MAILER-DAEMON@mail.example.net\nMessage-ID: <b%d@mail.example.net>\n'
            b'Subject: Undelivered Mail Returned to Sender\n\n'
            b'<bob%d@example.org>: host mx.example.org[198.51.100.7] said: 554 5.7.1 Service\n'
            b'    unavailable; Client host [%s] blocked using zen.spamhaus.org\n'
            % (number, number, ip.encode()))


def unknown(number):
    return (b'From: MAILER-DAEMON@mail.example.net\nMessage-ID: <u%d@mail.example.net>\n'
            b'Subject: Undelivered Mail Returned to Sender\n\n'
            b'<ann%d@example.com>: host mx.example.com[198.51.100.8] said: 550 5.1.1 User unknown\n'
            % (number, number))


def full(number):
    return (b'From: MAILER-DAEMON@mail.example.net\nMessage-ID: <f%d@mail.example.net>\n'
            b'Subject: Undelivered Mail Returned to Sender\n\n'
            b'<eve%d@example.net>: host mx.example.net[198.51.100.9] said: 552 5.2.2 Mailbox full\n'
            % (number, number))


class Summary(Case):
    MAILS = ([blocked(n) for n in range(30)] + [unknown(n) for n in range(5)]
             + [full(n) for n in range(2)])
    SENTENCE = '37 bounces: 30 from one blocked server, 5 wrong addresses, 2 full mailboxes'

    def read_summary(self, done):
        """The last line alone is no message."""
        *messages, summary = self.read_json(done)
        self.assertEqual(sorted(summary), ['schema', 'summary'])
        for message in messages:
            self.assertIn('kind', message)
        return messages, summary['summary']

    def test_text(self):
        """It takes the place of the answers."""
        content = b''.join(FROM + mail + b'\n' for mail in self.MAILS)
        done = run('--summary', input=content)
        self.assert_quiet(done)
        sections = [section.splitlines() for section in done.stdout.decode().split('\n\n')]
        self.assertEqual(sections.pop(0), [self.SENTENCE])
        rows = {title: [line.strip() for line in lines] for title, *lines in sections}
        self.assertEqual(rows['Who must act'],
                         ['30  Your mail provider', '5  You', '2  The recipient'])
        self.assertEqual(rows['What happened'],
                         ['30  Server on blocklist', '5  Address not found', '2  Mailbox full'])
        self.assertEqual(rows['Blocked servers'], ['30  192.0.2.25'])
        self.assertEqual(rows['Servers whose words stand in the bounces'],
                         ['30  mx.example.org', '5  mx.example.com', '2  mx.example.net'])
        self.assertEqual(rows['Addresses to remove'],
                         [f'ann{n}@example.com' for n in range(5)])
        self.assertEqual(len(rows['Addresses to try again']), 32)

    def test_json(self):
        """Records stay one per message, and one line more has the summary."""
        content = b''.join(FROM + mail + b'\n' for mail in self.MAILS)
        plain = run('--json', input=content)
        for jobs in JOBS:
            done = run('--json', '--summary', f'--jobs={jobs}', input=content)
            self.assert_quiet(done)
            self.assertTrue(done.stdout.startswith(plain.stdout))
            messages, summary = self.read_summary(done)
            self.assertEqual(len(messages), 37)
            self.assertEqual(
                (summary['headline'], summary['complete'], summary['messages'],
                 summary['bounces'], summary['copies']),
                (self.SENTENCE, True, 37, 37, 0))
            self.assertEqual(summary['groups'],
                             {'blocked-server': 30, 'wrong-address': 5, 'full-mailbox': 2})
            self.assertEqual(summary['responsible'],
                             {'your-provider': 30, 'you': 5, 'recipient': 2})
            self.assertEqual(summary['causes'], {'server-blocklisted': 30, 'address-unknown': 5,
                                                 'mailbox-full': 2})
            self.assertEqual(summary['refused_servers'], [{'ip': '192.0.2.25', 'messages': 30}])
            self.assertEqual(summary['addresses']['remove'],
                             [{'address': f'ann{n}@example.com', 'suggestion': None}
                              for n in range(5)])

    def test_the_same_twice(self):
        """In an mbox and in a folder, with other line ends, and on another way: one bounce,
        and that is said. The records stay one per message."""
        first, second = unknown(1), full(1)
        self.write('a.mbox', FROM + first + b'\n' + FROM + second + b'\n' + FROM + first)
        self.write('b.eml', first.replace(b'\n', b'\r\n'))
        self.write('c.eml', b'Received: from a by b; Thu, 1 Jan 2026 00:00:00 +0000\n' + second)
        done = run('--summary', self.folder)
        self.assert_quiet(done)
        lines = done.stdout.decode().splitlines()
        self.assertEqual(lines[:2], ['2 bounces: 1 wrong address, 1 full mailbox',
                                     '3 copies of the same messages are not counted.'])
        messages, summary = self.read_summary(run('--json', '--summary', self.folder))
        self.assertEqual(len(messages), 5)
        self.assertEqual((summary['messages'], summary['copies']), (2, 3))

    def test_nothing(self):
        done = run('--summary', os.path.join(self.folder, 'missing'))
        self.assert_complains(done, 1, 'missing')
        self.assertEqual(done.stdout, b'0 bounces\n')

    def test_data(self):
        messages, summary = self.read_summary(run('--json', '--summary', data('picture.jpg')))
        self.assertEqual(len(messages), 1)
        self.assertEqual(summary['groups'], {'ordinary': 1})

    def test_interrupted(self):
        """What was read by then, and that it is not all."""
        path = self.write('many.mbox', mbox(range(30000)))
        with popen('--json', '--summary', '--jobs=2', path,
                   preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)) as child:
            lines = [child.stdout.readline()]
            child.send_signal(signal.SIGINT)
            lines += child.stdout.readlines()
            self.assertEqual(child.wait(PATIENCE), -signal.SIGINT)
        summary = json.loads(lines.pop())['summary']
        self.assertEqual((summary['complete'], summary['messages']), (False, len(lines)))

    def test_usage(self):
        self.assert_complains(run('--summary', '--csv', data('ordinary.eml')), 2, '--summary')
        self.assert_complains(run('--summary', '--code=550'), 2, '--code')


class Terminal:
    """A pseudo-terminal that keeps what was written to it."""

    def __init__(self, case):
        self.leader, self.terminal = pty.openpty()
        self.text = b''
        case.addCleanup(self.close)

    def close(self):
        for name in ('leader', 'terminal'):
            if getattr(self, name) is not None:
                os.close(getattr(self, name))
                setattr(self, name, None)

    def read(self, seconds=0):
        """What there is, waiting so long for the first of it."""
        while select.select([self.leader], [], [], seconds)[0]:
            self.text += os.read(self.leader, 65536)
            seconds = 0

    def get_lines(self):
        """What can be seen in the end: of each line what was not erased."""
        lines = []
        for line in self.text.decode().replace('\r\n', '\n').split('\n'):
            shown = ''
            for piece in line.split('\r'):
                kept = piece.removeprefix('\x1b[K')
                shown = kept if kept != piece or kept else shown
                shown = shown.split('\x1b[K')[0]
            lines.append(shown)
        return lines


class Progress(Case):
    ENVIRONMENT = {**os.environ, 'TERM': 'xterm'}

    def feed_until_shown(self, terminal, child):
        """More and more mail, until there is a line of progress."""
        os.set_blocking(child.stdin.fileno(), False)
        end = time.monotonic() + PATIENCE
        number = 0
        while b'message' not in terminal.text and time.monotonic() < end:
            try:
                child.stdin.write(mbox([number], 1000))
                child.stdin.flush()
                number += 1
            except BlockingIOError:
                pass
            terminal.read(0.02)
        self.assertIn(b'message', terminal.text)

    def test_of_a_pipe(self):
        """How many; how much of them that is nobody knows. It is gone in the end."""
        terminal = Terminal(self)
        with popen('--json', stderr=terminal.terminal, stdout=subprocess.DEVNULL,
                   env=self.ENVIRONMENT) as child:
            self.feed_until_shown(terminal, child)
            child.stdin.close()
            child.wait(PATIENCE)
        terminal.read()
        self.assertRegex(terminal.text, rb'\r\d+ messages?\x1b\[K')
        self.assertNotIn(b'%', terminal.text)
        self.assertEqual(terminal.get_lines(), [''])
        self.assertTrue(terminal.text.endswith(b'\r\x1b[K'))

    def test_of_files(self):
        """Percentage, messages, time left: of a file that is large enough to take a while
        on any machine, ended when it has been seen."""
        path = self.write('many.mbox', mbox(range(200), 1000) * 60)
        terminal = Terminal(self)
        with popen('--json', path, stderr=terminal.terminal, stdout=subprocess.DEVNULL,
                   env=self.ENVIRONMENT,
                   preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)) as child:
            end = time.monotonic() + PATIENCE
            while b'left' not in terminal.text and child.poll() is None \
                    and time.monotonic() < end:
                terminal.read(0.02)
            child.send_signal(signal.SIGINT)
            child.wait(PATIENCE)
        terminal.read()
        self.assertRegex(terminal.text.decode(),
                         r'\r\d+ % · \d+ messages · \d+ (seconds?|minutes?|hours?) left\x1b\[K')
        self.assertEqual(terminal.get_lines(), [''])

    def test_makes_room(self):
        """On one terminal with the answers and a complaint, no line is mixed up."""
        terminal = Terminal(self)
        missing = os.path.join(self.folder, 'missing.eml')
        with popen('--json', '-', missing, stderr=terminal.terminal, stdout=terminal.terminal,
                   env=self.ENVIRONMENT) as child:
            self.feed_until_shown(terminal, child)
            os.set_blocking(child.stdin.fileno(), True)
            child.stdin.write(mbox([1]))
            child.stdin.close()
            while child.poll() is None:
                terminal.read(0.02)
        terminal.read()
        lines = terminal.get_lines()
        self.assertEqual(lines.pop(), '')
        complaint = lines.pop()
        self.assertTrue(complaint.startswith('bounceback-cli: '), complaint)
        for number, line in enumerate(lines):
            self.assertEqual(json.loads(line)['index'], number)

    def test_never_in_a_pipe(self):
        path = self.write('many.mbox', mbox(range(100), 1000) * 20)
        self.assert_quiet(run('--json', path, env=self.ENVIRONMENT))

    def test_dumb_terminal(self):
        """Which knows no way to erase a line."""
        path = self.write('many.mbox', mbox(range(100), 1000) * 20)
        terminal = Terminal(self)
        done = subprocess.run([CLI, '--json', path], stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=terminal.terminal,
                              env={**self.ENVIRONMENT, 'TERM': 'dumb'}, timeout=PATIENCE,
                              check=False)
        terminal.read()
        self.assertEqual((done.returncode, terminal.text), (0, b''))


if __name__ == '__main__':
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]], verbosity=2)
