# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Drive the window from outside, as a person with a screen reader does.

Run inside tests/app/with-session. Nothing here sleeps to wait for a result: it
polls for it, up to a limit.
"""

import atexit
import functools
import os
import shutil
import subprocess
import tempfile
import time
import traceback

# Warnings are fatal for the program that is tested, not for what looks at it: the
# accessibility bus complains while it starts.
DEBUG = os.environ.pop('G_DEBUG', None)

import Xlib.display  # noqa: E402
from Xlib import X  # noqa: E402

import accessible  # noqa: E402
from accessible import Atspi  # noqa: E402

LIMIT = float(os.environ.get('BOUNCEBACK_TEST_LIMIT', '20'))
# Roles of AT-SPI by the name that GTK 4.8 gives them.
CONTROLS = ('push button', 'toggle button', 'check box', 'text', 'entry', 'list', 'menu item')


ACTIVE, CHECKED, EXPANDABLE, FOCUSED, SENSITIVE, VISIBLE = (
    Atspi.StateType.ACTIVE, Atspi.StateType.CHECKED, Atspi.StateType.EXPANDABLE,
    Atspi.StateType.FOCUSED, Atspi.StateType.SENSITIVE, Atspi.StateType.VISIBLE)


# Goes with the test.
FOLDER = tempfile.mkdtemp(prefix='bounceback-test-')
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)


class Timeout(Exception):
    pass


class Skip(Exception):
    """Why a test cannot say anything here, which is no fault of the program."""


def run_tests(tests):
    """Run functions called test_…, or pairs of a name and a function, and say how it went.

    What is printed is the Test Anything Protocol; what is returned is the exit status.
    """
    print(f'1..{len(tests)}', flush=True)
    failures = 0
    for number, test in enumerate(tests, 1):
        name, function = test if isinstance(test, tuple) else (
            test.__name__[len('test_'):].replace('_', '-'), test)
        try:
            function()
            print(f'ok {number} - {name}', flush=True)
        except Skip as reason:
            print(f'ok {number} - {name} # SKIP {reason}', flush=True)
        except Exception:
            failures += 1
            print('\n'.join('# ' + line for line in traceback.format_exc().splitlines()))
            print(f'not ok {number} - {name}', flush=True)
    return 1 if failures else 0


def choose_tests(groups, words):
    """The tests of the groups with these names, or the tests with these names, or all."""
    tests = [test for group in groups.values() for test in group]
    if not words:
        return tests
    chosen = [test for word in words for test in groups.get(word, ())]
    return chosen or [test for test in tests if test.__name__ in words]


def write(name, data):
    """Make a file of bytes or of text in the test's folder; gives its path."""
    path = os.path.join(FOLDER, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as stream:
        stream.write(data if isinstance(data, bytes) else data.encode())
    return path


def poll(condition, what, limit=LIMIT):
    """Return the first true value of condition."""
    end = time.monotonic() + limit
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > end:
            raise Timeout(f'no {what} after {limit} s')
        time.sleep(0.03)


def xdotool(*arguments):
    return subprocess.run(['xdotool', *map(str, arguments)], check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          text=True).stdout.strip()


@functools.cache
def display():
    return Xlib.display.Display()


def pixels(window):
    """What can be seen in the place of a window, to be compared; snap() makes pictures."""
    screen = display().screen()
    box = display().create_resource_object('window', int(window)).get_geometry()
    place = screen.root.translate_coords(int(window), 0, 0)
    left, top = max(place.x, 0), max(place.y, 0)
    right = min(place.x + box.width, screen.width_in_pixels)
    bottom = min(place.y + box.height, screen.height_in_pixels)
    return screen.root.get_image(left, top, right - left, bottom - top,
                                 X.ZPixmap, 0xffffffff).data


def set_clipboard(data, mime=None):
    """Put bytes on the clipboard; xclip keeps them in a process of its own."""
    command = ['xclip', '-selection', 'clipboard', '-i']
    if mime is not None:
        command[3:3] = ['-t', mime]
    subprocess.run(command, input=data, check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)


def clipboard():
    """The text on the clipboard, or ''."""
    return subprocess.run(['xclip', '-selection', 'clipboard', '-o'], check=False,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          timeout=LIMIT).stdout.decode(errors='replace')


def role_of(node):
    return node.role if node is not None else ''


def name_of(node):
    return node.name if node is not None else ''


def is_shown(node):
    """Whether a widget is on the page that can be seen.

    SHOWING is never set in GTK 4.8, so a box with an extent is what tells. It stays with
    what was on a page that is left: this tells what comes, and not what goes.
    """
    return node.has(VISIBLE) and node.extents()[2] > 0


def shown(program, closed=()):
    """The names of all that can be seen now."""
    nodes = [node for node in program.nodes(closed=closed) if node.had(VISIBLE)]
    return [node.name for node, box in zip(nodes, accessible.boxes(nodes)) if box[2] > 0]


def command(*arguments, program=None):
    """How the program is started; under something that watches it, where that is asked for."""
    return [*os.environ.get('BOUNCEBACK_WRAPPER', '').split(),
            program or os.environ['BOUNCEBACK'], *arguments]


class Program:
    def __init__(self, *arguments, environment=None, program=None):
        self.log = tempfile.TemporaryFile('w+')
        variables = {**os.environ, **(environment or {})}
        if DEBUG is not None:
            variables['G_DEBUG'] = DEBUG
        self.process = subprocess.Popen(command(*arguments, program=program), env=variables,
                                        stdin=subprocess.DEVNULL, stdout=self.log,
                                        stderr=subprocess.STDOUT)
        try:
            self.window = poll(self._find_window, 'window')
            self.application = poll(self._find_application, 'application on the bus')
        except Timeout:
            self.process.kill()
            print(self.words())
            raise

    def _find_window(self):
        if self.process.poll() is not None:
            raise AssertionError(f'the program ended: {self.words()}')
        found = self.windows()
        return found[-1] if found else None

    def _find_application(self):
        application = accessible.application_of(self.process.pid)
        if application is not None:
            accessible.look(application)
        return application if application is not None and application.children else None

    def words(self):
        """What the program wrote to its terminal."""
        self.log.seek(0)
        return self.log.read()

    def nodes(self, within=None, closed=()):
        """All that is there now, in the order of reading; not what is in roles of closed."""
        accessible.look(self.application)
        everything = list(accessible.walk(self.application, closed))
        if within is None:
            return everything
        return [node for top in everything if top == within
                for node in accessible.walk(top, closed)]

    def find_now(self, role=None, name=None, within=None):
        for node in self.nodes(within):
            if role is not None and role_of(node) != role:
                continue
            if name is not None and name_of(node) != name:
                continue
            return node
        return None

    def find(self, role=None, name=None, within=None, limit=LIMIT):
        return poll(lambda: self.find_now(role, name, within), f'{role} "{name}"', limit)

    def names(self, role=None):
        return [name_of(node) for node in self.nodes()
                if role is None or role_of(node) == role]

    def texts(self):
        return '\n'.join(self.names())

    def wait_for_text(self, words, limit=LIMIT):
        poll(lambda: any(words in name_of(node) for node in self.nodes()), f'text "{words}"',
             limit)

    def press(self, node):
        """Press what is there to be pressed: what is still unfolding would not notice."""
        poll(lambda: is_shown(node), f'{role_of(node)} "{name_of(node)}" to be seen')
        for number, action in enumerate(node.actions()):
            if action in ('click', 'activate', 'toggle'):
                return node.do(number)
        raise AssertionError(f'{role_of(node)} "{name_of(node)}" cannot be pressed')

    def focused(self):
        return next((node for node in self.nodes() if node.had(FOCUSED)), None)

    def is_active(self):
        frames, = accessible.ask([self.application.question(accessible.ACCESSIBLE, 'GetChildren')])
        return frames and any(accessible.have([accessible.Node(*frame) for frame in frames[0]],
                                              ACTIVE))

    def key(self, *keys):
        """Press keys when the window has the focus, and knows that it has."""
        xdotool('windowfocus', '--sync', self.window)
        poll(self.is_active, 'focus')
        xdotool('key', '--clearmodifiers', *keys)

    def resize(self, width, height):
        xdotool('windowsize', self.window, width, height)

    def windows(self):
        """All that the program has on the screen."""
        return xdotool('search', '--onlyvisible', '--pid', self.process.pid).split()

    def snap(self):
        """The window's picture, as PNG."""
        return subprocess.run(['import', '-window', self.window, 'png:-'], check=True,
                              stdout=subprocess.PIPE).stdout

    def wait_for_quiet(self):
        """Wait until the window looks the same twice in a row."""
        xdotool('mousemove', 0, 0)
        before = None
        for _ in range(60):
            after = pixels(self.window)
            if after == before:
                return
            before = after
            time.sleep(0.15)

    def picture(self, path):
        self.wait_for_quiet()
        with open(path, 'wb') as stream:
            stream.write(self.snap())

    def is_running(self):
        return self.process.poll() is None

    def close(self):
        """Close the window as people do, and return the exit status."""
        if self.is_running():
            self.key('alt+F4')
            try:
                self.process.wait(LIMIT)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise
        return self.process.returncode

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None and self.is_running():
            print('# the window shows:', '; '.join(shown(self))[:1500].replace('\n', ' '))
            self.process.kill()
            self.process.wait()
            print('# the program said:', self.words())
            return
        status = self.close()
        said = self.words()
        assert status == 0, f'exit status {status}: {said}'
        assert said == '', f'the program said: {said}'
