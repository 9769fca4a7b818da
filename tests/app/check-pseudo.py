# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Look for words that no translation reaches, and for words that have no room.

  check-pseudo.py PROGRAM LIBRARY [WORD…]

A catalogue is made in the build folder in which each sentence stands in brackets, with
accents, and 40 % longer than in English. The pages of pictures.py are shown with it, 360
pixels wide; texts without brackets, that are neither names nor words of the mail, and
labels that are cut off make it fail. Only pages whose names hold a word are shown, where
words are given. LIBRARY is what preload-labels.c was built into.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))

LANGUAGE = 'en_XA'
OPEN, CLOSE = '⟦', '⟧'
ACCENTS = str.maketrans('AaCcDdEeGgHhIiJjKkLlNnOoRrSsTtUuWwYyZz',
                        'ÅåÇçÐðÉéĜĝĤĥÎîĴĵĶķĻļÑñÖöŔŕŠšŢţÛûŴŵÝýŽž')
# An escape, a place for a value, a mnemonic, an element, or one letter.
PIECE = re.compile(r'\\.|%[^a-zA-Z%]*(?:[a-z]+|[A-Z%])|_(?=\w)|<[^>]*>|.')
LONGER = 0.4
WIDTH = 360
WORD_LENGTH = 7

LETTERS = re.compile(r'[A-Za-z]{2,}')
SPAN = re.compile(f'{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}')
# Names, which are the same in every language, and words of GTK and libadwaita, which
# have catalogues of their own.
NAMES = re.compile(r'Bounceback|RFC \d+|X-?[A-Z]\w+|kB|MB|UTC|Quad9|Cloudflare|Google|DNS|'
                   r'Digitale Gesellschaft|IPv6|IPv4|CSV|JSON|'
                   r'(?:[\w-]+\.)+[a-z]{2,}|\S+@\S+|https?://\S+|'
                   r'\dxx|(?<=\.)X|X(?=\.)|'
                   # A time as the locale itself writes it.
                   r'[A-Z][a-z]{2} \d+ [A-Z][a-z]{2} \d{4} [\d:]+ [AP]M UTC')
# What has no name is called by its class; other tests look for controls among those.
CLASS = re.compile(r'(?:Adw|Bounce|Gtk)[A-Z]\w+')
TOOLKIT = {'Close', 'Minimize', 'Maximize', 'Restore', 'Clear Entry', 'Clear entry'}


def lengthen(text):
    """A sentence, as it stands between quotation marks in a catalogue."""
    if text == 'Bounceback':
        return text
    end = '\\n' if text.endswith('\\n') else ''
    text = text[:len(text) - len(end)]
    pieces = [piece if len(piece) > 1 or piece == '_' else piece.translate(ACCENTS)
              for piece in PIECE.findall(text)]
    rest = max(2, round(len(text) * LONGER))
    filling = ''.join(' ' if i % WORD_LENGTH == 0 else 'ø' for i in range(rest))
    return f'{OPEN}{"".join(pieces)}{filling}{CLOSE}{end}'


def make_catalogue(build):
    """Make the catalogue of all of POTFILES.in, and give the folder that holds it."""
    folder = os.path.join(build, 'tests', 'pseudo')
    place = os.path.join(folder, LANGUAGE, 'LC_MESSAGES')
    os.makedirs(place, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        template = os.path.join(scratch, 'template.pot')
        filled = os.path.join(scratch, 'filled.po')
        subprocess.run(['xgettext', f'--directory={ROOT}',
                        f'--files-from={ROOT}/po/POTFILES.in', '--from-code=UTF-8',
                        f'--output={template}', '--keyword=_', '--keyword=N_',
                        '--keyword=C_:1c,2', '--keyword=NC_:1c,2', '--keyword=ngettext:1,2',
                        '--keyword=g_dngettext:2,3'], check=True)
        text = subprocess.run(['msgen', '--no-wrap', '--no-location', '--lang=en', template],
                              check=True, stdout=subprocess.PIPE, text=True).stdout
        head, *entries = text.split('\n\n')
        head = head.replace('charset=CHARSET', 'charset=UTF-8')
        with open(filled, 'w', encoding='utf-8') as stream:
            stream.write(head + '\n\n')
            for entry in entries:
                # A text of several lines stands in several strings.
                entry = re.sub(r'"\n"', '', entry)
                stream.write(re.sub(r'(?m)^(msgstr(?:\[\d\])? )"(.*)"$',
                                    lambda found: f'{found[1]}"{lengthen(found[2])}"', entry))
                stream.write('\n\n')
        subprocess.run(['msgfmt', '--check-format',
                        f'--output-file={place}/bounceback.mo', filled], check=True)
    return folder


def words_of(arguments):
    """What the mails of a page say, which nobody translates."""
    text = ''
    for path in arguments:
        with open(path, 'rb') as stream:
            text += stream.read().decode('utf-8', 'replace')
    return ' '.join(text.split())


def width_of(picture):
    """How wide a PNG file is: its head says so."""
    with open(picture, 'rb') as stream:
        return int.from_bytes(stream.read(20)[16:], 'big')


def is_english(text, mail):
    """Whether words stand there that are neither translated, nor a name, nor the mail's."""
    text = ''.join(sign for sign in text if sign not in '\u2066\u2067\u2068\u2069')
    while SPAN.search(text):
        text = SPAN.sub('\n', text)
    for left in text.splitlines():
        if ' '.join(left.split()).strip(' .:;,()') in mail:
            continue
        if LETTERS.search(NAMES.sub('', left)) and left.strip() not in TOOLKIT:
            return True
    return False


def look_at(program, report, mail):
    """Yield what is wrong with what is shown now."""
    import desktop
    if os.path.exists(report):
        os.remove(report)
    program.process.send_signal(signal.SIGUSR1)

    def read():
        if not os.path.exists(report):
            return None
        with open(report, encoding='utf-8') as stream:
            text = stream.read()
        return text if text.endswith('end\t\n') else None

    seen = 0
    for line in desktop.poll(read, 'report of the labels').splitlines():
        what, _, words = line.partition('\t')
        words = re.sub(r'\\([0-7]{3}|.)', lambda found: chr(int(found[1], 8))
                       if len(found[1]) == 3 else {'n': '\n', 't': '\t'}.get(found[1], found[1]),
                       words).encode('latin-1', 'replace').decode('utf-8', 'replace')
        seen += what == 'words'
        if what in ('words', 'tooltip'):
            if is_english(words, mail):
                yield f'no translation: {what} "{words}"'
        elif what != 'end' and OPEN in words:
            yield f'{what}: "{words}"'
    for name in {desktop.name_of(node) for node in program.nodes() if desktop.is_shown(node)}:
        if not CLASS.fullmatch(name) and is_english(name, mail):
            yield f'no translation: accessible name "{name}"'
    if seen < 3:
        yield f'only {seen} texts were found'


def main():
    program, library, *words = sys.argv[1:]
    os.environ['BOUNCEBACK'] = os.path.abspath(program)
    sys.path[:0] = [HERE, os.path.dirname(HERE)]
    import locales
    import pictures

    build = pictures.build_folder()
    failures = 0
    with tempfile.TemporaryDirectory() as folder:
        report = os.path.join(folder, 'labels')
        pictures.LOOKS['pseudo'] = ({**locales.environment(build, LANGUAGE,
                                                           make_catalogue(build)),
                                     'LD_PRELOAD': os.path.abspath(library),
                                     'BOUNCEBACK_TEST_LABELS': report}, (WIDTH, 720), 96)
        pages = {**pictures.PAGES,
                 **{f'answer-{name}': ([pictures.answer_file(name)], [])
                    for name in pictures.ANSWERS}}
        for name, (arguments, actions) in pages.items():
            if words and not any(word in name for word in words):
                continue
            found = []
            mail = words_of(arguments)
            picture = os.path.join(build, 'tests', 'pseudo', name + '.png')
            try:
                pictures.take(picture, arguments, actions, 'pseudo',
                              lambda program, _: found.extend(look_at(program, report, mail)))
                # The preferences have a window of their own.
                if name != 'preferences' and width_of(picture) != WIDTH:
                    found.append(f'the window is {width_of(picture)} wide, not {WIDTH}')
            except Exception as error:  # The other pages are still to be looked at.
                found.append(f'not reached: {error!r}')
            print(f'{name}: {len(found)}', flush=True)
            for complaint in dict.fromkeys(found):
                print('  ' + complaint, flush=True)
            failures += len(found)
    return 1 if failures else 0


sys.exit(main())
