#!/usr/bin/python3
# SPDX-FileCopyrightText: The Bounceback authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drop many messages on the window and use the list of them, by pointer and by keys.

  test-list.py GROUP

Runs inside with-session, with the program in BOUNCEBACK. Prints TAP.
"""

import csv
import gzip
import json
import os
import subprocess
import sys
import time

import desktop
from desktop import FOLDER, shown, write
from drag import DragSource, drop

UNKNOWN = 'This address does not exist'

NOTICE = '''\
From: MAILER-DAEMON@mail.example.net (Mail Delivery System)
To: treasurer@choir.example.net
Subject: Undelivered Mail Returned to Sender
Date: Tue, 10 Mar 2026 19:42:11 +0100
Message-ID: <{address}.{reply:.3}@mail.example.net>

This is the mail system at host mail.example.net.
Your message could not be delivered.

<{address}>: host mx.example.org[203.0.113.25] said: {reply}
'''
WRONG = '550 5.1.1 User unknown'
FULL = '552 5.2.2 Mailbox full'
SEPARATOR = 'From MAILER-DAEMON Tue Mar 10 19:42:11 2026\n'


def notice(address, reply=WRONG):
    return NOTICE.format(address=address, reply=reply)


def write_mbox(name, *notices):
    return write(name, ''.join(SEPARATOR + text + '\n' for text in notices))


def write_big(name):
    """More than is read before somebody does something about it.

    Behind the messages lies a hole that takes no place on the disk and minutes to read.
    """
    path = os.path.join(FOLDER, name)
    with open(path, 'w', encoding='utf-8') as stream:
        for i in range(200):
            stream.write(SEPARATOR + notice(f'user{i}@example.org') + '\n')
        stream.write(SEPARATOR)
        stream.flush()
        os.truncate(stream.fileno(), 256 << 30)
    return path


def uri_list(name, *paths):
    return {'text/uri-list': write(name, ''.join(f'file://{path}\r\n' for path in paths))}


def rows(program):
    """The addresses of the rows that can be seen."""
    return [desktop.name_of(node).rpartition(' ')[2] for node in program.nodes()
            if desktop.role_of(node) == 'table row' and '@' in desktop.name_of(node)
            and desktop.is_shown(node)]


def wait_for_rows(program, *addresses):
    try:
        desktop.poll(lambda: rows(program) == list(addresses), f'rows {addresses}')
    except desktop.Timeout:
        print('# rows:', rows(program))
        raise


def is_focused_row(program, address):
    node = program.focused()
    return node is not None and desktop.role_of(node) == 'table row' and \
        desktop.name_of(node).endswith(address)


def activate(program, name, role=None):
    """Press a shown button by its name."""
    def find():
        for node in program.nodes():
            if desktop.name_of(node) == name and desktop.is_shown(node) and \
               desktop.role_of(node) in (role or ('push button', 'toggle button')):
                return node
        return None
    program.press(desktop.poll(find, f'button "{name}"'))


# ---- Sources -----------------------------------------------------------------------------

def test_drop_mbox():
    mbox = write_mbox('drop.mbox', notice('bob@example.org'), notice('carol@example.org', FULL),
                      notice('bob@example.org'))
    with desktop.Program() as program:
        for _ in drop(program, uri_list('1', mbox)):
            program.find('heading', '2 bounces')
        wait_for_rows(program, 'bob@example.org', 'carol@example.org')
        program.wait_for_text('1 copy of the same message is not counted.')
        program.wait_for_text('1 wrong address')
        program.wait_for_text('1 full mailbox')
        # A drop on a list is read as any other, and the way back leads to the list.
        eml = write('alone.eml', notice('alone@example.org'))
        for _ in drop(program, uri_list('2', eml)):
            program.find('heading', UNKNOWN)
        program.wait_for_text('alone@example.org')
        program.key('alt+Left')
        wait_for_rows(program, 'bob@example.org', 'carol@example.org')
        program.key('alt+Left')
        desktop.poll(lambda: 'Did your mail come back?' in shown(program), 'welcome page')


def test_drop_folder():
    for i in range(3):
        write(f'folder/sub/{i}.eml', notice(f'user{i}@example.org'))
    for name in ('cur', 'new', 'tmp'):
        os.makedirs(os.path.join(FOLDER, 'maildir', name))
    write('maildir/new/1', notice('new@example.org'))
    write('maildir/cur/2:2,S', notice('cur@example.org'))
    write('maildir/tmp/3', notice('tmp@example.org'))
    with desktop.Program() as program:
        for _ in drop(program, uri_list('3', os.path.join(FOLDER, 'folder'))):
            program.find('heading', '3 bounces')
        wait_for_rows(program, *(f'user{i}@example.org' for i in range(3)))
        for _ in drop(program, uri_list('4', os.path.join(FOLDER, 'maildir'))):
            program.find('heading', '2 bounces')
        wait_for_rows(program, 'cur@example.org', 'new@example.org')


def test_drop_while_reading():
    """What is read now gives way, and what was read of it stays behind it."""
    big = write_big('big.mbox')
    eml = write('next.eml', notice('next@example.org'))
    # What is dragged stands ready, so that reading cannot end before it comes.
    with DragSource(**uri_list('5', eml)) as source, desktop.Program(big) as program:
        program.wait_for_text('messages were read so far.')
        source.drag_to(program)
        program.find('heading', UNKNOWN, limit=60)
        program.wait_for_text('next@example.org')
        program.key('alt+Left')
        program.wait_for_text('Reading was stopped, so this is not all.', limit=60)
        desktop.poll(lambda: 'user0@example.org' in rows(program), 'rows')


def test_stop_and_close():
    big = write_big('long.mbox')
    with desktop.Program(big) as program:
        program.wait_for_text('messages were read so far.')
        activate(program, 'Stop Reading')
        program.wait_for_text('Reading was stopped, so this is not all.')
        desktop.poll(lambda: 'user0@example.org' in rows(program), 'rows')
    # Closing at any moment: the program ends with nothing said, which leaving checks.
    with desktop.Program(big) as program:
        program.wait_for_text('messages were read so far.')


# ---- The list ----------------------------------------------------------------------------

def test_open_and_back():
    mbox = write_mbox('back.mbox', *(notice(f'user{i}@example.org') for i in range(5)))
    with desktop.Program(mbox) as program:
        heading = program.find('heading', '5 bounces')
        desktop.poll(lambda: program.focused() == heading, 'focus on the summary')
        program.find('tree table', 'Messages')
        program.find('list', 'Messages')
        program.key('ctrl+f', 'Down')
        desktop.poll(lambda: is_focused_row(program, 'user0@example.org'), 'focus on a row')
        program.key('Down', 'Down')
        desktop.poll(lambda: is_focused_row(program, 'user2@example.org'), 'focus on another')
        program.key('Return')
        program.wait_for_text('Message 3 of 5')
        program.key('alt+Left')
        desktop.poll(lambda: is_focused_row(program, 'user2@example.org'), 'the same row')
        program.key('Return')
        program.wait_for_text('Message 3 of 5')
        program.key('ctrl+Next')
        program.wait_for_text('Message 4 of 5')
        program.key('alt+Left')
        desktop.poll(lambda: is_focused_row(program, 'user3@example.org'), 'the row looked at last')
        # What is no longer there is not answered, and the list stays.
        os.remove(mbox)
        program.key('Return')
        program.find('heading', 'This file is no longer there.')
        program.key('alt+Left')
        desktop.poll(lambda: is_focused_row(program, 'user3@example.org'), 'the list again')


def test_filters():
    mbox = write_mbox('filter.mbox', notice('bob@example.org'), notice('ann@example.com', FULL),
                      notice('zoe@example.org', FULL))
    with desktop.Program(mbox) as program:
        wait_for_rows(program, 'bob@example.org', 'ann@example.com', 'zoe@example.org')
        activate(program, '2 full mailboxes')
        wait_for_rows(program, 'ann@example.com', 'zoe@example.org')
        program.wait_for_text('2 of 3 messages are shown.')
        program.key('ctrl+f')
        desktop.xdotool('type', 'ZOE')
        wait_for_rows(program, 'zoe@example.org')
        desktop.xdotool('type', 'x')
        desktop.poll(lambda: 'No message fits' in shown(program), 'no message')
        activate(program, 'Clear Search and Filters')
        wait_for_rows(program, 'bob@example.org', 'ann@example.com', 'zoe@example.org')
        activate(program, 'Filter the list')
        for name in ('How bad it is', 'What happened', 'Who must act', 'Domain', 'Server'):
            program.find('combo box', name)


def test_addresses():
    mbox = write_mbox('addresses.mbox', notice('bob@example.org'), notice('ann@example.org'),
                      notice('zoe@example.org', FULL))
    with desktop.Program(mbox) as program:
        program.find('heading', '3 bounces')
        activate(program, 'Addresses to remove (2)')
        desktop.poll(lambda: desktop.xdotool('getactivewindow') not in ('', program.window),
                     'window with the addresses')
        program.find('list', 'Addresses to remove')
        desktop.xdotool('key', '--clearmodifiers', 'ctrl+c')
        desktop.poll(lambda: subprocess.run(
            ['xclip', '-selection', 'clipboard', '-o'], check=False, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL).stdout == b'ann@example.org\nbob@example.org\n',
                     'copied addresses')
        # Once for the toast, and once for the window.
        desktop.xdotool('key', '--delay', 300, 'Escape')
        time.sleep(0.3)
        if desktop.xdotool('getactivewindow') != program.window:
            desktop.xdotool('key', 'Escape')
        desktop.poll(lambda: desktop.xdotool('getactivewindow') == program.window, 'focus back')


def save(program, keys, path, replace=False):
    program.key(keys)
    dialog = desktop.poll(lambda: [window for window in program.windows()
                                   if window != program.window], 'dialog')[0]
    desktop.poll(lambda: desktop.xdotool('getactivewindow') == dialog, 'focus in the dialog')
    desktop.xdotool('key', '--clearmodifiers', 'ctrl+a')
    desktop.xdotool('type', path)
    desktop.xdotool('key', 'Return')
    if replace:
        # The dialog asks once more.
        question = desktop.poll(lambda: [window for window in program.windows()
                                         if window not in (program.window, dialog)], 'question')
        desktop.xdotool('windowfocus', '--sync', question[0])
        desktop.xdotool('key', 'alt+r')
    desktop.poll(lambda: desktop.xdotool('getactivewindow') == program.window, 'end of the dialog')


def test_export():
    mbox = write_mbox('export.mbox', notice('bob@example.org'), notice('ann@example.com', FULL))
    table = os.path.join(FOLDER, 'list.csv')
    lines = os.path.join(FOLDER, 'list.jsonl')
    with desktop.Program(mbox) as program:
        program.find('heading', '2 bounces')
        program.key('ctrl+f')
        desktop.xdotool('type', 'ann')
        wait_for_rows(program, 'ann@example.com')
        save(program, 'ctrl+shift+s', table)
        program.wait_for_text('The list is saved')
        with open(table, encoding='utf-8', newline='') as stream:
            assert [row['address'] for row in csv.DictReader(stream)] == ['ann@example.com']
        save(program, 'ctrl+shift+j', lines)
        # A new file is there before anything is in it.
        desktop.poll(lambda: os.path.exists(lines) and os.path.getsize(lines), 'saved list')
        with open(lines, encoding='utf-8') as stream:
            messages = [json.loads(line) for line in stream]
        assert [m['verdict']['cause'] for m in messages] == ['mailbox-full'], messages


SAVING = 'The list is being saved'
# Thousands of rows are not asked for their names.
CLOSED = ('table', 'tree table', 'list')


def write_slow(name):
    """What is read at once, and takes minutes to be read again.

    What gzip packed has to be unpacked from its start for each message, and here the first
    one is big.
    """
    text = SEPARATOR + notice('first@example.org') + ('z' * 76 + '\n') * 400000 + '\n'
    text += ''.join(SEPARATOR + notice(f'user{i}@example.org') + '\n' for i in range(1, 2000))
    return write(name, gzip.compress(text.encode()))


def test_stop_saving():
    """What takes its time says so, and leaves the old file alone when it is stopped."""
    table = write('saving/old.csv', 'old')
    folder = os.path.dirname(table)
    with desktop.Program(write_slow('long-export.mbox.gz')) as program:
        program.find('heading', '2000 bounces')
        save(program, 'ctrl+shift+s', table, replace=True)
        desktop.poll(lambda: SAVING in shown(program, CLOSED), 'what is going on')
        desktop.poll(lambda: len(os.listdir(folder)) == 2, 'new file beside the old one')
        box = next(node for node in program.nodes(closed=CLOSED) if node.name == SAVING).parent
        program.press(next(node for node in box.children if node.role == 'push button'))
        desktop.poll(lambda: SAVING not in shown(program, CLOSED), 'end of it')
        desktop.poll(lambda: os.listdir(folder) == ['old.csv'], 'end of the new file')
    with open(table, encoding='utf-8') as stream:
        assert stream.read() == 'old'


def test_names():
    """Every control of the list has a name, in a wide window and in a narrow one."""
    mbox = write_mbox('names.mbox', notice('bob@example.org'), notice('ann@example.com', FULL))
    roles = ('push button', 'toggle button', 'check box', 'text', 'entry', 'heading', 'list',
             'menu button', 'combo box', 'table row')
    with desktop.Program(mbox) as program:
        for width in (1000, 360):
            program.resize(width, 700)
            program.find('heading', '2 bounces')
            program.wait_for_quiet()
            assert rows(program) == ['bob@example.org', 'ann@example.com'], rows(program)
            for node in program.nodes():
                name = desktop.name_of(node)
                if desktop.role_of(node) in roles and desktop.is_shown(node):
                    assert name and not name.startswith(('Gtk', 'Adw', 'Bounce')), \
                        (desktop.role_of(node), name)


GROUPS = {
    'sources': [test_drop_mbox, test_drop_folder, test_drop_while_reading, test_stop_and_close],
    'use': [test_open_and_back, test_filters, test_addresses, test_export, test_stop_saving,
            test_names],
}


def main():
    return desktop.run_tests(desktop.choose_tests(GROUPS, sys.argv[1:]))


sys.exit(main())
