#!/usr/bin/python3
# SPDX-FileCopyrightText: The Bounceback authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Use the window as people do, from outside: real drops, real pastes, real keys.

  test-window.py GROUP

Runs inside with-session, with the program in BOUNCEBACK. Prints TAP.
"""

import os
import subprocess
import sys
import time
import urllib.parse

import desktop
from desktop import FOLDER, shown, write
from drag import OVERLAY, DragSource, drop

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DATA = os.path.join(ROOT, 'tests', 'data')
EXAMPLE = os.path.join(ROOT, 'src', 'app', 'bounce-example.eml')

BOUNCE = '''\
From: MAILER-DAEMON@mail.example.net (Mail Delivery System)
To: treasurer@choir.example.net
Subject: Undelivered Mail Returned to Sender
Date: Tue, 10 Mar 2026 19:42:11 +0100
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

This is the mail system at host mail.example.net.

<{address}>: host mx.example.org[203.0.113.25] said:
    550 5.1.1 <{address}>: User unknown (in reply to RCPT TO command)
{more}
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.net

Final-Recipient: rfc822; {address}
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <{address}>: User unknown

--b
Content-Type: text/rfc822-headers

From: treasurer@choir.example.net
To: {address}
Subject: Rehearsal

--b--
'''

UNKNOWN = 'This address does not exist'


def bounce(address, more=''):
    return BOUNCE.format(address=address, more=more).encode()


def sample(name):
    return os.path.join(DATA, name)


def assert_verdict(program, address, headline=UNKNOWN):
    program.wait_for_text(address)
    program.find('heading', headline)


def find_row(program, address):
    """The row of a list that speaks of an address."""
    def row():
        for node in program.nodes():
            if desktop.role_of(node) == 'table row' and desktop.name_of(node).endswith(address):
                return node
        return None
    return desktop.poll(row, f'row of {address}')


def open_row(program, address):
    """By keyboard, from the search: a row has no action of its own in GTK 4.8."""
    find_row(program, address)
    program.key('ctrl+f', 'Down')
    desktop.poll(lambda: desktop.role_of(program.focused()) == 'table row', 'focus in the list')
    for _ in range(20):
        if desktop.name_of(program.focused()).endswith(address):
            break
        before = desktop.name_of(program.focused())
        program.key('Down')
        desktop.poll(lambda: desktop.name_of(program.focused()) != before, 'next row')
    program.key('Return')


# ---- Opening -----------------------------------------------------------------------------

def test_command_line():
    with desktop.Program(sample('postfix-unknown-user.eml')) as program:
        heading = program.find('heading', UNKNOWN)
        desktop.poll(lambda: program.focused() == heading, 'focus on the verdict')
        picture = program.find('image')
        sentence = program.find_now('image').name if picture else ''
        assert any('You need to act.' in name for name in program.names('image')), sentence
        program.find('list', 'What to do now')


def test_second_start():
    """A second start hands its file to the first window."""
    with desktop.Program(EXAMPLE) as program:
        assert_verdict(program, 'anna.berger@example.org')
        path = write('second.eml', bounce('second@example.org'))
        subprocess.run(desktop.command(path), check=True, timeout=desktop.LIMIT)
        assert_verdict(program, 'second@example.org')
        program.key('alt+Left')
        assert_verdict(program, 'anna.berger@example.org')


def test_several_files():
    paths = [write(f'file-{i}.eml', bounce(f'file-{i}@example.org')) for i in range(3)]
    with desktop.Program(*paths) as program:
        program.find('heading', '3 bounces')
        open_row(program, 'file-0@example.org')
        assert_verdict(program, 'file-0@example.org')
        program.wait_for_text('Message 1 of 3')
        program.key('ctrl+Next')
        assert_verdict(program, 'file-1@example.org')
        program.wait_for_text('Message 2 of 3')
        program.press(program.find('push button', 'Next message'))
        program.wait_for_text('Message 3 of 3')
        program.press(program.find('push button', 'Previous message'))
        program.wait_for_text('Message 2 of 3')


def test_several_recipients():
    with desktop.Program(sample('several-recipients.eml')) as program:
        program.find('list', 'Recipients')
        program.find('heading', 'Each recipient')
        # All of them can be seen at once, and not the first alone.
        rows = [node for node in program.nodes(program.find('list', 'Recipients'))
                if desktop.role_of(node) == 'list item']
        assert len(rows) == 3, len(rows)
        frame = program.find('list', 'Recipients').extents()[3]
        assert frame >= sum(node.extents()[3] for node in rows), frame
        for _ in range(30):
            program.key('Tab')
            focused = program.focused()
            if focused is not None and desktop.role_of(focused) == 'list item':
                break
        program.key('Return')
        program.find('push button', 'All recipients')
        desktop.poll(lambda: 'All recipients' in shown(program), 'answer for one recipient')
        program.key('alt+Left')
        desktop.poll(lambda: 'All recipients' not in shown(program), 'all recipients again')


def test_bad_input():
    empty = write('nothing.eml', b'')
    zeros = os.path.join(FOLDER, 'zeros.bin')
    with open(zeros, 'wb') as stream:
        stream.truncate(50 * 1024 * 1024)
    folder = os.path.join(FOLDER, 'folder')
    os.mkdir(folder)
    cases = [
        (empty, 'There is nothing in this file.'),
        (folder, 'There is no message in this folder.'),
        (os.path.join(FOLDER, 'missing.eml'), 'This file is no longer there.'),
        (sample('picture.jpg'), 'There is no text in this file.'),
        (zeros, 'There is no text in this file.'),
    ]
    if os.geteuid() != 0:
        locked = write('locked.eml', b'Subject: x\n\nx\n')
        os.chmod(locked, 0)
        cases.append((locked, 'This file cannot be opened.'))
    for path, sentence in cases:
        with desktop.Program(path) as program:
            heading = program.find('heading', sentence)
            desktop.poll(lambda: program.focused() == heading, f'focus on "{sentence}"')
            program.wait_for_text(os.path.basename(path))


# ---- Drops -------------------------------------------------------------------------------

def test_drops():
    eml = write('dropped.eml', bounce('uri-list@example.org'))
    thunderbird = write('tb.eml', b'X-Mozilla-Status: 0001\r\nX-Mozilla-Status2: 00000000\r\n' +
                        bounce('thunderbird@example.org').replace(b'\n', b'\r\n'))
    evolution = write('evolution', b'From MAILER-DAEMON Tue Mar 10 19:42:11 2026\n' +
                      bounce('evolution@example.org'))
    big = write('big.txt', bounce('big@example.org', 'x' * 76 * 1 + '\n' + ('y' * 76 + '\n') * 65000))
    internal = write('internal.txt', b'mailbox-message://nobody@Local%20Folders/Inbox#42')
    cases = [
        ({'text/uri-list': write('1', f'file://{eml}\r\n'.encode())}, 'uri-list@example.org'),
        ({'text/plain': internal,
          'text/uri-list': write('2', f'file://{thunderbird}\r\n'.encode())},
         'thunderbird@example.org'),
        ({'text/uri-list': write('3', f'# comment\r\nfile://{evolution}\r\n'.encode())},
         'evolution@example.org'),
        ({'message/rfc822': write('4', bounce('rfc822@example.org'))}, 'rfc822@example.org'),
        ({'message/rfc822': write('5', f'file://{eml}'.encode())}, 'uri-list@example.org'),
        ({'text/plain;charset=utf-8': write('6', bounce('utf-8@example.org'))},
         'utf-8@example.org'),
        ({'text/plain': write('7', bounce('plain@example.org', 'Gr\u00fc\u00dfe').decode()
                              .encode('latin-1'))}, 'plain@example.org'),
        ({'text/html': write('8', b'<html><body><p>Your message was not delivered to '
                             b'<b>html@example.org</b>: 550 5.1.1 User unknown</p></body></html>')},
         'html@example.org'),
        ({'text/html': write('9', b'<p>wrong@example.org</p>'),
          'text/plain;charset=utf-8': write('10', bounce('text-first@example.org'))},
         'text-first@example.org'),
        ({'text/uri-list': write('11', b'file:///nonexistent/message.eml\r\n'),
          'text/plain;charset=utf-8': write('12', bounce('fallback@example.org'))},
         'fallback@example.org'),
        ({'text/plain': write('13', bounce('nul@example.org', 'a\0b'))}, 'nul@example.org'),
        ({'text/plain;charset=utf-8': big}, 'big@example.org'),
    ]
    with desktop.Program() as program:
        for offers, address in cases:
            for _ in drop(program, offers):
                assert_verdict(program, address)
        # Over the text of the original too, which would like to take it for itself.
        program.press(program.find('push button', 'The original message'))
        program.wait_for_quiet()
        last = write('14', bounce('over-the-text@example.org'))
        for _ in drop(program, {'text/plain;charset=utf-8': last}, x=400, y=500):
            assert_verdict(program, 'over-the-text@example.org')


def test_several_dropped():
    """Several files in one drop, and a drop while the one before is still being read."""
    uris = ''.join(f'file://{write(f"several-{i}.eml", bounce(f"several-{i}@example.org"))}\r\n'
                   for i in range(2))
    big = write('first.txt', bounce('first@example.org', ('y' * 76 + '\n') * 130000))
    second = write('second.txt', bounce('second@example.org'))
    with desktop.Program() as program:
        for _ in drop(program, {'text/uri-list': write('40', uris.encode())}):
            program.find('heading', '2 bounces')
            for i in range(2):
                program.wait_for_text(f'several-{i}@example.org')
        with DragSource(**{'text/plain;charset=utf-8': big}) as first, \
             DragSource(**{'text/plain;charset=utf-8': second}) as other:
            first.drag_to(program)
            other.drag_to(program)
            assert_verdict(program, 'second@example.org')


def test_refused_drops():
    pdf = write('25.pdf', b'%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< >>\nendobj\n%%EOF\n')
    cases = [
        ({'text/plain': write('20', b'mailbox-message://nobody@Local%20Folders/Inbox#42')},
         'Your mail program did not hand over the message itself.'),
        ({'text/plain;charset=utf-8': write('21', b'imap-message://a@imap.example.org/INBOX#7\n')},
         'Your mail program did not hand over the message itself.'),
        ({'image/png': sample('picture.jpg')},
         'Bounceback cannot read the words in a picture.'),
        ({'text/uri-list': write('24', f'file://{sample("picture.jpg")}\r\n'.encode())},
         'There is no text in this file.'),
        ({'text/uri-list': write('26', f'file://{pdf}\r\n'.encode())},
         'There is no text in this file.'),
        ({'text/plain': write('22', b'')}, 'There is no text to read here.'),
        ({'text/uri-list': write('23', b'file:///nonexistent/message.eml\r\n')},
         'This file is no longer there.'),
    ]
    with desktop.Program() as program:
        for offers, sentence in cases:
            for _ in drop(program, offers):
                program.find('heading', sentence)
            program.key('alt+Left')
            desktop.poll(lambda: 'Did your mail come back?' in shown(program), 'welcome page')


def test_overlay():
    """While something is dragged over the window it says what will happen."""
    path = write('30', bounce('overlay@example.org'))
    with desktop.Program() as program:
        with DragSource(**{'text/plain;charset=utf-8': path}) as source:
            source.drag_to(program, let_go=False)
            desktop.xdotool('mousemove', 1150, 600)
            desktop.poll(lambda: OVERLAY not in shown(program),
                         'end of the overlay')
            desktop.xdotool('mouseup', 1)


# ---- Pastes ------------------------------------------------------------------------------

def test_pastes():
    path = write('copied.eml', bounce('copied-file@example.org'))
    cases = [
        (bounce('pasted@example.org'), None, 'pasted@example.org'),
        (bounce('rfc822@example.org'), 'message/rfc822', 'rfc822@example.org'),
        (f'file://{path}\r\n'.encode(), 'text/uri-list', 'copied-file@example.org'),
        (b'550 5.1.1 <fragment@example.org>: User unknown', None, 'fragment@example.org'),
        (bounce('forty@example.org', ('z' * 76 + '\n') * 550000), None, 'forty@example.org'),
    ]
    with desktop.Program() as program:
        for data, mime, address in cases:
            desktop.set_clipboard(data, mime)
            program.key('ctrl+v')
            assert_verdict(program, address)
        # By button, from a page with an answer: the menu and the key do the same.
        desktop.set_clipboard(b'mailbox-message://nobody@Local%20Folders/Inbox#42')
        program.key('ctrl+v')
        program.find('heading', 'Your mail program did not hand over the message itself.')
        desktop.set_clipboard(b'')
        desktop.poll(lambda: 'Paste the text' in shown(program), 'button to paste')
        program.key('ctrl+v')
        program.find('heading', 'There is no text to read here.')
        desktop.set_clipboard(b'550 5.1.1 <again@example.org>: User unknown')
        for button in program.nodes():
            if desktop.name_of(button) == 'Paste the text' and desktop.is_shown(button) and \
               desktop.role_of(button) == 'push button':
                program.press(button)
                break
        assert_verdict(program, 'again@example.org')


def test_paste_over_text():
    """The original's text must not take the key for itself."""
    with desktop.Program(EXAMPLE) as program:
        program.key('ctrl+f')
        program.find('text', 'The original message')
        for _ in range(12):
            program.key('Tab')
            time.sleep(0.1)
            if desktop.name_of(program.focused()) == 'The original message':
                break
        assert desktop.role_of(program.focused()) == 'text', 'no focus on the original'
        desktop.set_clipboard(bounce('over-text@example.org'))
        program.key('ctrl+v')
        assert_verdict(program, 'over-text@example.org')


# ---- The answer --------------------------------------------------------------------------

def test_answer_by_role():
    """Every part of the answer can be found by what it is and what it is called."""
    with desktop.Program(EXAMPLE) as program:
        program.find('heading', UNKNOWN)
        for heading in ('How far it got', 'What happened', 'What to do now',
                        'For those who want to know more'):
            program.find('heading', heading)
        steps = program.find('list', 'What to do now')
        assert len(steps.children) >= 2
        for title in ('The codes taken apart', 'Addresses on the way',
                      'The journey of your message', 'The original message'):
            program.press(program.find('push button', title))
        for code in ('5.1.1', '550'):
            program.find('panel', code)
            program.find('push button', f'Open {code} in the code book')
        hosts = program.find('list', 'Addresses on the way')
        program.find('list item', '203.0.113.25', within=hosts)
        hops = program.find('list', 'The journey of your message')
        assert len(hops.children) == 2

        # From a fact to its words …
        program.press(program.find('push button', 'Show 5.1.1 in the original'))
        text = program.find('text', 'The original message')
        assert desktop.poll(text.selection, 'selected words') == '5.1.1'
        # … and from the words to what they are.
        program.wait_for_text('These words count as: ')
        program.press(program.find('push button', 'Show 203.0.113.25 in the original'))
        desktop.poll(lambda: text.selection() == '203.0.113.25', 'selected address')

        # From a code to the code book, and back.
        program.press(program.find('push button', 'Open 5.1.1 in the code book'))
        desktop.poll(lambda: 'X.1.1' in program.names('panel'), 'entry of the code book')
        program.key('alt+Left')
        desktop.poll(lambda: UNKNOWN in shown(program), 'the answer again')


def focus_is(program, name):
    node = program.focused()
    return node is not None and desktop.name_of(node) == name


def test_facts_and_words():
    """From a fact to the words that prove it and back, by mouse and by keyboard."""
    with desktop.Program(EXAMPLE) as program:
        program.find('heading', UNKNOWN)
        # The explanation and its words, with the pointer …
        program.press(program.find('push button', 'Show the words that say so'))
        text = program.find('text', 'The original message')
        desktop.poll(lambda: text.selection() == 'User unknown', 'telling words')
        program.press(program.find('push button', 'Show what they prove'))
        desktop.poll(lambda: focus_is(program, 'Show the words that say so'), 'the explanation')
        # … and with keys alone.
        program.key('space')
        desktop.poll(lambda: text.selection() == 'User unknown' and
                     desktop.role_of(program.focused()) == 'text', 'telling words again')
        program.key('Return')
        desktop.poll(lambda: focus_is(program, 'Show the words that say so'), 'explanation')

        # A code: from the legend to its words, to its card, and to its words again.
        program.press(program.find('push button', 'Enhanced code'))
        desktop.poll(lambda: text.selection() == '5.1.1', 'the code')
        program.key('Return')
        desktop.poll(lambda: focus_is(program, 'Show 5.1.1 in the original'), 'card of the code')
        program.key('space')
        desktop.poll(lambda: text.selection() == '5.1.1', 'the code again')

        # The address belongs to the verdict.
        program.press(program.find('push button', 'Mail address'))
        desktop.poll(lambda: text.selection() == 'anna.berger@example.org', 'the address')
        program.press(program.find('push button', 'Show what they prove'))
        desktop.poll(lambda: focus_is(program, UNKNOWN), 'the verdict')


def test_address_and_words():
    with desktop.Program(sample('postfix-blocklisted.eml')) as program:
        program.press(program.find('push button', 'The original message'))
        program.press(program.find('push button', 'IP address'))
        text = program.find('text', 'The original message')
        ip = desktop.poll(text.selection, 'an address')
        program.key('Return')
        desktop.poll(lambda: focus_is(program, ip) and
                     desktop.role_of(program.focused()) == 'label', 'its card')


def test_source():
    """The same message as it was sent: encoded, searched, and decoded again for evidence."""
    encoded = BOUNCE.format(address='umlaut@example.org', more='')
    encoded = encoded.replace('Content-Type: text/plain; charset=utf-8\n',
                              'Content-Type: text/plain; charset=utf-8\n'
                              'Content-Transfer-Encoding: quoted-printable\n', 1)
    encoded = encoded.replace('This is the mail system', 'Gr=C3=BC=C3=9Fe, this is the mail system')
    # A long line and bytes that are no UTF-8 do no harm.
    path = write('source.eml', encoded.encode() + b'\xe9' * 20000 + b'\nlast line\n')
    with desktop.Program(path) as program:
        program.find('heading', UNKNOWN)
        program.press(program.find('push button', 'The original message'))
        text = program.find('text', 'The original message')

        desktop.poll(lambda: 'Gr\u00fc\u00dfe, this is' in text.text(), 'decoded text')
        program.key('ctrl+f')
        desktop.poll(lambda: focus_is(program, 'Find in the original'), 'search')
        program.key('shift+Tab')
        desktop.poll(lambda: focus_is(program, 'As it was sent, not decoded'), 'switch')
        program.key('space')
        desktop.poll(lambda: 'Gr=C3=BC=C3=9Fe, this is' in text.text() and
                     'boundary="b"' in text.text() and
                     text.text().rstrip().endswith('last line'), 'undecoded text')
        assert 'Mail address' not in shown(program)
        program.key('ctrl+f')
        desktop.poll(lambda: focus_is(program, 'Find in the original'), 'search')
        desktop.xdotool('type', 'C3=9Fe')
        desktop.poll(lambda: text.selection() == 'C3=9Fe', 'found words')
        # Evidence is in what is decoded.
        program.press(program.find('push button', 'Show the words that say so'))
        desktop.poll(lambda: text.selection() == 'User unknown', 'evidence')
        assert 'Gr\u00fc\u00dfe, this is' in text.text()
        program.find('push button', 'Mail address')
    with desktop.Program(sample('fragment-code.txt')) as program:
        program.press(program.find('push button', 'The original message'))
        program.wait_for_quiet()
        assert 'As it was sent, not decoded' not in shown(program)


def test_copies():
    with desktop.Program(EXAMPLE) as program:
        program.find('heading', UNKNOWN)

        program.key('ctrl+shift+c')
        desktop.poll(lambda: UNKNOWN.encode() in clipboard(), 'copied answer')
        program.press(program.find('push button', 'Copy a note for IT'))
        desktop.poll(lambda: b'anna.berger@example.org' in clipboard() and b'203.0.113.25'
                     in clipboard(), 'copied note')
        while desktop.name_of(program.focused()) != 'Leave personal addresses out of the note':
            program.key('Tab')
            time.sleep(0.05)
        program.key('space')
        program.press(program.find('push button', 'Copy a note for IT'))
        desktop.poll(lambda: b'203.0.113.25' in clipboard() and b'anna.berger' not in clipboard(),
                     'copied note without addresses')


def clipboard():
    return subprocess.run(['xclip', '-selection', 'clipboard', '-o'], check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def test_note_for_recipient():
    """Who cannot do anything but tell the other side gets the words for it."""
    with desktop.Program(sample('exim-mailbox-full.eml')) as program:
        program.press(program.find('push button', 'Copy a note for the recipient'))
        desktop.poll(lambda: b'Hello,' in clipboard() and b'Your mailbox is full' in clipboard(),
                     'copied note')
    with desktop.Program(sample('postfix-unknown-user.eml')) as program:
        program.find('heading', UNKNOWN)
        assert 'Copy a note for the recipient' not in shown(program)
        assert 'Write to the list owner' not in shown(program)


class MailProgram:
    """Stands where a mail program would, and keeps the links that it is opened with."""

    def __init__(self):
        self.log = os.path.join(FOLDER, 'drafts')
        script = write('mail-program', f'#!/bin/sh\nprintf "%s\\n" "$1" >> {self.log}\n'.encode())
        os.chmod(script, 0o755)
        folder = os.path.join(os.environ['XDG_DATA_HOME'], 'applications')
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, 'mail-program.desktop'), 'w', encoding='utf-8') as stream:
            stream.write(f'[Desktop Entry]\nType=Application\nName=Mail\nExec={script} %u\n'
                         'MimeType=x-scheme-handler/mailto;\n')
        with open(os.path.join(folder, 'mimeapps.list'), 'w', encoding='utf-8') as stream:
            stream.write('[Default Applications]\n'
                         'x-scheme-handler/mailto=mail-program.desktop\n')

    def drafts(self):
        if not os.path.exists(self.log):
            return ''
        with open(self.log, encoding='utf-8') as stream:
            return urllib.parse.unquote(stream.read())


def test_drafts():
    """The mail program is opened with a draft to the right people."""
    mail = MailProgram()
    cases = [
        ('mailman-refused.eml', 'Write to the list owner',
         'mailto:singers-owner@lists.example.org?subject=', 'The list did not take my message.'),
        ('stories/delivery-program-dovecot.eml', 'Write to the postmaster',
         'mailto:postmaster@', 'Judged as'),
    ]
    for name, button, link, words in cases:
        with desktop.Program(sample(name)) as program:
            program.press(program.find('push button', button))
            desktop.poll(lambda: link in mail.drafts() and words in mail.drafts(),
                         f'draft with {link}')


def test_suggestion():
    """A likelier address is copied, or written to, as it stands."""
    mail = MailProgram()
    path = write('typo.eml', bounce('anna@gmial.com'))
    with desktop.Program(path) as program:
        program.find('label', 'anna@gmail.com')
        program.press(program.find('push button', 'Copy this address'))
        desktop.poll(lambda: clipboard() == b'anna@gmail.com', 'copied address')
        program.press(program.find('push button', 'Write to this address'))
        desktop.poll(lambda: 'mailto:anna@gmail.com?subject=Rehearsal' in mail.drafts(), 'draft')


def test_codebook_by_keyboard():
    with desktop.Program() as program:
        program.key('ctrl+l')
        program.find('entry', 'Search the code book')
        desktop.poll(lambda: focus_is(program, 'Search the code book'), 'focus on the search')
        desktop.xdotool('type', '550 5.7.1')
        desktop.poll(lambda: 'X.7.1' in program.names('panel'), 'entry X.7.1')
        program.key('ctrl+a')
        desktop.xdotool('type', 'quota')
        desktop.poll(lambda: 'X.7.1' not in program.names('panel'), 'another entry')
        program.key('Down', 'Down', 'Return')
        program.key('ctrl+l', 'ctrl+a')
        desktop.xdotool('type', 'zzz')
        desktop.poll(lambda: 'No code fits' in shown(program), 'nothing found')
        program.key('Escape', 'alt+Left')
        desktop.poll(lambda: 'Did your mail come back?' in shown(program), 'welcome page')


def point_at(program, name):
    """Rest the pointer on the row with a name until it can be seen that it does."""
    node = desktop.poll(lambda: next((node for node in program.nodes() if node.name == name and
                                      node.role == 'label' and desktop.is_shown(node)), None),
                        f'row "{name}"')

    def snap():
        return subprocess.run(['import', '-window', program.window, '-crop',
                               '{2}x{3}+{0}+{1}'.format(*node.extents()), '+repage', 'png:-'],
                              check=True, stdout=subprocess.PIPE).stdout

    desktop.xdotool('mousemove', 0, 0)
    desktop.poll(lambda: snap() == snap(), f'"{name}" at rest')
    before = snap()
    x, y, width, height = node.extents()
    desktop.xdotool('mousemove', '--window', program.window, x + width // 2, y + height // 2)
    desktop.poll(lambda: snap() != before, f'pointer on "{name}"')


def test_codebook_by_pointer():
    """What is clicked is opened, and not what the pointer comes to rest on."""
    def is_open(code):
        return any(node.role == 'panel' and node.name == code
                   for node in program.nodes(closed=('list',)))

    with desktop.Program() as program:
        program.key('ctrl+l')
        program.wait_for_text('Two kinds of codes')
        point_at(program, 'Connection refused')
        assert 'Two kinds of codes' in shown(program, ('list',)), 'chosen by the pointer alone'
        desktop.xdotool('click', 1)
        desktop.poll(lambda: is_open('111'), 'entry 111')
        point_at(program, 'System status, or system help reply')
        assert is_open('111'), 'chosen by the pointer alone'

        # Where there is no room for both, an entry takes the place of the list, and the way
        # back leads to the list.
        program.resize(360, 700)
        for name, code in (('Cannot connect to the server', '101'), ('Connection refused', '111')):
            program.key('alt+Left')
            point_at(program, name)
            desktop.xdotool('click', 1)
            desktop.poll(lambda: is_open(code), f'entry {code}')


def unnamed(program, of_library=False):
    """Controls that a screen reader has no name for, or only that of a class."""
    roles = ('push button', 'toggle button', 'check box', 'text', 'entry', 'heading', 'image',
             'list', 'menu button', 'radio button')
    for node in program.nodes():
        role = desktop.role_of(node)
        name = desktop.name_of(node)
        if of_library and (role == 'image' or not desktop.is_shown(node)):
            continue
        if role in roles and (name == '' or name.startswith(('Gtk', 'Adw', 'Bounce')) and
                              name != 'Bounceback'):
            yield f'{role} "{name}"'


def test_names():
    """In every page, dialog and window each control says what it is."""
    sections = ('The codes taken apart', 'Addresses on the way', 'The journey of your message',
                'The original message')
    several = sample('several-recipients.eml')
    # What is opened, what has to be unfolded, and the keys that lead on from there.
    cases = [
        ([], (), []),
        ([EXAMPLE], sections, []),
        ([], (), ['ctrl+l']),
        ([], (), ['F10']),
        ([], (), ['ctrl+comma']),
        ([several], (), []),
        ([sample('empty.txt')], (), []),
        ([sample('three.mbox')], (), []),
        ([sample('mailman-refused.eml')], (), []),
    ]
    for arguments, unfolded, keys in cases:
        with desktop.Program(*arguments) as program:
            program.wait_for_quiet()
            for key in keys:
                program.key(key)
            for title in unfolded:
                program.press(program.find('push button', title))
            program.wait_for_quiet()
            # The preferences are libadwaita's window, with images of its own and a search
            # that is not used.
            found = list(unnamed(program, of_library=keys == ['ctrl+comma']))
            assert not found, (arguments, keys, found)
            if keys in (['F10'], ['ctrl+comma']):
                # What lies over the window has the keys, and goes first.
                program.key('Escape')
                desktop.poll(lambda: len(program.windows()) == 1, 'one window')


def test_tab():
    """Everything can be reached by the keyboard, and says what it is."""
    with desktop.Program(EXAMPLE) as program:
        heading = program.find('heading', UNKNOWN)
        desktop.poll(lambda: program.focused() == heading, 'focus on the verdict')
        seen = []
        for _ in range(16):
            program.key('Tab')
            time.sleep(0.1)
            node = program.focused()
            if node is not None:
                name = desktop.name_of(node)
                assert name and not name.startswith(('Gtk', 'Adw')), desktop.role_of(node)
                seen.append(name)
        for name in ('Copy a note for IT', 'Copy this answer', 'The codes taken apart',
                     'Addresses on the way', 'The original message', 'Main menu'):
            assert name in seen, f'{name} is not in {seen}'


def test_windows():
    with desktop.Program() as program:
        program.key('F10')
        desktop.poll(lambda: any('About' in name for name in program.names()), 'menu')
        program.key('Escape')
        program.key('ctrl+question')
        desktop.poll(lambda: 'Read what was copied' in program.texts(), 'shortcuts')
        program.key('Escape')
        desktop.poll(lambda: desktop.xdotool('getactivewindow') == program.window, 'focus back')


# ---- Closing -----------------------------------------------------------------------------

def big_bounce(name, megabytes):
    return write(name, bounce('big@example.org', ('z' * 76 + '\n') * (megabytes * 13600)))


def test_close_while_reading():
    """The window can go at any moment: nothing is said, and nothing is left behind."""
    path = big_bounce('close.eml', 10)
    for moment in (0, 0.05, 0.2, 0.5, 1):
        # Leaving the block closes the window and looks at what was said.
        with desktop.Program(path):
            time.sleep(moment)


def test_close_while_receiving():
    desktop.set_clipboard(bounce('forty@example.org', ('z' * 76 + '\n') * 550000))
    for moment in (0, 0.1, 0.4):
        with desktop.Program() as program:
            program.key('ctrl+v')
            time.sleep(moment)


def test_close_while_filling():
    path = big_bounce('fill.eml', 10)
    with desktop.Program(path) as program:
        program.press(program.find('push button', 'The original message'))
        desktop.poll(lambda: 'Find in the original' in shown(program), 'the original')


# ---- Running them ------------------------------------------------------------------------

GROUPS = {
    'open': [test_command_line, test_second_start, test_several_files, test_several_recipients,
             test_bad_input],
    'drop': [test_drops, test_several_dropped, test_refused_drops, test_overlay],
    'paste': [test_pastes, test_paste_over_text, test_close_while_receiving],
    'answer': [test_answer_by_role, test_copies, test_codebook_by_keyboard,
               test_codebook_by_pointer],
    'evidence': [test_facts_and_words, test_address_and_words, test_source],
    'steps': [test_note_for_recipient, test_drafts, test_suggestion],
    'close': [test_close_while_reading, test_close_while_filling],
    'names': [test_names, test_tab, test_windows],
}


def main():
    return desktop.run_tests(desktop.choose_tests(GROUPS, sys.argv[1:]))


sys.exit(main())
