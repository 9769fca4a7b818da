# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Drag for real, from another process, and let go over the window."""

import os
import subprocess
import time

import desktop

HERE = os.path.dirname(os.path.abspath(__file__))
OVERLAY = 'Let go to read this message'


class DragSource:
    def __init__(self, **offers):
        arguments = [f'{mime}={path}' for mime, path in offers.items()]
        self.process = subprocess.Popen(
            ['/usr/bin/python3', os.path.join(HERE, 'drag-source.py'), *arguments],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.window = desktop.poll(
            lambda: desktop.xdotool('search', '--onlyvisible', '--pid', self.process.pid),
            'window to drag from').split()[-1]

    def drag_to(self, program, x=300, y=300, let_go=True):
        desktop.xdotool('windowmove', '--sync', program.window, 0, 0)
        desktop.xdotool('windowmove', '--sync', self.window, 1000, 100)
        desktop.xdotool('windowraise', self.window)
        desktop.xdotool('mousemove', '--sync', '--window', self.window, 100, 100)
        desktop.xdotool('mousedown', 1)
        for step in range(1, 7):
            desktop.xdotool('mousemove_relative', '--sync', '--', -5, 5)
            time.sleep(0.02)
        for fraction in (0.3, 0.1, 0.05, 0.02, 0):
            desktop.xdotool('mousemove', '--window', program.window,
                            int(x + (1100 - x) * fraction), int(y + (200 - y) * fraction))
            time.sleep(0.05)
        for step in range(4):
            desktop.xdotool('mousemove_relative', '--sync', '--', 3, 2)
            time.sleep(0.03)
        # A busy window may need a moment to say that it would take this.
        try:
            desktop.poll(lambda: OVERLAY in desktop.shown(program), 'overlay')
        except desktop.Timeout:
            desktop.xdotool('mouseup', 1)
            raise
        if let_go:
            time.sleep(0.15)
            desktop.xdotool('mouseup', 1)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.process.terminate()
        self.process.wait()


def drop(program, offers, **where):
    with DragSource(**offers) as source:
        source.drag_to(program, **where)
        # The source has to live until its data is taken.
        desktop.poll(lambda: OVERLAY not in desktop.shown(program), 'end of the drag')
        yield
