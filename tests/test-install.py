#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Run build-aux/install among tools that only take notes, and read the notes.

  test-install.py BUILD-AUX
"""

import os
import subprocess
import sys
import tempfile
import unittest

BUILD_AUX = sys.argv.pop(1)


def packages(section):
    names, current = [], None
    with open(os.path.join(BUILD_AUX, 'packages'), encoding='utf-8') as stream:
        for line in stream:
            line = line.strip()
            if line.startswith('['):
                current = line[1:-1]
            elif line and not line.startswith('#') and current == section:
                names.append(line)
    return names


class Install(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.fake('id', 'echo 1000')
        self.fake('apt-get', 'echo "apt-get $*" >>"$NOTES"')
        self.fake('sudo', 'echo "sudo $*" >>"$NOTES"; cat >/dev/null')

    def fake(self, name, body):
        path = os.path.join(self.folder, name)
        with open(path, 'w', encoding='utf-8') as stream:
            stream.write('#!/bin/sh\n' + body + '\n')
        os.chmod(path, 0o755)

    def install(self, installed, *sections):
        """Returns what was printed, and the lines that the tools noted."""
        self.fake('dpkg-query', '\n'.join(f'echo {name} installed' for name in installed))
        notes = os.path.join(self.folder, 'notes')
        open(notes, 'w', encoding='utf-8').close()
        result = subprocess.run(
            [os.path.join(BUILD_AUX, 'install'), *sections],
            env=dict(os.environ, PATH=self.folder + ':' + os.environ['PATH'], NOTES=notes),
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=True)
        with open(notes, encoding='utf-8') as stream:
            return result.stdout, stream.read().splitlines()

    def test_sections_are_apart(self):
        self.assertEqual(set(packages('run')) & set(packages('test')), set())
        self.assertIn('libgtk-4-dev', packages('run'))
        self.assertIn('xvfb', packages('test'))

    def test_nothing_missing(self):
        output, notes = self.install(packages('run') + packages('test'), 'run', 'test')
        self.assertEqual(output, '')
        self.assertEqual(notes, [])

    def test_run_installs_no_more_than_it_needs(self):
        missing = packages('run')[-2:]
        output, notes = self.install(packages('run')[:-2], 'run')
        self.assertEqual(output.split('\n')[1:3], ['  ' + name for name in missing])
        self.assertEqual(len(notes), 2, notes)
        self.assertTrue(notes[0].endswith(' update'), notes)
        self.assertTrue(notes[1].endswith(' '.join(missing)), notes)
        self.assertIn('--no-install-recommends', notes[1])
        self.assertFalse(any('policy-rc.d' in note for note in notes), notes)

    def test_a_half_removed_package_is_missing(self):
        first, rest = packages('run')[0], packages('run')[1:]
        output, _ = self.install(rest + [f'{first} config-files #'], 'run')
        self.assertIn('  ' + first, output.split('\n'))

    def test_services_of_tests_are_not_started(self):
        _, notes = self.install(packages('run'), 'run', 'test')
        denied = [i for i, note in enumerate(notes) if 'tee /usr/sbin/policy-rc.d' in note]
        installs = [i for i, note in enumerate(notes) if ' install ' in note]
        self.assertEqual(len(denied), 1, notes)
        self.assertEqual(len(installs), 1, notes)
        self.assertLess(denied[0], installs[0])
        self.assertTrue(notes[installs[0]].endswith(' '.join(packages('test'))), notes)


if __name__ == '__main__':
    unittest.main()
