#!/usr/bin/python3
# SPDX-FileCopyrightText: The Bounceback authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A window to drag from, which offers what other programs offer.

  drag-source.py TYPE=FILE…

Each TYPE is a media type, offered with the bytes of FILE.
"""

import sys

import gi

gi.require_version('Gdk', '4.0')
gi.require_version('Gtk', '4.0')
from gi.repository import Gdk, GLib, Gtk  # noqa: E402


def main():
    providers = []
    for argument in sys.argv[1:]:
        mime, _, path = argument.rpartition('=')
        with open(path, 'rb') as stream:
            providers.append(Gdk.ContentProvider.new_for_bytes(mime, GLib.Bytes.new(stream.read())))

    Gtk.init()
    source = Gtk.DragSource(actions=Gdk.DragAction.COPY | Gdk.DragAction.MOVE,
                            content=Gdk.ContentProvider.new_union(providers))
    area = Gtk.Label(label='Drag me')
    area.add_controller(source)
    window = Gtk.Window(title='Drag source', child=area, default_width=200, default_height=200)
    window.present()
    loop = GLib.MainLoop()
    window.connect('close-request', lambda *unused: loop.quit())
    loop.run()


main()
