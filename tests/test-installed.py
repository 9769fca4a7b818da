#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Install into a folder, use what is there as a shell and a desktop do, and uninstall.

  test-installed.py BUILD SOURCE ID PREFIX DATADIR PROGRAM…
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

BUILD, SOURCE, ID, PREFIX, DATADIR = sys.argv[1:6]
PROGRAMS = sys.argv[6:]
del sys.argv[1:]
LOG = os.path.join(BUILD, 'meson-logs', 'install-log.txt')
WINDOW = 'bounceback' in PROGRAMS


def run(*command, **options):
    """What a tool printed; where it fails, the test does."""
    result = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True, **options)
    if result.returncode != 0:
        raise AssertionError(f'{command}: status {result.returncode}\n{result.stdout}')
    return result.stdout


def tree(folder):
    return sorted(os.path.relpath(os.path.join(place, name), folder)
                  for place, folders, files in os.walk(folder) for name in folders + files)


def setUpModule():
    """The build folder may be one that somebody installed from: its log is kept."""
    if os.path.exists(LOG):
        holder = tempfile.TemporaryDirectory()
        unittest.addModuleCleanup(holder.cleanup)
        kept = os.path.join(holder.name, 'log')
        shutil.copy(LOG, kept)
        unittest.addModuleCleanup(shutil.copy, kept, LOG)
    else:
        unittest.addModuleCleanup(lambda: os.path.exists(LOG) and os.remove(LOG))


class Case(unittest.TestCase):
    """Something is installed below a root of its own."""

    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(holder.cleanup)
        cls.home = os.path.join(holder.name, 'home')
        os.mkdir(cls.home)
        cls.root = os.path.join(holder.name, 'root')
        cls.prefix = os.path.join(cls.root, PREFIX.lstrip('/'))
        cls.data = os.path.join(cls.prefix, DATADIR)
        cls.environment = {**os.environ, 'DESTDIR': cls.root}

    @classmethod
    def install(cls):
        run('meson', 'install', '--no-rebuild', '-C', BUILD, env=cls.environment)

    def path(self, *names):
        return os.path.join(self.data, *names)


class Installed(Case):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.install()

    def program(self, name):
        return os.path.join(self.prefix, 'bin', name)

    def options(self, program):
        """Every option that --help-all or --help speak of."""
        text = run(self.program(program), '--help-all' if program == 'bounceback' else '--help')
        found = set(re.findall(r'^ {2}(?:-h, )?(--[a-z-]+)', text, re.MULTILINE))
        self.assertIn('--help', found)
        self.assertIn('--code', found)
        return found

    def test_command_line_answers(self):
        self.assertIn('550', run(self.program('bounceback-cli'), '--code=550'))

    def test_a_desktop_finds_the_window(self):
        if not WINDOW:
            self.skipTest('built without the window')
        for place in (f'applications/{ID}.desktop', f'metainfo/{ID}.metainfo.xml',
                      f'dbus-1/services/{ID}.service',
                      f'gnome-shell/search-providers/{ID}.search-provider.ini',
                      f'glib-2.0/schemas/{ID}.gschema.xml',
                      f'icons/hicolor/scalable/apps/{ID}.svg',
                      f'icons/hicolor/symbolic/apps/{ID}-symbolic.svg'):
            self.assertTrue(os.path.isfile(self.path(place)), place)

        # GLib takes a desktop file only where its program is found.
        environment = {**os.environ, 'XDG_DATA_DIRS': self.data, 'XDG_DATA_HOME': self.home,
                       'PATH': os.path.join(self.prefix, 'bin') + ':' + os.environ['PATH']}
        run('update-desktop-database', self.path('applications'))
        self.addCleanup(os.remove, self.path('applications', 'mimeinfo.cache'))
        for kind in ('message/rfc822', 'application/mbox', 'application/vnd.ms-outlook'):
            self.assertIn(f'{ID}.desktop', run('gio', 'mime', kind, env=environment), kind)

    def test_options_are_in_the_manual(self):
        for program in PROGRAMS:
            with open(self.path('man', 'man1', program + '.1'), encoding='utf-8') as stream:
                manual = stream.read().replace('\\-', '-')
            for option in self.options(program):
                self.assertRegex(manual, rf'{option}(?![a-z-])')

    def warnings(self, path):
        return subprocess.run(['man', '--warnings', '-E', 'UTF-8', '-Tutf8', '-Z', path],
                              check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True).stderr

    def test_manuals_are_sound(self):
        if not shutil.which('man'):
            self.skipTest('man is missing')
        for program in PROGRAMS:
            path = self.path('man', 'man1', program + '.1')
            self.assertEqual(self.warnings(path), '')
            # What apropos and whatis show.
            self.assertIn(f'{program} - ', run('lexgrog', path))

        wrong = os.path.join(self.home, 'wrong.1')
        with open(wrong, 'w', encoding='utf-8') as stream:
            stream.write('.TH WRONG 1\n.SH NAME\n.NOSUCHMACRO\n')
        self.assertIn('NOSUCHMACRO', self.warnings(wrong))

    def bash(self, program, *words):
        """What bash offers for the last of these words."""
        script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
                  'compopt () { :; }; '
                  f'_{program.replace("-", "_")}; printf "%s\\n" "${{COMPREPLY[@]}}"')
        path = self.path('bash-completion', 'completions', program)
        return run('bash', '-uc', script, 'bash', path, program, *words).split()

    def test_bash_completes(self):
        for program in PROGRAMS:
            offered = {option.rstrip('=') for option in self.bash(program, '--')}
            self.assertEqual(offered, self.options(program), program)
        self.assertEqual(self.bash('bounceback-cli', '--js'), ['--json'])
        self.assertEqual(self.bash('bounceback-cli', '--json', '--d'), ['--doh='])
        self.assertEqual(self.bash('bounceback-cli', 'returned'), [])

    def test_fish_completes(self):
        for program in PROGRAMS:
            path = self.path('fish', 'vendor_completions.d', program + '.fish')
            with open(path, encoding='utf-8') as stream:
                named = {'--' + name for name in re.findall(r' -l ([a-z-]+)', stream.read())}
            self.assertEqual(named, self.options(program), program)
            if shutil.which('fish'):
                offered = run('fish', '--no-config', '-c',
                              f'source {path}; complete -C "{program} --cod"',
                              env={**os.environ, 'HOME': self.home})
                self.assertIn('--code', offered)

    def test_zsh_completes(self):
        folder = self.path('zsh', 'site-functions')
        for program in PROGRAMS:
            path = os.path.join(folder, '_' + program)
            with open(path, encoding='utf-8') as stream:
                named = set(re.findall(r'--[a-z]+(?:-[a-z]+)*', stream.read()))
            self.assertEqual(named, self.options(program), program)
        if shutil.which('zsh'):
            # The first line says for which program it is; the rest is read when it is asked.
            known = run('zsh', '-fc', f'fpath=({folder} $fpath); autoload -Uz compinit; '
                        'compinit -u -D; print ${_comps[(I)bounceback*]}')
            self.assertEqual(set(known.split()), set(PROGRAMS))
            for program in PROGRAMS:
                run('zsh', '-n', os.path.join(folder, '_' + program))


class Uninstalled(Case):
    def run_tools(self):
        """What Meson has the desktop's tools do where there is no DESTDIR."""
        run('glib-compile-schemas', self.path('glib-2.0', 'schemas'))
        run('gtk4-update-icon-cache', '-q', '-t', '-f', self.path('icons', 'hicolor'))
        run('update-desktop-database', '-q', self.path('applications'))

    def uninstall(self):
        run(os.path.join(SOURCE, 'build-aux', 'uninstall'), BUILD, env=self.environment)

    def test_nothing_stays(self):
        self.install()
        self.assertIn('bin', os.listdir(self.prefix))
        if WINDOW:
            self.run_tools()
        self.uninstall()
        self.assertFalse(os.path.exists(self.root), tree(self.root))

    def test_what_others_have_stays(self):
        if not WINDOW:
            self.skipTest('built without the window')
        schemas, applications = self.path('glib-2.0', 'schemas'), self.path('applications')
        icons = self.path('icons', 'hicolor', 'scalable', 'apps')
        self.addCleanup(shutil.rmtree, self.root)
        for folder, name, text in (
                (schemas, 'other.gschema.xml', '<schemalist><schema id="org.example.Other" '
                 'path="/org/example/Other/"><key name="k" type="b"><default>true</default></key>'
                 '</schema></schemalist>'),
                (applications, 'other.desktop', '[Desktop Entry]\nType=Application\nName=Other\n'
                 'Exec=true\nMimeType=message/rfc822;\n'),
                (icons, 'other.svg', '<svg xmlns="http://www.w3.org/2000/svg"/>')):
            os.makedirs(folder)
            with open(os.path.join(folder, name), 'w', encoding='utf-8') as stream:
                stream.write(text)
        self.run_tools()
        before = tree(self.root)

        self.install()
        self.run_tools()
        self.uninstall()
        self.assertEqual(tree(self.root), before)
        self.assertEqual(run('gsettings', '--schemadir', schemas, 'list-keys',
                             'org.example.Other').strip(), 'k')
        for folder, cache in ((schemas, 'gschemas.compiled'),
                              (applications, 'mimeinfo.cache'),
                              (self.path('icons', 'hicolor'), 'icon-theme.cache')):
            with open(os.path.join(folder, cache), 'rb') as stream:
                self.assertNotIn(ID.encode(), stream.read(), cache)


if __name__ == '__main__':
    unittest.main()
