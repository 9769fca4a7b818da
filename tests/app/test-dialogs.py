#!/usr/bin/python3
# SPDX-FileCopyrightText: The Bounceback authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""The dialogs by keys alone: from a file, to a PDF, and to a text file.

  test-dialogs.py ID [TEST…]

Runs inside with-session, with the program in BOUNCEBACK. Prints TAP.
"""

import os
import shutil
import subprocess
import sys

import desktop
import dialogs
from dialogs import (is_pdf, open_dialog, print_to_file, type_file_name, type_keys,
                     wait_until_closed)

ID, *WORDS = sys.argv[1:]
HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
DATA = os.path.join(ROOT, 'tests', 'data')
HOME = os.environ['HOME']
DOCUMENTS = dialogs.prepare(HOME, os.environ['XDG_CONFIG_HOME'])
BOUNCE = os.path.join(DATA, 'postfix-unknown-user.eml')
UNKNOWN = 'This address does not exist'
PDF = os.path.join(DOCUMENTS, 'Why it came back, Rehearsal on Tuesday.pdf')
NOT_SAVED = 'The answer could not be saved.'
NOT_PRINTED = 'The answer could not be printed.'


def read(path):
    with open(path, encoding='utf-8') as stream:
        return stream.read()


def wait_for_verdict(program):
    heading = program.find('heading', UNKNOWN)
    desktop.poll(lambda: program.focused() == heading, 'focus on the verdict')


def recent_files():
    """What the desktop keeps of files that were opened or saved."""
    path = os.path.join(os.environ['XDG_DATA_HOME'], 'recently-used.xbel')
    return read(path) if os.path.exists(path) else ''


def open_by_name(program, key, path):
    """Type where something lies: "/" asks GTK for a place to type in."""
    open_dialog(program, key)
    desktop.xdotool('type', path)
    type_keys('Return')


def quit_from_outside():
    subprocess.run(['gapplication', 'action', ID, 'quit'], check=True)


def wait_for_end(program):
    desktop.poll(lambda: not program.is_running(), 'end of the program')


def test_open():
    """A file, then nothing, then a folder of several."""
    folder = os.path.join(HOME, 'returned')
    os.makedirs(folder, exist_ok=True)
    for name in ('postfix-unknown-user.eml', 'sendmail-too-big.eml'):
        shutil.copy(os.path.join(DATA, name), folder)
    with desktop.Program() as program:
        desktop.poll(lambda: program.focused() is not None, 'focus')
        open_by_name(program, 'ctrl+o', os.path.join(folder, 'postfix-unknown-user.eml'))
        wait_until_closed(program)
        wait_for_verdict(program)

        open_dialog(program, 'ctrl+o')
        type_keys('Escape')
        wait_until_closed(program)
        wait_for_verdict(program)

        open_by_name(program, 'ctrl+shift+o', folder)
        wait_until_closed(program)
        program.wait_for_text('2 bounces')


def test_print_by_keys():
    with desktop.Program() as program:
        with open(BOUNCE, 'rb') as stream:
            desktop.set_clipboard(stream.read())
        # A key that comes before the window has its focus is lost.
        desktop.poll(lambda: program.focused() is not None, 'focus')
        program.key('ctrl+v')
        wait_for_verdict(program)
        print_to_file(program)
        wait_until_closed(program)
        desktop.poll(lambda: is_pdf(PDF), 'PDF')
    # Its name tells what the mail was about.
    assert 'Rehearsal' not in recent_files(), recent_files()

    text = subprocess.run(['pdftotext', '-layout', PDF, '-'], check=True,
                          stdout=subprocess.PIPE, text=True).stdout
    place = -1
    for words in (UNKNOWN, 'Who must act', 'You', 'has no mailbox of this name', 'What to do',
                  '1.', '2.', 'The message', 'bob@example.org', 'Technical details',
                  'mx.example.org', 'The codes', '550', '5.1.1', 'Addresses on the way',
                  'The words that say so', 'User unknown'):
        found = text.find(words, place + 1)
        assert found > place, f'"{words}" is not where it should be in:\n{text}'
        place = found
    pages = text.rstrip('\f').split('\f')
    assert len(pages) <= 2, f'{len(pages)} pages'
    for number, page in enumerate(pages, 1):
        assert f'Page {number} of {len(pages)}' in page, page
    os.remove(PDF)


def test_nothing_to_print():
    with desktop.Program() as program:
        program.find('label', 'Bounceback')
        program.key('ctrl+p', 'ctrl+s', 'ctrl+l')
        program.find('entry', 'Search the code book')
        assert not dialogs.is_active(program)


def test_printing_cancelled():
    with desktop.Program(BOUNCE) as program:
        wait_for_verdict(program)
        for key in ('ctrl+p', 'ctrl+s', 'ctrl+p', 'ctrl+s'):
            open_dialog(program, key)
            type_keys('Escape')
            wait_until_closed(program)
        assert not os.path.exists(PDF)
        assert NOT_SAVED not in program.texts()
        assert NOT_PRINTED not in program.texts()


def close_with_dialog(key):
    with desktop.Program(BOUNCE) as program:
        wait_for_verdict(program)
        open_dialog(program, key)
        quit_from_outside()
        wait_for_end(program)
        # GTK 4.8 sometimes says this of its chooser when that is closed while it opens.
        # No warning, and nothing to be done about it from outside.
        said = [line for line in program.words().splitlines()
                if line and 'mapped without a transient parent' not in line]
        assert not said, said
        program.log.truncate(0)


def test_close_while_choosing_a_printer():
    close_with_dialog('ctrl+p')


def test_close_while_choosing_a_file():
    close_with_dialog('ctrl+s')


def test_close_while_printing():
    """The program ends once the file is whole."""
    with desktop.Program(BOUNCE) as program:
        wait_for_verdict(program)
        print_to_file(program)
        quit_from_outside()
        wait_for_end(program)
    assert not os.path.exists(PDF) or is_pdf(PDF)
    assert 'Rehearsal' not in recent_files(), recent_files()
    if os.path.exists(PDF):
        os.remove(PDF)


def test_save():
    path = os.path.join(HOME, 'answer.txt')
    with desktop.Program(BOUNCE) as program:
        wait_for_verdict(program)
        type_file_name(program, path)
        desktop.poll(lambda: os.path.exists(path) and read(path).endswith('\n'), 'text file')
        wait_until_closed(program)
        program.wait_for_text('The answer is saved')
        text = read(path)
        assert text.startswith(UNKNOWN + '\n') and '550 5.1.1' in text, text

        # Again over the same file, which GTK asks about.
        with open(path, 'w', encoding='utf-8') as stream:
            stream.write('old')
        type_file_name(program, path)
        program.wait_for_text('Replace')
        type_keys('alt+r')
        desktop.poll(lambda: read(path) == text, 'new text in the old file')
    # GTK writes its list when the program ends, at the latest.
    assert 'answer.txt' not in recent_files(), recent_files()


def test_disk_full():
    """What to do is said, and what was in the file before is still there."""
    folder = os.path.join(HOME, 'full')
    path = os.path.join(folder, 'kept.txt')
    os.makedirs(folder)
    with open(path, 'w', encoding='utf-8') as stream:
        stream.write('old')
    with desktop.Program(BOUNCE, program=os.environ['BOUNCEBACK_ON_FULL_DISK'],
                         environment={'BOUNCEBACK_FULL_DISK': folder}) as program:
        wait_for_verdict(program)
        type_file_name(program, path)
        program.wait_for_text('Replace')
        type_keys('alt+r')
        wait_until_closed(program)
        program.wait_for_text(NOT_SAVED)
        program.wait_for_text('There is no room left there. Make room, or choose another place.')
    assert read(path) == 'old'
    assert os.listdir(folder) == ['kept.txt'], os.listdir(folder)


def test_save_where_nothing_may_be_written():
    with desktop.Program(BOUNCE) as program:
        wait_for_verdict(program)
        # Even root cannot make a file here.
        type_file_name(program, '/proc/answer.txt')
        wait_until_closed(program)
        program.wait_for_text(NOT_SAVED)
        desktop.poll(lambda: desktop.name_of(program.focused()) == 'Close this notice',
                     'focus on the notice')
        program.key('Escape')
        desktop.poll(lambda: program.find_now('push button', 'Close this notice') is None or
                     not desktop.is_shown(program.find_now('push button', 'Close this notice')),
                     'end of the notice')
        program.find('heading', UNKNOWN)


TESTS = [test_open, test_print_by_keys, test_nothing_to_print, test_printing_cancelled,
         test_close_while_choosing_a_printer, test_close_while_choosing_a_file,
         test_close_while_printing, test_save, test_disk_full, test_save_where_nothing_may_be_written]


def main():
    return desktop.run_tests(desktop.choose_tests({'all': TESTS}, WORDS))


sys.exit(main())
