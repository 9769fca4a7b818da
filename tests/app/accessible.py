# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Read a program's widgets over the accessibility bus, a whole tree at a time.

Libraries for this ask one thing after the other, and a window of two hundred widgets
takes a thousand answers, each of which waits for the program to have a moment. Here one
answer tells of all what they are, and what else is asked is on its way at once.
"""

import functools

import gi

gi.require_version('Atspi', '2.0')
from gi.repository import Atspi, Gio, GLib  # noqa: E402

ACCESSIBLE = 'org.a11y.atspi.Accessible'
ACTION = 'org.a11y.atspi.Action'
CACHE = ('/org/a11y/atspi/cache', 'org.a11y.atspi.Cache', 'GetItems', None)
COMPONENT = 'org.a11y.atspi.Component'
TEXT = 'org.a11y.atspi.Text'
PROPERTIES = 'org.freedesktop.DBus.Properties'
REGISTRY = ('org.a11y.atspi.Registry', '/org/a11y/atspi/accessible/root')
# Of one answer, in milliseconds: a program that reads 40 MB may be busy for a while.
ANSWER_LIMIT = 20000
# Coordinates count from the window's corner.
WINDOW = 1


@functools.cache
def connection():
    session = Gio.bus_get_sync(Gio.BusType.SESSION)
    address, = session.call_sync('org.a11y.Bus', '/org/a11y/bus', 'org.a11y.Bus', 'GetAddress',
                                 None, None, Gio.DBusCallFlags.NONE, -1, None).unpack()
    return Gio.DBusConnection.new_for_address_sync(
        address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT |
        Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)


def ask(questions):
    """Send all of (bus name, path, interface, method, arguments) and return the answers.

    The answer of a widget that is gone is None.
    """
    answers = [None] * len(questions)
    missing = len(questions)

    def answered(bus, result, number):
        nonlocal missing
        missing -= 1
        try:
            answers[number] = bus.call_finish(result).unpack()
        except GLib.Error:
            pass

    for number, (name, path, interface, method, arguments) in enumerate(questions):
        connection().call(name, path, interface, method, arguments, None,
                          Gio.DBusCallFlags.NO_AUTO_START, ANSWER_LIMIT, None, answered, number)
    while missing:
        GLib.MainContext.default().iteration(True)
    return answers


class Node:
    """A widget as it was when it was looked at; its methods ask again."""

    def __init__(self, name, path):
        self.address = (name, path)
        self.name = ''
        self.role = ''
        self.states = 0
        self.parent = None
        self.children = []

    def __eq__(self, other):
        return isinstance(other, Node) and self.address == other.address

    def __hash__(self):
        return hash(self.address)

    def question(self, interface, method, arguments=None):
        return (*self.address, interface, method, arguments)

    def call(self, interface, method, arguments=None):
        """What a method answers; nothing but None where the widget is gone."""
        answer, = ask([self.question(interface, method, arguments)])
        return answer[0] if answer else None

    def property(self, interface, name):
        return self.call(PROPERTIES, 'Get', GLib.Variant('(ss)', (interface, name)))

    def has(self, state):
        return have([self], state)[0]

    def had(self, state):
        """Whether it was in a state when it was looked at."""
        return bool(self.states >> int(state) & 1)

    # ---- Where it is and what can be done with it

    def extents(self):
        """Its box: x, y, width, height; without a size where it is not there to be seen."""
        return (self.call(COMPONENT, 'GetExtents', GLib.Variant('(u)', (WINDOW,)))
                or (0, 0, 0, 0))

    def actions(self):
        count = self.property(ACTION, 'NActions') or 0
        return [self.call(ACTION, 'GetName', GLib.Variant('(i)', (i,))) for i in range(count)]

    def do(self, number):
        return self.call(ACTION, 'DoAction', GLib.Variant('(i)', (number,)))

    # ---- A text and what is chosen in it

    def text(self, start=0, end=None):
        if end is None:
            # An entry does not know that -1 is its end.
            end = self.property(TEXT, 'CharacterCount') or 0
        return self.call(TEXT, 'GetText', GLib.Variant('(ii)', (start, end))) or ''

    def selection(self):
        """The words that are chosen, or ''."""
        if self.call(TEXT, 'GetNSelections') != 1:
            return ''
        answer, = ask([self.question(TEXT, 'GetSelection', GLib.Variant('(i)', (0,)))])
        return self.text(*answer) if answer else ''


@functools.cache
def role_name(number):
    return Atspi.role_get_name(Atspi.Role(number))


def joined(states):
    """The states of a widget, of which the bus tells in two words."""
    low, high = states
    return high << 32 | low


def ask_tree(nodes):
    """Fill nodes with what they are now, and their children with the same."""
    while nodes:
        answers = ask(
            [node.question(PROPERTIES, 'Get', GLib.Variant('(ss)', (ACCESSIBLE, 'Name')))
             for node in nodes] +
            [node.question(ACCESSIBLE, 'GetRole') for node in nodes] +
            [node.question(ACCESSIBLE, 'GetState') for node in nodes] +
            [node.question(ACCESSIBLE, 'GetChildren') for node in nodes])
        level = []
        for node, name, role, states, children in zip(
                nodes, *(answers[i:i + len(nodes)] for i in range(0, len(answers), len(nodes)))):
            node.name = name[0] if name else ''
            node.role = role_name(role[0]) if role else ''
            node.states = joined(states[0]) if states else 0
            node.children = [Node(*address) for address in (children[0] if children else ())]
            for child in node.children:
                child.parent = node
            level += node.children
        nodes = level


def look(application):
    """Fill the node of a program with all that it has now.

    What each widget is and how many are in it one question tells of all, which GTK answers
    from what it keeps for screen readers. Which ones they are has to be asked where there
    are any: what was hidden is still kept, and what is new may not be yet.
    """
    answer, = ask([(application.address[0], *CACHE)])
    nodes = {application.address: application}
    # Of its windows the program does not tell how many there are.
    parents = [application]
    for address, _, _, _, count, _, name, role, _, states in answer[0] if answer else ():
        node = nodes.setdefault(address, Node(*address))
        node.name = name
        node.role = role_name(role)
        node.states = joined(states)
        if count and node is not application:
            parents.append(node)

    new = []
    for node, children in zip(parents, ask([node.question(ACCESSIBLE, 'GetChildren')
                                            for node in parents])):
        node.children = []
        for address in children[0] if children else ():
            child = nodes.get(address)
            if child is None:
                child = Node(*address)
                new.append(child)
            child.parent = node
            node.children.append(child)
    ask_tree(new)


def walk(node, closed=()):
    """A node and what is in it, in the order of reading; not what is in roles of closed."""
    yield node
    if node.role not in closed:
        for child in node.children:
            yield from walk(child, closed)


def have(nodes, state):
    """Whether each of many nodes is in a state now."""
    return [bool(answer and joined(answer[0]) >> int(state) & 1)
            for answer in ask([node.question(ACCESSIBLE, 'GetState') for node in nodes])]


def boxes(nodes):
    """The boxes of many nodes at once."""
    answers = ask([node.question(COMPONENT, 'GetExtents', GLib.Variant('(u)', (WINDOW,)))
                   for node in nodes])
    return [answer[0] if answer else (0, 0, 0, 0) for answer in answers]


def application_of(process):
    """The program with this number of a process, once it is on the bus."""
    answer, = ask([(*REGISTRY, ACCESSIBLE, 'GetChildren', None)])
    for name, path in answer[0] if answer else ():
        number, = ask([('org.freedesktop.DBus', '/org/freedesktop/DBus', 'org.freedesktop.DBus',
                        'GetConnectionUnixProcessID', GLib.Variant('(s)', (name,)))])
        if number and number[0] == process:
            return Node(name, path)
    return None
