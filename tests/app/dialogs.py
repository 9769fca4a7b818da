# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Use the dialogs of the window by keys."""

import os

import desktop


def prepare(home, config):
    """A desktop without printers, where documents have a folder; gives that."""
    documents = os.path.join(home, 'Documents')
    os.makedirs(documents, exist_ok=True)
    os.makedirs(os.path.join(config, 'gtk-4.0'), exist_ok=True)
    with open(os.path.join(config, 'user-dirs.dirs'), 'w', encoding='utf-8') as stream:
        stream.write('XDG_DOCUMENTS_DIR="$HOME/Documents"\n')
    with open(os.path.join(config, 'gtk-4.0', 'settings.ini'), 'w', encoding='utf-8') as stream:
        stream.write('[Settings]\ngtk-print-backends=file\n')
    return documents


def is_pdf(path):
    """Whether the whole of a PDF is there: its last line is the end mark."""
    try:
        with open(path, 'rb') as stream:
            return stream.read().rstrip().endswith(b'%%EOF')
    except FileNotFoundError:
        return False


def type_keys(*keys):
    """Press keys in the window that has the focus, which is a dialog."""
    for key in keys:
        desktop.xdotool('key', '--clearmodifiers', key)


def is_active(program):
    active = desktop.xdotool('getactivewindow')
    return active not in ('', program.window)


def open_dialog(program, key):
    program.key(key)
    desktop.poll(lambda: is_active(program), f'dialog after {key}')


def wait_until_closed(program):
    """Look at nothing else before: GTK 4.8 stumbles over the accessible tree of a dialog
    that is just going."""
    desktop.poll(lambda: not is_active(program), 'end of the dialog')


def can_print(program):
    button = program.find_now('push button', '_Print Print')
    return button is not None and button.has(desktop.SENSITIVE)


def print_to_file(program):
    """Choose the only printer, with keys, and print."""
    open_dialog(program, 'ctrl+p')
    program.find('push button', '_Print Print')
    for _ in range(12):
        if can_print(program):
            break
        type_keys('Tab', 'space')
        try:
            desktop.poll(lambda: can_print(program), 'printer', 1)
        except desktop.Timeout:
            pass
    assert can_print(program), 'no printer could be chosen by keys'
    type_keys('alt+p')


def type_file_name(program, path, key='ctrl+s'):
    open_dialog(program, key)
    type_keys('ctrl+a')
    desktop.xdotool('type', path)
    type_keys('Return')
