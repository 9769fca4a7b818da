# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""The pages of the window, the looks it can have, and pictures of both.

For take-screenshots, which makes them for people to look at, and for test-looks.py,
which looks at a part of them by itself.
"""

import functools
import os
import re
import socket
import subprocess
import sys
import time

import desktop
import online

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.append(os.path.join(ROOT, 'tests'))
import locales  # noqa: E402

DATA = os.path.join(ROOT, 'tests', 'data')
EXAMPLE = os.path.join(ROOT, 'src', 'app', 'bounce-example.eml')

DARK = {'ADW_DEBUG_COLOR_SCHEME': 'prefer-dark'}
CONTRAST = {'ADW_DEBUG_HIGH_CONTRAST': '1'}
RTL = {'GTK_DEBUG': 'invert-text-dir'}

# Name: environment, size, and the dots an inch that stand for the size of text.
LOOKS = {
    'light': ({}, (1000, 800), 96),
    'dark': (DARK, (1000, 800), 96),
    'contrast': (CONTRAST, (1000, 800), 96),
    'contrast-dark': ({**DARK, **CONTRAST}, (1000, 800), 96),
    'narrow': ({}, (360, 720), 96),
    'narrow-dark': (DARK, (360, 720), 96),
    'large': ({}, (1000, 800), 144),
    'double': ({}, (1000, 800), 192),
    'double-narrow': ({}, (480, 800), 192),
    'rtl': (RTL, (1000, 800), 96),
    'rtl-narrow': (RTL, (360, 720), 96),
}
for language in locales.LOCALES:
    spoken = {'BOUNCEBACK_TEST_LOCALE': language}
    LOOKS[language] = (spoken, (1000, 800), 96)
    LOOKS[f'{language}-narrow'] = (spoken, (360, 720), 96)


def sample(name):
    return os.path.join(DATA, name)


def build_folder():
    """Where the program was built: src/app/bounceback lies there."""
    program = os.path.abspath(os.environ['BOUNCEBACK'])
    return os.path.dirname(os.path.dirname(os.path.dirname(program)))


def has_language(language):
    """Whether the program speaks a language: its catalogue was built."""
    return os.path.exists(os.path.join(build_folder(), 'po', language, 'LC_MESSAGES',
                                       'bounceback.mo'))


def speak(environment):
    """Replace the language that a look asks for by the locale that gives it."""
    language = environment.get('BOUNCEBACK_TEST_LOCALE')
    if language is None:
        return environment
    return {**{key: value for key, value in environment.items()
               if key != 'BOUNCEBACK_TEST_LOCALE'},
            **locales.environment(build_folder(), language)}


# ---- What leads to a page ------------------------------------------------------------------

def answer_sections(program):
    """The buttons that unfold what is folded away, in their order; whatever the language."""
    return [node for node in program.nodes() if desktop.role_of(node) == 'push button' and
            node.has(desktop.EXPANDABLE)]


def unfold(number, clicks=None):
    """Unfold the section of this number and scroll, where nothing is said to the end."""
    def act(program):
        sections = desktop.poll(lambda: answer_sections(program), 'sections')
        program.press([s for s in sections if desktop.is_shown(s)][number])
        program.wait_for_quiet()
        if clicks is not None:
            scroll_down(program, clicks)
            return
        program.key('End')
        # The page goes to the end only when the section has its height.
        for _ in range(3):
            scroll_down(program)
    return act


def scroll_down(program, clicks=40):
    desktop.xdotool('mousemove', '--window', program.window, 30, 300)
    desktop.xdotool('click', '--repeat', clicks, '--delay', '5', '5')


def scroll_to_steps(program):
    scroll_down(program, 6)


def choose_recipient(program):
    lists = [node for node in program.nodes() if desktop.role_of(node) == 'list' and
             desktop.is_shown(node)]
    rows = [node for one in lists for node in program.nodes(one)
            if desktop.role_of(node) == 'list item' and node.actions()]
    program.press(rows[0])


def search(words):
    def act(program):
        program.key('ctrl+l')
        desktop.poll(lambda: any(desktop.role_of(node) == 'entry' and desktop.is_shown(node)
                                 for node in program.nodes()), 'search of the code book')
        desktop.xdotool('type', words)
    return act


def press_key(*keys):
    def act(program):
        program.key(*keys)
    return act


def preferences(program):
    program.key('ctrl+comma')
    program.wait_for_quiet()
    # A window of its own, over the first one.
    program.picture_window = desktop.poll(
        lambda: [window for window in program.windows() if window != program.window],
        'preferences')[-1]


def show_addresses(program):
    online.unfold(program)
    program.wait_for_quiet()
    program.key('End')
    for _ in range(3):
        scroll_down(program)


ASKING = 'Asking the blocklists…'


def ask(question, until=None):
    """Press the button; agree where something is waited for, else stay at the dialog."""
    def act(program):
        online.press(program, question)
        if until is None:
            program.picture_window = desktop.poll(
                lambda: [window for window in program.windows() if window != program.window],
                'dialog')[-1]
            return
        online.answer(program, 'Ask Now')
        program.wait_for_text(until)
        if until == ASKING:
            # Quick, before time is up.
            program.early_picture = program.snap()
        else:
            scroll_down(program, 6 if question == online.DOMAIN else 40)
    return act


# Every page, with the actions that lead to it from the start.
PAGES = {
    'welcome': ([], []),
    'answer': ([EXAMPLE], []),
    'steps': ([EXAMPLE], [scroll_to_steps]),
    'codes': ([EXAMPLE], [unfold(0, 9)]),
    'addresses': ([EXAMPLE], [unfold(1)]),
    'journey': ([EXAMPLE], [unfold(2)]),
    'original': ([EXAMPLE], [unfold(3)]),
    'several': ([sample('several-recipients.eml')], [scroll_to_steps]),
    'codebook': ([], [search('')]),
    'codebook-search': ([], [search('550 5.1.1')]),
    'codebook-nothing': ([], [search('zzz')]),
    'problem': ([sample('empty.txt')], []),
    'preferences': ([], [preferences]),
}
# Answers of every sort; each severity, each party, and what is not clear.
ANSWERS = {
    'blocklisted': 'postfix-blocklisted.eml',        # permanent, your provider
    'unknown-user': 'postfix-unknown-user.eml',      # permanent, you
    'mailbox-full': 'exim-mailbox-full.eml',         # permanent, recipient
    'delivery-program': 'stories/delivery-program-dovecot.eml',  # permanent, their provider
    'unclear': 'fragment-code.txt',
    'likely': 'stories/only-571-without-words.eml',
    'delay': 'postfix-delay.eml',                    # temporary, nobody
    'waiting': None,                                 # the same, and not over yet
    'success': 'postfix-success.eml',
    'out-of-office': 'out-of-office.eml',            # info
    'backscatter': 'backscatter.eml',                # suspicious, third party
    'fake': 'fake-bounce.eml',
    'list': 'mailman-refused.eml',
    'complaint': 'arf-complaint.eml',
    'ordinary': 'ordinary.eml',
    'dmarc': 'postfix-gmail-dmarc.eml',
    'too-big': 'sendmail-too-big.eml',
    'mbox': 'three.mbox',
    'picture': 'picture.jpg',
}


# Of online checks, with the service that is asked; they need the servers of with-testbed.
ONLINE = {
    'check': (online.blocked, online.LISTED, [show_addresses]),
    'check-consent': (online.blocked, online.LISTED, [show_addresses, ask(online.LISTS)]),
    'check-consent-registry': (online.blocked, online.LISTED,
                               [show_addresses, ask(online.REGISTRY)]),
    'check-consent-domain': (online.no_domain, 'missing.mail.test', [ask(online.DOMAIN)]),
    'check-asking': (online.blocked, online.LISTED,
                     [show_addresses, ask(online.LISTS, ASKING)]),
    'check-listed': (online.blocked, online.LISTED,
                     [show_addresses, ask(online.LISTS, 'have this address.')]),
    'check-not-listed': (online.blocked, online.CLEAN,
                         [show_addresses, ask(online.LISTS, 'that answered')]),
    'check-no-answer': (online.blocked, online.LISTED,
                        [show_addresses, ask(online.LISTS, 'No blocklist answered')]),
    'check-failed': (online.blocked, online.LISTED,
                     [show_addresses, ask(online.LISTS, 'Nobody could be reached.')]),
    'check-registry': (online.blocked, online.LISTED,
                       [show_addresses, ask(online.REGISTRY, 'runs this address.')]),
    'check-domain': (online.no_domain, 'missing.mail.test',
                     [ask(online.DOMAIN, 'There is no domain')]),
    'check-special': (online.blocked, '203.0.113.9', [show_addresses]),
    'check-advice': (online.blocked, online.LISTED,
                     [show_addresses, ask(online.LISTS, 'have this address.'),
                      press_key('Home'), scroll_to_steps]),
}
SERVICES = {
    'check-no-answer': 'https://doh.test:8460/empty',
    'check-failed': 'https://doh.test:9/dns-query',
}


@functools.cache
def silent_server():
    """Somebody who listens and never says anything."""
    return socket.create_server(('127.0.0.1', 0))


def online_page(page):
    """The file and the actions of a page, once the service that it needs is chosen."""
    write, subject, actions = ONLINE[page]
    service = SERVICES.get(page, online.SERVICE)
    if page == 'check-asking':
        service = f'https://doh.test:{silent_server().getsockname()[1]}/dns-query'
    online.choose_service(service)
    return [write(subject)], actions


def waiting():
    """A delay that is tried for two more days, whenever the picture is made."""
    with open(sample('postfix-delay.eml'), encoding='utf-8') as stream:
        text = stream.read()
    until = time.strftime('%a, %d %b %Y 14:00:00 +0000', time.gmtime(time.time() + 2 * 86400))
    text = re.sub(r'(?m)^Will-Retry-Until:.*$', f'Will-Retry-Until: {until}', text)
    path = os.path.join(os.environ['HOME'], 'waiting.eml')
    with open(path, 'w', encoding='utf-8') as stream:
        stream.write(text)
    return path


def answer_file(name):
    return waiting() if name == 'waiting' else sample(ANSWERS[name])


def take(path, arguments, actions, look, check=None):
    """Make a picture of a page in a look; check is called while it is shown."""
    environment, size, dpi = LOOKS[look]
    subprocess.run(['xrdb', '-merge'], input=f'Xft.dpi: {dpi}\n', text=True, check=True)
    with desktop.Program(*arguments, environment=speak(environment)) as program:
        program.resize(*size)
        program.wait_for_quiet()
        for act in actions:
            act(program)
        program.wait_for_quiet()
        first = program.window
        program.window = getattr(program, 'picture_window', first)
        program.picture(path)
        if hasattr(program, 'early_picture'):
            with open(path, 'wb') as stream:
                stream.write(program.early_picture)
        if check is not None:
            check(program, path)
        if program.window != first:
            # It is modal: the first window cannot be closed under it.
            # A dialog does not say that it is active.
            desktop.xdotool('windowfocus', '--sync', program.window)
            desktop.xdotool('key', 'Escape')
            desktop.poll(lambda: program.windows() == [first], 'end of the second window')
        program.window = first
