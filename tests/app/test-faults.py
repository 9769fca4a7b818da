#!/usr/bin/python3
# SPDX-FileCopyrightText: The Bounceback authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What goes wrong around the window: files, buses, the display, signals, the locale.

  test-faults.py [TEST…]

Runs inside with-session, with the program in BOUNCEBACK. Prints TAP. Faults that need
no window are tested by test-save.c, test-dialogs.py and tests/cli/.
"""

import fcntl
import os
import signal
import socket
import subprocess
import sys

import desktop
import dialogs
import drag
from desktop import FOLDER, shown, write

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
EXAMPLE = os.path.join(ROOT, 'src', 'app', 'bounce-example.eml')

BOUNCE = '''\
From: MAILER-DAEMON@mail.example.net (Mail Delivery System)
To: treasurer@choir.example.net
Subject: Undelivered Mail Returned to Sender

This is the mail system at host mail.example.net.

<{address}>: host mx.example.org[203.0.113.25] said:
    550 5.1.1 <{address}>: User unknown (in reply to RCPT TO command)
'''
UNKNOWN = 'This address does not exist'
RESOURCES = os.environ.get('BOUNCEBACK_RESOURCES', '/io/github/bounceback/Bounceback')
WELCOME = 'Did your mail come back?'


def bounce(address):
    return BOUNCE.format(address=address).encode()


def open_first_row(program):
    """By keyboard, from the search."""
    program.key('ctrl+f', 'Down')
    desktop.poll(lambda: desktop.role_of(program.focused()) == 'table row', 'focus in the list')
    program.key('Return')


SHARED = []


def open_in_shared(*paths):
    """One program serves the tests that only open something; it starts once.

    What it has shown stays in its tree: each test looks for words of its own.
    """
    if not SHARED or not SHARED[0].is_running():
        SHARED[:] = [desktop.Program()]
    subprocess.run(desktop.command(*paths), check=True, timeout=desktop.LIMIT)
    return SHARED[0]


class Bare:
    """The program where nothing but its window may be there to look at."""

    def __init__(self, *arguments, environment=None, without=(), **options):
        variables = {**os.environ, **(environment or {})}
        for name in without:
            variables.pop(name, None)
        # What the libraries say of a missing bus or locale is no fault of the program.
        variables.pop('G_DEBUG', None)
        options.setdefault('stdout', subprocess.PIPE)
        options.setdefault('stderr', subprocess.STDOUT)
        self.process = subprocess.Popen(desktop.command(*arguments), env=variables,
                                        stdin=subprocess.DEVNULL, **options)
        self.window = desktop.poll(self.find_window, 'window')

    def find_window(self):
        assert self.process.poll() is None, f'the program ended: {self.process.returncode}'
        found = desktop.xdotool('search', '--onlyvisible', '--pid', self.process.pid).split()
        return found[-1] if found else None

    def wait_for_answer(self):
        """By a copy of it: there may be no tree of widgets to look at."""
        desktop.set_clipboard(b'nothing yet')

        def is_answered():
            self.find_window()
            self.key('ctrl+shift+c')
            return desktop.clipboard().startswith(UNKNOWN)
        desktop.poll(is_answered, 'answer')

    def key(self, *keys):
        desktop.xdotool('windowfocus', '--sync', self.window)
        desktop.xdotool('key', '--clearmodifiers', *keys)

    def wait(self):
        try:
            self.process.communicate(timeout=desktop.LIMIT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.communicate()
            raise
        return self.process.returncode

    def close(self):
        """Close the window as people do; nothing may keep the program from ending well."""
        self.key('alt+F4')
        status = self.wait()
        assert status == 0, f'exit status {status}'


# ---- Files -------------------------------------------------------------------------------

def test_hanging_mount():
    """While a file system does not answer the window does, and what hangs is left behind."""
    path = write('hanging.eml', bounce('hanging@example.org'))
    signal.signal(signal.SIGIO, signal.SIG_IGN)
    holder = os.open(path, os.O_RDWR)
    # Whoever opens the file waits in the kernel until the lease is given back.
    fcntl.fcntl(holder, fcntl.F_SETLEASE, fcntl.F_WRLCK)
    try:
        with desktop.Program(path) as program:
            button = program.find('push button', 'Cancel')
            desktop.poll(lambda: desktop.is_shown(button), 'button to cancel')
            program.press(button)
            # That acts a quarter of a second later, and must not end what comes next. Whether
            # the welcome page is shown does not tell: it may have been there at the start.
            desktop.poll(lambda: not button.has(desktop.SENSITIVE), 'end of the reading')
            desktop.poll(lambda: WELCOME in shown(program), 'welcome page')
            # Something else can be read meanwhile.
            subprocess.run(desktop.command(EXAMPLE), check=True, timeout=desktop.LIMIT)
            program.find('heading', UNKNOWN)
    finally:
        os.close(holder)


# ---- What a desktop has --------------------------------------------------------------------

def test_no_settings_backend():
    """No place to keep settings, and no schema of them."""
    for environment in ({'GSETTINGS_BACKEND': 'missing'},
                        {'GSETTINGS_SCHEMA_DIR': '/nonexistent', 'XDG_DATA_DIRS': '/usr/share'}):
        program = Bare(EXAMPLE, environment=environment)
        program.wait_for_answer()
        program.key('ctrl+comma', 'Escape')
        program.close()


def test_no_session_bus():
    """As in a window of another user, while those of this one are on their bus."""
    with desktop.Program():
        program = Bare(EXAMPLE, environment={'DBUS_SESSION_BUS_ADDRESS': 'unix:path=/nonexistent'})
        program.wait_for_answer()
        program.close()


def test_no_accessibility_bus():
    program = Bare(EXAMPLE, environment={'AT_SPI_BUS_ADDRESS': 'unix:path=/nonexistent'})
    program.wait_for_answer()
    program.close()


def test_no_display():
    done = subprocess.run(desktop.command(EXAMPLE), timeout=desktop.LIMIT, check=False,
                          env={**os.environ, 'DISPLAY': ':1234'}, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode == 1, done
    assert b'display' in done.stderr, done


def test_display_lost():
    """The program ends, by itself and not by a fault."""
    program = Bare(EXAMPLE)
    desktop.xdotool('windowkill', program.window)
    status = program.wait()
    assert status in (0, 1), f'exit status {status}'


# ---- What surrounds a program --------------------------------------------------------------

def test_sigterm():
    """It is asked to end, and does as if its window was closed."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        program = Bare(EXAMPLE)
        program.process.send_signal(number)
        status = program.wait()
        assert status == 0, f'exit status {status}'


def test_sigpipe():
    """Whoever read its messages has gone."""
    reader, writer = os.pipe()
    os.close(reader)
    # Where GLib has made no socket yet it does not ignore the signal for us.
    program = Bare(EXAMPLE, environment={'G_MESSAGES_DEBUG': 'all',
                                         'DBUS_SESSION_BUS_ADDRESS': 'disabled:'},
                   stdout=writer, stderr=writer)
    os.close(writer)
    program.process.send_signal(signal.SIGPIPE)
    program.wait_for_answer()
    program.close()


def test_output_closed():
    def close_output():
        os.close(1)
        os.close(2)
    program = Bare(EXAMPLE, environment={'G_MESSAGES_DEBUG': 'all'}, stdout=None, stderr=None,
                   preexec_fn=close_output)
    program.wait_for_answer()
    program.close()


def test_locale():
    """None, one that is not there, and one that is not UTF-8: the words are all there."""
    path = write('größe.eml', 'From: MAILER-DAEMON@example.net\nSubject: x\n\n'
                 '<jörg@example.org>: 550 5.1.1 User unknown\n'.encode())
    for locale in (None, 'xx_XX.ISO-8859-1'):
        without = [name for name in os.environ if name.startswith('LC_')] + ['LANG', 'LANGUAGE']
        environment = {name: '' for name in without}
        if locale is not None:
            environment['LC_ALL'] = locale
        saved = desktop.DEBUG
        # GTK says that the locale is not there.
        desktop.DEBUG = None
        program = desktop.Program(path, environment=environment)
        desktop.DEBUG = saved
        program.find('heading', UNKNOWN)
        program.wait_for_text('jörg@example.org')
        program.wait_for_text('größe.eml')
        assert program.close() == 0


# ---- What is left behind -------------------------------------------------------------------

def files_below(folder):
    return sorted(os.path.relpath(os.path.join(path, name), folder)
                  for path, _, names in os.walk(folder) for name in names)


def test_nothing_is_written_or_logged():
    """Of a mail nothing stays: no recent file, no copy, no trace in a log."""
    home = os.path.join(FOLDER, 'home')
    folders = {'HOME': home, 'XDG_CONFIG_HOME': f'{home}/.config', 'XDG_CACHE_HOME': f'{home}/.cache',
               'XDG_DATA_HOME': f'{home}/.local/share', 'XDG_STATE_HOME': f'{home}/.local/state',
               'TMPDIR': f'{home}/tmp'}
    for folder in folders.values():
        os.makedirs(folder, exist_ok=True)
    documents = dialogs.prepare(home, folders['XDG_CONFIG_HOME'])
    prepared = files_below(home)
    copy = (b'\n------ This is a copy of your message, including all the headers.\n\n'
            b'From: treasurer@choir.example.net\nTo: secret-drop@example.org\n'
            b'Subject: secret subject\n\nsecret words\n')
    dropped = write('secret-drop.eml', bounce('secret-drop@example.org') + copy)
    mbox = write('secret.mbox', b''.join(b'From a Tue Mar 10 19:42:11 2026\n' +
                                         bounce(f'secret-{i}@example.org') + b'\n'
                                         for i in range(2)))
    text = os.path.join(documents, 'secret-answer.txt')
    printed = os.path.join(documents, 'Why it came back, secret subject.pdf')
    table = os.path.join(documents, 'secret-list.csv')
    path = write('secret-name.eml', bounce('secret-address@example.org'))
    with desktop.Program(path, environment=folders) as program:
        program.find('heading', UNKNOWN)
        program.press(program.find('push button', 'Copy a note for IT'))
        program.press(program.find('push button', 'The original message'))
        desktop.poll(lambda: 'Find in the original' in shown(program), 'the original')
        desktop.set_clipboard(bounce('secret-paste@example.org'))
        program.key('ctrl+v')
        program.wait_for_text('secret-paste@example.org')

        uris = write('uris', f'file://{dropped}\r\n')
        for _ in drag.drop(program, {'text/uri-list': uris}):
            program.wait_for_text('secret-drop@example.org')
        dialogs.type_file_name(program, text)
        dialogs.wait_until_closed(program)
        desktop.poll(lambda: os.path.exists(text), 'saved answer')
        dialogs.print_to_file(program)
        dialogs.wait_until_closed(program)
        desktop.poll(lambda: dialogs.is_pdf(printed), 'printed answer')

        subprocess.run(desktop.command(mbox), check=True, timeout=desktop.LIMIT)
        program.find('heading', '2 bounces')
        dialogs.type_file_name(program, table, 'ctrl+shift+s')
        dialogs.wait_until_closed(program)
        desktop.poll(lambda: os.path.exists(table), 'saved list')
        assert program.words() == '', program.words()

    left = set(files_below(home)) - set(prepared)
    saved = {os.path.relpath(path, home) for path in (text, printed, table)}
    assert saved <= left, left
    # Settings, what the libraries keep of fonts and shaders, and GTK's list of recent files,
    # which it writes also where it has nothing to add.
    known = ('.config/glib-2.0/settings/keyfile', '.cache/fontconfig/', '.cache/mesa_shader_cache',
             '.config/dconf/', '.local/share/recently-used.xbel')
    assert not [name for name in left - saved if not name.startswith(known)], left
    for name in left - saved:
        with open(os.path.join(home, name), 'rb') as stream:
            assert b'secret' not in stream.read(), name


# ---- What one program is asked to open, one after the other --------------------------------

def test_file_disappears():
    """A message of a list is read again when it is opened; its file may be gone by then."""
    paths = [write(f'gone-{i}.eml', bounce(f'gone-{i}@example.org')) for i in range(2)]
    program = open_in_shared(*paths)
    program.find('heading', '2 bounces')
    for path in paths:
        os.remove(path)
    open_first_row(program)
    program.wait_for_text('This file is no longer there.')
    program.key('alt+Left')
    desktop.poll(lambda: desktop.role_of(program.focused()) == 'table row', 'the list again')


def test_file_grows():
    """What is added behind the messages of a list does not disturb them."""
    path = write('grows.mbox', b''.join(b'From a Tue Mar 10 19:42:11 2026\n' +
                                        bounce(f'grows-{i}@example.org') + b'\n'
                                        for i in range(3)))
    program = open_in_shared(path)
    program.find('heading', '3 bounces')
    with open(path, 'ab') as stream:
        stream.write(b'From a Tue Mar 10 19:42:12 2026\n' + bounce('late@example.org') * 1000)
    open_first_row(program)
    program.wait_for_text('Message 1 of 3')
    program.find('heading', UNKNOWN)


def test_file_changes():
    """Another message in its place is not shown as if it were the one that was chosen."""
    paths = [write(f'other-{i}.eml', bounce(f'other-{i}@example.org')) for i in range(4)]
    program = open_in_shared(*paths)
    program.find('heading', '4 bounces')
    for path in paths:
        write(os.path.basename(path), bounce('wrong@example.org'))
    open_first_row(program)
    program.wait_for_text('This file has changed since the list was made.')
    assert 'wrong@example.org' not in program.texts()


def test_fifo():
    """Nobody may ever write into it."""
    path = os.path.join(FOLDER, 'fifo.eml')
    os.mkfifo(path)
    program = open_in_shared(path)
    program.find('heading', 'This file cannot be opened.')
    program.wait_for_text('fifo.eml')


def test_unreadable():
    """A file that may be opened, and then cannot be read."""
    program = open_in_shared('/proc/self/mem')
    program.find('heading', 'This file cannot be opened.')
    program.wait_for_text('mem')


def test_remote_location():
    """A place that no path leads to, of a service that is not there."""
    for uri, name in (('sftp://example.invalid/remote.eml', 'remote.eml'),
                      ('trash:///thrown-away.eml', 'thrown-away.eml')):
        program = open_in_shared(uri)
        program.find('heading', 'This file cannot be opened.')
        program.wait_for_text(name)


def test_location_without_a_path():
    """A place of GVfs that can be read, though no program could open it by a path."""
    program = open_in_shared(f'resource://{RESOURCES}/bounce-example.eml')
    program.find('heading', UNKNOWN)
    program.wait_for_text('bounce-example.eml')


def test_deceiving_address():
    """A letter of another alphabet in an address: its true name, and a word of warning."""
    program = open_in_shared(write('homograph.eml', bounce('bob@ex\u0430mple.org')))
    program.wait_for_text('bob@ex\u0430mple.org (xn--exmple-4nf.org)')
    program.wait_for_text('Letters of different alphabets are mixed in this name')


def test_nothing_is_fetched():
    """Whatever a mail offers to fetch: pictures, styles, scripts, frames, its own DTD."""
    with socket.create_server(('127.0.0.1', 0)) as server:
        server.setblocking(False)
        site = f'http://127.0.0.1:{server.getsockname()[1]}'
        html = (f'<!DOCTYPE html SYSTEM "{site}/a.dtd" [<!ENTITY % x SYSTEM "{site}/b.dtd"> %x;]>'
                f'<html><head><meta http-equiv="refresh" content="0;url={site}/c">'
                f'<link rel="stylesheet" href="{site}/d.css"><script src="{site}/e.js"></script>'
                f'<base href="{site}/"></head><body background="{site}/f.png">'
                f'<img src="{site}/g.png"><iframe src="{site}/h"></iframe>'
                f'<p style="background: url({site}/i.png)">&lt;fetched@example.org&gt;: '
                f'550 5.1.1 User unknown</p><a href="{site}/j" ping="{site}/k">Click</a>')
        program = open_in_shared(write('fetch.eml', (
            'From: MAILER-DAEMON@mail.example.net\nSubject: Undelivered Mail\n'
            f'Disposition-Notification-To: <spy@[127.0.0.1]>\nList-Unsubscribe: <{site}/l>\n'
            'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=x\n\n'
            f'--x\nContent-Type: text/html\n\n{html}\n'
            '--x\nContent-Type: message/external-body; access-type=URL; '
            f'URL="{site}/m"\n\nContent-Type: text/plain\n\n--x--\n').encode()))
        program.find('heading', UNKNOWN)
        program.wait_for_text('fetched@example.org')
        program.key('ctrl+f')
        program.wait_for_text('Find in the original')
        try:
            server.accept()
        except BlockingIOError:
            return
        raise AssertionError('somebody was asked for something')


def test_html_is_not_rendered():
    """Words of HTML stand in labels as words, with the signs of its tags or without them."""
    program = open_in_shared(write('html.eml', (
        'From: MAILER-DAEMON@mail.example.net\nSubject: Undelivered Mail\n'
        'Content-Type: text/html\n\n<h1>YOU HAVE WON</h1><form action="https://example.net/">'
        '<input type="text" name="a"><button>Log in</button></form><img alt="picture" src="x">'
        '<p>&lt;rendered@example.org&gt;: 550 5.1.1 User unknown</p>').encode()))
    program.find('heading', UNKNOWN)
    program.wait_for_text('rendered@example.org')
    program.key('ctrl+f')
    program.wait_for_text('Find in the original')
    assert 'YOU HAVE WON' not in program.names('heading')
    assert 'Log in' not in program.names('push button')
    assert 'picture' not in program.names()


def test_links_are_words():
    """What looks like a link in a mail cannot be followed from here."""
    link = 'https://www.example.net/log-in'
    program = open_in_shared(write('links.eml', bounce('linked@example.org') + (
        f'    {link} <a href="{link}">log in</a> mailto:eve@example.net\n'
        '\n------ This is a copy of your message, including all the headers.\n\n'
        'From: treasurer@choir.example.net\nTo: linked@example.org\n'
        f'Subject: {link} <a href="{link}">log in</a>\n\nHello\n').encode()))
    program.wait_for_text('linked@example.org')
    program.wait_for_text(f'<a href="{link}">log in</a>')
    program.key('ctrl+f')
    program.wait_for_text('Find in the original')
    assert program.names('link') == [], program.names('link')


def test_hidden_characters():
    """Nothing that turns the reading order is among the words of the program, and where
    something did there is a sign of it."""
    subject = 'a\u202etxt.exe\u2066\u200b <b>bold</b> &amp;'
    path = write('na\u202eme.eml', bounce('bob@example.org') + (
        '\n------ This is a copy of your message, including all the headers.\n\n'
        f'From: treasurer@choir.example.net\nTo: bob@example.org\nSubject: {subject}\n'
        'Message-ID: <1@choir.example.net>\n\nHello\n').encode())
    program = open_in_shared(path)
    program.wait_for_text('a\ufffdtxt.exe <b>bold</b> &amp;')
    program.wait_for_text('na\ufffdme.eml')
    assert not [name for name in program.names() if set('\u202e\u2066\u200b') & set(name)]


def test_quiet_to_the_end():
    """After all that the shared program has said nothing, and ends well."""
    assert SHARED
    with SHARED.pop():
        pass


# ---- Running them --------------------------------------------------------------------------

def main():
    tests = [value for name, value in globals().items() if name.startswith('test_')]
    return desktop.run_tests(desktop.choose_tests({'all': tests}, sys.argv[1:]))


sys.exit(main())
