#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""The online checks of bounceback-cli, against the servers of tests/net/with-testbed.

  test-check.py CLI DATA TESTBED-CLI [unittest options]

TESTBED-CLI is CLI, made of the same sources, but for the one that leads to the Internet.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys

import case
from case import Case, run

TESTBED_CLI = os.path.abspath(sys.argv[3])
DOH2 = 'https://doh.test:8454/dns-query'


def bounce(ip):
    return ('Subject: Undelivered Mail Returned to Sender\n'
            'From: MAILER-DAEMON@mail.example.com\n\n'
            '<bob@example.org>: host mx.example.org[9.9.8.6] said: 554 5.7.1 Service\n'
            f'    unavailable; Client host [{ip}] blocked using sbl.spamhaus.org\n'
            '    (in reply to RCPT TO command)\n').encode()


def no_domain(domain):
    return ('Subject: Undelivered Mail Returned to Sender\n'
            'From: MAILER-DAEMON@mail.example.com\n\n'
            f'<bob@{domain}>: Host or domain name not found. Name service error for\n'
            f'    name={domain} type=MX: Host not found\n').encode()


def count_queries():
    """What the servers wrote down, but for the questions about their own health."""
    n_queries = 0
    for name in ('dnsdist', 'rbldnsd', 'unbound', 'nginx'):
        path = os.path.join(os.environ['TEST_FOLDER'], name + '.queries')
        with open(path, encoding='utf-8', errors='replace') as stream:
            n_queries += sum(1 for line in stream if 'health.bl.test' not in line
                             and (name != 'unbound' or ' IN' in line))
    return n_queries


class Check(Case):
    def check(self, mail, *options):
        path = self.write('mail.eml', mail)
        return run(*options, path, cli=TESTBED_CLI)

    def check_json(self, mail, *options):
        done = self.check(mail, '--json', *options)
        self.assertEqual(done.returncode, 0, done.stderr)
        return self.read_json(done), done.stderr.decode()

    def test_listed(self):
        messages, errors = self.check_json(bounce('1.2.3.4'), '--check')
        host = next(host for host in messages[0]['hosts'] if host['ip'] == '1.2.3.4')
        listing = next(row for row in host['checks']['lists'] if row['zone'] == 'ok.bl.test')
        self.assertEqual(listing['state'], 'listed')
        self.assertEqual(listing['codes'], ['127.0.0.2'])
        self.assertEqual(listing['text'], 'Listed, see https://bl.test/q?ip=1.2.3.4')
        self.assertEqual(sorted(listing), ['codes', 'name', 'removal_page', 'state', 'sub_list',
                                           'text', 'zone'])
        recipient = messages[0]['recipients'][0]
        self.assertEqual(recipient['check_advice'], 'still-listed')
        self.assertIsNone(recipient['domain_check'])
        # Who will learn what is said before anybody does.
        self.assertIn('doh.test', errors)
        self.assertTrue(errors.startswith('bounceback-cli: --check: '), errors)

    def test_holder(self):
        messages, _ = self.check_json(bounce('1.2.3.4'), '--check')
        host = next(host for host in messages[0]['hosts'] if host['ip'] == '1.2.3.4')
        self.assertEqual(host['checks']['registry'], {
            'state': 'found', 'registry': 'doh.test', 'network': '1.2.3.0/24',
            'network_name': 'EXAMPLE-NET', 'holder': 'Example Hosting, Inc.', 'country': 'NL',
            'abuse_address': 'abuse@hosting.example', 'abuse_is_guess': False,
            'retry_after_s': 0})

    def test_not_listed(self):
        messages, _ = self.check_json(bounce('9.9.8.5'), '--check')
        host = next(host for host in messages[0]['hosts'] if host['ip'] == '9.9.8.5')
        listing = next(row for row in host['checks']['lists'] if row['zone'] == 'ok.bl.test')
        self.assertEqual(listing['state'], 'not-listed')
        self.assertEqual(listing['codes'], [])
        self.assertEqual(messages[0]['recipients'][0]['check_advice'], 'no-longer-listed')

    def test_recipients_servers_are_not_asked_about(self):
        messages, _ = self.check_json(bounce('1.2.3.4'), '--check')
        others = [host for host in messages[0]['hosts'] if host['role'] == 'recipient-server']
        self.assertTrue(others)
        for host in others:
            self.assertIsNone(host['checks'])

    def test_text(self):
        done = self.check(bounce('1.2.3.4'), '--check')
        text = ' '.join(done.stdout.decode().split())
        self.assertIn('What the online checks say', text)
        self.assertIn("Your provider's server is on the list Spamhaus SBL; this is why the mail "
                      "came back.", text)
        self.assertIn('Example Hosting, Inc. (NL) runs this address.', text)
        self.assertIn("The network's address for complaints is abuse@hosting.example.", text)

    def test_text_no_longer_listed(self):
        done = self.check(bounce('9.9.8.5'), '--check')
        text = ' '.join(done.stdout.decode().split())
        self.assertIn('The address is no longer on the list Spamhaus SBL that refused it. Send the '
                      'message again.', text)
        self.assertIn('None of the 2 blocklists that answered has this address.', text)

    def test_other_service(self):
        messages, errors = self.check_json(bounce('1.2.3.4'), '--check', '--doh=' + DOH2)
        host = next(host for host in messages[0]['hosts'] if host['ip'] == '1.2.3.4')
        listing = next(row for row in host['checks']['lists'] if row['zone'] == 'ok.bl.test')
        self.assertEqual(listing['state'], 'listed')
        self.assertIn(DOH2, errors)

    def test_each_address_once(self):
        before = count_queries()
        self.check_json(bounce('1.2.3.4'), '--check')
        once = count_queries() - before
        self.assertGreater(once, 0)

        many = b''.join(case.FROM + bounce('1.2.3.4') + b'\n' for _ in range(5))
        messages, _ = self.check_json(many, '--check', '--jobs=4')
        self.assertEqual(len(messages), 5)
        for message in messages:
            host = next(host for host in message['hosts'] if host['ip'] == '1.2.3.4')
            self.assertIsNotNone(host['checks'])
        self.assertEqual(count_queries() - before, 2 * once)

    def test_domain_missing(self):
        messages, errors = self.check_json(no_domain('nothing.mail.test'), '--check-domain')
        recipient = messages[0]['recipients'][0]
        self.assertEqual(recipient['domain_check'], {
            'domain': 'nothing.mail.test', 'state': 'does-not-exist', 'exchangers': []})
        self.assertEqual(recipient['check_advice'], 'domain-missing')
        self.assertIn('--check-domain', errors)

    def test_domain_takes_mail(self):
        messages, _ = self.check_json(no_domain('good.mail.test'), '--check-domain')
        recipient = messages[0]['recipients'][0]
        self.assertEqual(recipient['domain_check'], {
            'domain': 'good.mail.test', 'state': 'takes-mail',
            'exchangers': ['mx1.good.mail.test', 'mx2.good.mail.test']})
        self.assertEqual(recipient['check_advice'], 'domain-takes-mail')

    def test_domain_asks_about_no_address(self):
        messages, _ = self.check_json(bounce('1.2.3.4'), '--check-domain')
        for host in messages[0]['hosts']:
            self.assertIsNone(host['checks'])

    def test_nothing_is_sent_without(self):
        before = count_queries()
        for mail in (bounce('1.2.3.4'), no_domain('good.mail.test')):
            messages, errors = self.check_json(mail)
            self.assertEqual(errors, '')
            for host in messages[0]['hosts']:
                self.assertNotIn('checks', host)
            for recipient in messages[0]['recipients']:
                self.assertNotIn('domain_check', recipient)
                self.assertNotIn('check_advice', recipient)
        self.assertEqual(count_queries(), before)

    def test_private_addresses_are_not_asked_about(self):
        before = count_queries()
        for ip in ('10.1.2.3', '192.0.2.1', '100.64.1.2'):
            messages, _ = self.check_json(bounce(ip), '--check')
            for host in messages[0]['hosts']:
                if host['ip'] == ip:
                    self.assertIsNone(host['checks'])
        self.assertEqual(count_queries(), before)

    def test_too_many(self):
        """What one message has no room for is counted; another message may ask about it."""
        start = ('Subject: Undelivered Mail Returned to Sender\n'
                 'From: MAILER-DAEMON@mail.example.com\n\n').encode()
        many = start + b''.join(bounce(f'1.2.3.{number}').partition(b'\n\n')[2]
                                for number in range(1, 20))
        messages, errors = self.check_json(many, '--check')
        left = [host['ip'] for host in messages[0]['hosts']
                if host['refused'] and not host['checks']]
        self.assertEqual(len(left), 3)
        self.assertIn('--check: 3 IP addresses were not asked about, because there are too many '
                      'in one message.', errors)

        two = case.FROM + many + b'\n' + case.FROM + bounce(left[0]) + b'\n'
        _, errors = self.check_json(two, '--check')
        self.assertIn('--check: 2 IP addresses were not asked about', errors)

        _, errors = self.check_json(bounce('1.2.3.4'), '--check')
        self.assertNotIn('not asked about', errors)

    def test_too_many_domains(self):
        start, _, first = no_domain('d1.mail.test').partition(b'\n\n')
        many = start + b'\n\n' + first + b''.join(
            no_domain(f'd{number}.mail.test').partition(b'\n\n')[2] for number in range(2, 10))
        messages, errors = self.check_json(many, '--check-domain')
        asked = [row for row in messages[0]['recipients'] if row['domain_check']]
        self.assertEqual(len(asked), 8)
        self.assertIn('--check-domain: 1 domain was not asked about, because there are too many '
                      'in one message.', errors)

    def test_offline(self):
        """Said once, and everything is answered all the same, by the registries too."""
        many = b''.join(case.FROM + bounce(f'1.2.3.{number}') + b'\n' for number in (4, 5, 6))
        messages, errors = self.check_json(many, '--check', '--doh=https://nobody.example.org/')
        self.assertEqual([message['kind'] for message in messages], ['bounce'] * 3)
        self.assertEqual(errors.count('Nobody could be reached.'), 1, errors)
        for message in messages:
            refused, = [host for host in message['hosts'] if host['refused']]
            self.assertIn(refused['checks']['registry']['state'], ('found', 'no-data'), refused)

    def test_interrupted(self):
        """A service that never answers is not waited for."""
        with socket.create_server(('127.0.0.1', 0)) as server:
            path = self.write('mail.eml', bounce('1.2.3.4'))
            doh = f'--doh=https://doh.test:{server.getsockname()[1]}/dns-query'
            with subprocess.Popen([TESTBED_CLI, '--json', '--check', doh, path],
                                  stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                connection, _ = server.accept()
                with connection:
                    process.send_signal(signal.SIGINT)
                    output, _ = process.communicate(timeout=60)
        self.assertEqual(process.returncode, -signal.SIGINT)
        self.assertTrue(output == b'' or output.endswith(b'\n'))

    def test_usage(self):
        for options, word in ((['--doh=' + DOH2], '--doh'),
                              (['--check', '--doh=http://doh.test/'], '--doh'),
                              (['--check', '--doh=https://127.0.0.1/dns-query'], '--doh'),
                              (['--check', '--doh='], '--doh'),
                              (['--check', '--csv'], '--csv'),
                              (['--check', '--summary'], '--summary'),
                              (['--check', '--code=550'], '--code')):
            with self.subTest(options=options):
                path = self.write('mail.eml', bounce('1.2.3.4'))
                files = [] if '--code=550' in options else [path]
                self.assert_complains(run(*options, *files, cli=TESTBED_CLI), 2, word)

    def test_help_names_who_learns(self):
        text = ' '.join(run('--help').stdout.decode().split())
        for word in ('--check ', '--check-domain', '--doh=', 'agree', 'whois'):
            self.assertIn(word, text)


class Shipped(Case):
    """The program that people get."""

    def test_no_environment_leads_it_here(self):
        """Of what the tests set, nothing reaches it: it would have to go to the Internet,
        where a test never goes, so it gets a message without any public address."""
        before = count_queries()
        path = self.write('mail.eml', bounce('10.1.2.3'))
        done = run('--check', '--json', path)
        self.assertEqual(done.returncode, 0)
        self.assertNotIn('doh.test', done.stderr.decode())
        self.assertIn('https://dns.quad9.net/dns-query', done.stderr.decode())
        self.assertEqual(count_queries(), before)

    def test_no_socket_without_options(self):
        """As the system sees it: not even a socket is made."""
        if shutil.which('strace') is None:
            self.fail('there is no strace; build-aux/install test brings it')
        trace = os.path.join(self.folder, 'trace')
        path = self.write('mail.eml', bounce('1.2.3.4'))
        # Where strace looks, LeakSanitizer cannot.
        sanitizer = os.environ.get('ASAN_OPTIONS', '') + ':detect_leaks=0'
        for options in ([], ['--json'], ['--jobs=2'], ['--csv']):
            with self.subTest(options=options):
                subprocess.run(['strace', '-f', '-e', 'trace=%network', '-o', trace, case.CLI,
                                *options, path], check=True, stdout=subprocess.DEVNULL,
                               env=dict(os.environ, ASAN_OPTIONS=sanitizer))
                with open(trace, encoding='utf-8') as stream:
                    calls = [line for line in stream if '(' in line]
                self.assertEqual(calls, [])


if __name__ == '__main__':
    case.unittest.main(argv=sys.argv[:1] + sys.argv[4:])
