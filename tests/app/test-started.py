#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""The program as a desktop starts it: by the bus, by the kind of a file, by a search.

  test-started.py BUILD-DATA MAIL ID     in a session of tests/app/with-session
"""

import configparser
import os
import shutil
import subprocess
import sys
import unittest

import accessible
from desktop import poll, xdotool
from gi.repository import Gio, GLib

BUILD, MAIL, ID = sys.argv[1:4]
del sys.argv[1:]
PATH = '/' + ID.replace('.', '/')


def configuration(name):
    parser = configparser.ConfigParser(delimiters='=', interpolation=None)
    parser.optionxform = str
    parser.read(os.path.join(BUILD, f'{ID}.{name}'), encoding='utf-8')
    return parser


def setUpModule():
    """What "meson install" does, in the home of this session, for the program as built."""
    data = os.environ['XDG_DATA_HOME']
    services, applications = os.path.join(data, 'dbus-1/services'), os.path.join(data, 'applications')
    os.makedirs(services)
    os.makedirs(applications)

    service = configuration('service')
    words = service['D-BUS Service']['Exec'].split()
    assert os.path.basename(words[0]) == 'bounceback', words
    service['D-BUS Service']['Exec'] = ' '.join([os.environ['BOUNCEBACK'], *words[1:]])
    with open(os.path.join(services, ID + '.service'), 'w', encoding='utf-8') as stream:
        service.write(stream, space_around_delimiters=False)

    shutil.copy(os.path.join(BUILD, ID + '.desktop'), applications)
    subprocess.run(['update-desktop-database', applications], check=True)
    # GLib looks for a program of the name that the desktop file has.
    folder = os.path.join(data, 'bin')
    os.mkdir(folder)
    os.symlink(os.environ['BOUNCEBACK'], os.path.join(folder, 'bounceback'))
    os.environ['PATH'] = folder + ':' + os.environ['PATH']

    Started.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    Started.call_bus('ReloadConfig')


class Started(unittest.TestCase):
    bus = None

    @classmethod
    def call(cls, path, interface, method, arguments, name=ID):
        return cls.bus.call_sync(name, path, interface, method, arguments, None,
                                 Gio.DBusCallFlags.NONE, 60000, None).unpack()

    @classmethod
    def call_bus(cls, method, arguments=None):
        return cls.call('/org/freedesktop/DBus', 'org.freedesktop.DBus', method, arguments,
                        'org.freedesktop.DBus')

    def tearDown(self):
        if self.is_running():
            self.act('quit')
            poll(lambda: not self.is_running(), 'end of the program')

    def act(self, action, *parameters):
        self.call(PATH, 'org.freedesktop.Application', 'ActivateAction',
                  GLib.Variant('(sava{sv})', (action, parameters, {})))

    def search(self, method, signature, *arguments):
        provider = configuration('search-provider.ini')['Shell Search Provider']
        self.assertEqual(provider['DesktopId'], ID + '.desktop')
        return self.call(provider['ObjectPath'], 'org.gnome.Shell.SearchProvider2', method,
                         GLib.Variant(signature, arguments), provider['BusName'])

    def is_running(self):
        return self.call_bus('NameHasOwner', GLib.Variant('(s)', (ID,)))[0]

    def process(self):
        return self.call_bus('GetConnectionUnixProcessID', GLib.Variant('(s)', (ID,)))[0]

    def windows(self):
        return xdotool('search', '--onlyvisible', '--pid', self.process()).split()

    def nodes(self):
        application = accessible.application_of(self.process())
        if application is None:
            return []
        accessible.look(application)
        return list(accessible.walk(application))

    def wait_for(self, words, role=None):
        poll(lambda: any(words in node.name and role in (None, node.role)
                         for node in self.nodes()), f'"{words}"')

    def wait_for_entry(self, text):
        poll(lambda: any(node.role in ('text', 'entry') and node.text() == text
                         for node in self.nodes()), f'an entry with "{text}"')

    def test_search_answers_without_a_window(self):
        self.assertFalse(self.is_running())
        found, = self.search('GetInitialResultSet', '(as)', ['550', '5.7.1'])
        self.assertEqual(found[:2], ['5.7.1', '550'])
        metas, = self.search('GetResultMetas', '(as)', found[:2])
        self.assertEqual([meta['id'] for meta in metas], found[:2])
        for meta in metas:
            self.assertTrue(meta['name'].startswith(meta['id'] + ': '), meta)
            self.assertTrue(meta['description'].endswith('.'), meta)

        # Typing on, and words.
        more, = self.search('GetSubsearchResultSet', '(asas)', found, ['mailbox', 'full'])
        self.assertIn('X.2.2', more)
        self.assertLessEqual(len(more), 10)
        # What says too little, what says something else, and no code of the book.
        for terms in (['5'], ['ma'], ['holiday', 'pictures'], ['']):
            self.assertEqual(self.search('GetInitialResultSet', '(as)', terms), ([],), terms)
        self.assertEqual(self.search('GetResultMetas', '(as)', ['999', '', 'X', '9.9.999']), ([],))
        self.assertEqual(self.windows(), [])

    def test_a_result_opens_the_code_book_at_it(self):
        found, = self.search('GetInitialResultSet', '(as)', ['550', '5.7.1'])
        self.search('ActivateResult', '(sasu)', found[0], ['550', '5.7.1'], 0)
        self.wait_for_entry('5.7.1')
        name, = [meta['name'] for meta in self.search('GetResultMetas', '(as)', found[:1])[0]]
        self.wait_for(name.split(': ', 1)[1])
        self.assertEqual(len(self.windows()), 1)

    def test_a_search_goes_on_in_the_code_book(self):
        self.search('LaunchSearch', '(asu)', ['mailbox', 'full'], 0)
        self.wait_for_entry('mailbox full')

    def test_started_by_name(self):
        self.call(PATH, 'org.freedesktop.Application', 'Open',
                  GLib.Variant('(asa{sv})', ([Gio.File.new_for_path(MAIL).get_uri()], {})))
        self.wait_for('This address does not exist')

    def test_actions_of_the_desktop_file(self):
        entry = configuration('desktop')
        actions = entry['Desktop Entry']['Actions'].rstrip(';').split(';')
        self.assertEqual(actions, ['new-window', 'code-book'])
        described = self.call(PATH, 'org.gtk.Actions', 'List', None)[0]
        for action in actions:
            self.assertIn(action, described)
        self.act('code-book')
        self.wait_for('Two kinds of codes')
        self.act('new-window')
        poll(lambda: len(self.windows()) == 2, 'second window')

        # The same from a command line, which leaves it to the window that is open.
        command = entry['Desktop Action new-window']['Exec'].split()
        subprocess.run([os.environ['BOUNCEBACK'], *command[1:]], check=True)
        poll(lambda: len(self.windows()) == 3, 'third window')
        subprocess.run([os.environ['BOUNCEBACK'], '--code=4.2.2'], check=True)
        self.wait_for_entry('4.2.2')

    def test_opened_by_the_kind_of_a_file(self):
        handlers = Gio.AppInfo.get_recommended_for_type('message/rfc822')
        self.assertIn(ID + '.desktop', [handler.get_id() for handler in handlers])
        subprocess.run(['gio', 'open', MAIL], check=True)
        poll(self.is_running, 'program')
        self.wait_for('This address does not exist')


if __name__ == '__main__':
    unittest.main()
