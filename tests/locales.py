# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""The locales of the languages of po/LINGUAS, for tests.

  locales.py BUILD LANGUAGE COMMAND…    run a command in one of them

A person's locale sets the language, the direction, and how dates and numbers look;
LANGUAGE alone is not looked at in the C locale. The system need not have these locales:
they are made in the build folder, or once for several of them where
BOUNCEBACK_TEST_LOCALES names a folder.
"""

import os
import shutil
import subprocess
import sys
import tempfile

LOCALES = {'ar': 'ar_EG', 'de': 'de_DE', 'es': 'es_ES', 'fr': 'fr_FR', 'it': 'it_IT',
           'ja': 'ja_JP', 'nl': 'nl_NL', 'pl': 'pl_PL', 'pt_BR': 'pt_BR', 'ru': 'ru_RU',
           'tr': 'tr_TR', 'zh_CN': 'zh_CN'}


def make(folder, source):
    """Make a locale in a folder for LOCPATH; gives its name."""
    name = f'{source}.UTF-8'
    path = os.path.join(folder, name)
    if os.path.isdir(path):
        return name
    os.makedirs(folder, exist_ok=True)
    # Under another name first: several tests may make it at once.
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        made = os.path.join(scratch, name)
        # Its warnings are about the system's own data, and so is a status of 1.
        subprocess.run(['localedef', '--no-archive', '-c', '-i', source, '-f', 'UTF-8', made],
                       check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            os.rename(made, path)
        except OSError:
            if not os.path.isdir(path):
                raise
            shutil.rmtree(made)
    return name


def environment(build, language, catalogues=None):
    """What makes a program that was built in a folder speak a language."""
    folder = os.environ.get('BOUNCEBACK_TEST_LOCALES') or os.path.join(build, 'tests', 'locales')
    name = make(folder, LOCALES.get(language, 'en_US'))
    return {'LOCPATH': folder, 'LC_ALL': name, 'LANG': name, 'LANGUAGE': language,
            'BOUNCEBACK_LOCALEDIR': catalogues or os.path.join(build, 'po')}


if __name__ == '__main__':
    build, language, *command = sys.argv[1:]
    os.execvpe(command[0], command, {**os.environ, **environment(build, language)})
