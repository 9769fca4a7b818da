# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Bounces that are worth asking about, and the way to ask; for tests and pictures.

Run inside tests/net/with-testbed and with-session, with the program whose world is the
test bed.
"""

import os
import subprocess
import time

import desktop

SERVICE = 'https://doh.test:8453/dns-query'

BOUNCE = '''\
From: MAILER-DAEMON@mail.example.net (Mail Delivery System)
To: treasurer@choir.example.net
Subject: Undelivered Mail Returned to Sender

This is the mail system at host mail.example.net.

<alice@example.org>: host mx.example.org[192.0.2.25] said: 554 5.7.1 Service
    unavailable; Client host [{ip}] blocked using sbl.spamhaus.org
    (in reply to RCPT TO command)
'''
NO_DOMAIN = '''\
From: MAILER-DAEMON@mail.example.net (Mail Delivery System)
To: treasurer@choir.example.net
Subject: Undelivered Mail Returned to Sender

<alice@{domain}>: Host or domain name not found. Name service error for
    name={domain} type=MX: Host not found
'''
LISTED = '1.2.3.4'
CLEAN = '9.9.8.5'
LISTS = 'Is this address on a blocklist?'
REGISTRY = 'Who runs this address (whois)?'
DOMAIN = 'Does this domain take mail?'


def choose_service(uri=SERVICE):
    """The service of the test bed takes the place of a public one."""
    name = next(name for name in os.listdir(os.environ['GSETTINGS_SCHEMA_DIR'])
                if name.endswith('.gschema.xml'))
    subprocess.run(['gsettings', 'set', name[:-len('.gschema.xml')], 'doh-service', uri],
                   check=True)


def write(name, text):
    path = os.path.join(os.environ['HOME'], name)
    with open(path, 'w', encoding='utf-8') as stream:
        stream.write(text)
    return path


def blocked(ip):
    return write('blocked.eml', BOUNCE.format(ip=ip))


def no_domain(domain):
    return write('domain.eml', NO_DOMAIN.format(domain=domain))


def unfold(program):
    program.press(program.find('push button', 'Addresses on the way'))


def find_shown(program, name, role):
    """GTK 4.8 reads the buttons of a message dialog out twice."""
    return desktop.poll(
        lambda: next((node for node in program.nodes() if desktop.is_shown(node)
                      and desktop.role_of(node) == role
                      and desktop.name_of(node) in (name, f'{name} {name}')), None),
        f'{role} "{name}"')


def press(program, name, role='push button'):
    program.press(find_shown(program, name, role))


def answer(program, name):
    """Press a button of the dialog and wait until its window is gone.

    Looking at what is there while a window goes makes GTK 4.8 complain about itself.
    """
    press(program, name)
    desktop.poll(lambda: len(program.windows()) == 1, 'end of the dialog')


def toggle(program, name, role):
    """Go there by keys, as AT-SPI has no action for it."""
    find_shown(program, name, role)
    for _ in range(30):
        node = program.focused()
        if node is not None and desktop.name_of(node) in (name, f'{name} {name}'):
            desktop.xdotool('key', 'space')
            return
        desktop.xdotool('key', 'Tab')
        time.sleep(0.1)
    raise AssertionError(f'{name} cannot be reached by keys')
