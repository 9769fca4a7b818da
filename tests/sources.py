# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""The project's own files, for the checks beside this file."""

import os


def walk(root):
    """Yield the path of each source file, relative to root; build folders are not ours."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders
                            if name != '.git' and name != '__pycache__'
                            and not name.startswith('_')
                            and not os.path.exists(os.path.join(folder, name, 'build.ninja'))
                            and not os.path.exists(os.path.join(folder, name, 'meson-private')))
        for name in sorted(names):
            if not name.endswith(('~', '.swp', '.pyc')):
                yield os.path.relpath(os.path.join(folder, name), root)


def write(root, files):
    """Make a small tree, of which a check knows what is wrong: paths and their texts."""
    for path, text in files.items():
        os.makedirs(os.path.dirname(os.path.join(root, path)), exist_ok=True)
        with open(os.path.join(root, path), 'w', encoding='utf-8') as stream:
            stream.write(text)
