#!/usr/bin/python3
# SPDX-FileCopyrightText: The Bounceback authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ask online as people do, from outside: the buttons, the consent, the answers.

  test-online.py [NAME…]

Runs inside tests/net/with-testbed and with-session, with the program in BOUNCEBACK: the
one whose world is the test bed. Prints TAP.
"""

import os
import sys

import desktop
from online import (CLEAN, DOMAIN, LISTED, LISTS, REGISTRY, answer, blocked, choose_service,
                    find_shown, no_domain, press, toggle, unfold)


def count_queries():
    """What the servers wrote down, but for the questions about their own health."""
    n_queries = 0
    for name in ('dnsdist', 'rbldnsd', 'unbound', 'nginx'):
        path = os.path.join(os.environ['TEST_FOLDER'], name + '.queries')
        with open(path, encoding='utf-8', errors='replace') as stream:
            n_queries += sum(1 for line in stream if 'health.bl.test' not in line
                             and (name != 'unbound' or ' IN' in line))
    return n_queries


def wait_for_consent(program, heading):
    program.wait_for_text(heading)


def test_nothing_before_consent():
    before = count_queries()
    with desktop.Program(blocked(LISTED)) as program:
        unfold(program)
        press(program, LISTS)
        wait_for_consent(program, 'Ask whether this address is on a blocklist?')
        assert LISTED in program.texts()
        answer(program, 'Do Not Ask')
        program.find('push button', LISTS)
    assert count_queries() == before, 'something was sent'


def test_listed():
    with desktop.Program(blocked(LISTED)) as program:
        unfold(program)
        press(program, LISTS)
        wait_for_consent(program, 'Ask whether this address is on a blocklist?')
        answer(program, 'Ask Now')
        program.wait_for_text('blocklists have this address.')
        program.wait_for_text('https://bl.test/removal')
        program.wait_for_text('In the words of the list:')
        # The advice stands with the steps, where the person reads first.
        program.wait_for_text('What asking has shown')
        program.wait_for_text('this is why the mail came back')


def test_answer_has_focus():
    with desktop.Program(blocked(LISTED)) as program:
        unfold(program)
        find_shown(program, LISTS, 'push button')
        desktop.xdotool('windowfocus', '--sync', program.window)
        toggle(program, LISTS, 'push button')
        answer(program, 'Ask Now')

        def is_read_out():
            node = program.focused()
            return node is not None and 'blocklists have this address.' in desktop.name_of(node)
        desktop.poll(is_read_out, 'focus on the answer')


def test_not_listed():
    with desktop.Program(blocked(CLEAN)) as program:
        unfold(program)
        press(program, LISTS)
        answer(program, 'Ask Now')
        program.wait_for_text('blocklists that answered has this address.')
        program.wait_for_text('is no longer on the list')


def test_registry():
    with desktop.Program(blocked(LISTED)) as program:
        unfold(program)
        press(program, REGISTRY)
        wait_for_consent(program, 'Ask who runs this address (whois)?')
        program.wait_for_text('The Internet registry of its region')
        answer(program, 'Ask Now')
        program.wait_for_text('runs this address.')


def test_domain():
    with desktop.Program(no_domain('missing.mail.test')) as program:
        press(program, DOMAIN)
        wait_for_consent(program, 'Ask whether this domain takes mail?')
        answer(program, 'Ask Now')
        program.wait_for_text('There is no domain missing.mail.test.')


def test_remembered_until_taken_back():
    with desktop.Program(blocked(LISTED)) as program:
        unfold(program)
        press(program, REGISTRY)
        wait_for_consent(program, 'Ask who runs this address (whois)?')
        toggle(program, 'Remember this and ask at once next time. You can take it back in the '
                        'preferences.', 'check box')
        answer(program, 'Ask Now')
        program.wait_for_text('runs this address.')
        press(program, 'Ask again')
        program.wait_for_text('runs this address.')
        assert 'Nothing is sent before you agree.' not in program.texts()

        program.key('ctrl+comma')
        toggle(program, 'Internet registries (whois)', 'check box')
        # A switch needs a moment to get to its other end.
        desktop.poll(lambda: not find_shown(program, 'Internet registries (whois)', 'check box')
                     .has(desktop.CHECKED), 'switch that is off')
        desktop.xdotool('key', 'Escape')
        desktop.poll(lambda: len(program.windows()) == 1, 'end of the preferences')
        press(program, 'Ask again')
        program.wait_for_text('Nothing is sent before you agree.')
        answer(program, 'Do Not Ask')


def test_special_addresses():
    with desktop.Program(blocked('203.0.113.9')) as program:
        unfold(program)
        program.wait_for_text('so there is nobody to ask about it.')
        buttons = [desktop.name_of(node) for node in program.nodes() if desktop.is_shown(node)
                   and desktop.role_of(node) == 'push button']
        assert LISTS not in buttons, buttons


def test_closed_while_asking():
    with desktop.Program(blocked(LISTED)) as program:
        unfold(program)
        press(program, LISTS)
        answer(program, 'Ask Now')


def main():
    choose_service()
    tests = [function for name, function in globals().items() if name.startswith('test_')]
    return desktop.run_tests(desktop.choose_tests({'all': tests}, sys.argv[1:]))


sys.exit(main())
