#!/usr/bin/python3
# SPDX-FileCopyrightText: The Bounceback authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look at the window: nothing is blank or cut off, and everything can be read.

  test-looks.py FOLDER

Makes a part of the pictures that take-screenshots makes, keeps them in FOLDER, and
measures them. Runs inside with-session, with the program in BOUNCEBACK. Prints TAP.
"""

import collections
import functools
import gettext
import os
import subprocess
import sys
from xml.etree import ElementTree

import accessible
import desktop
import pictures

ANSWERS = pictures.ANSWERS
# Page or sort of answer, and the looks it is measured in.
WANTED = [
    ('welcome', 'light dark contrast narrow double-narrow'),
    ('answer', 'light dark contrast contrast-dark narrow double-narrow rtl-narrow de ar ja'),
    ('steps', 'light dark'),
    ('codes', 'light dark contrast'),
    ('addresses', 'light dark'),
    ('journey', 'light dark'),
    ('original', 'light dark contrast-dark narrow'),
    ('several', 'light dark narrow'),
    ('codebook-search', 'light dark contrast narrow'),
    ('preferences', 'light dark narrow'),
    ('problem', 'light dark'),
    ('blocklisted', 'light dark'),
    ('mailbox-full', 'light'),
    ('delivery-program', 'light'),
    ('waiting', 'light dark contrast contrast-dark'),
    ('success', 'light dark contrast contrast-dark'),
    ('out-of-office', 'light dark contrast contrast-dark'),
    ('fake', 'light dark contrast contrast-dark'),
    ('unclear', 'light narrow'),
]

# WCAG 2.1, 1.4.3: text of 24 pixels, or of 18.7 in bold, may do with less.
ENOUGH = 4.5
ENOUGH_FOR_LARGE = 3.0
# The box of a label of one line of such text.
LARGE_BOX = 29
# What a window with a page in it has at the least; an empty one has some tens.
FEWEST_COLOURS = 60


class Picture:
    def __init__(self, path):
        data = subprocess.run(['convert', path, '-depth', '8', 'ppm:-'], check=True,
                              stdout=subprocess.PIPE).stdout
        # P6, width and height, the largest value: a line each.
        _, size, _, self.data = data.split(b'\n', 3)
        self.width, self.height = map(int, size.split())

    def colours(self, x=0, y=0, width=None, height=None):
        """How often each colour is in a box."""
        found = collections.Counter()
        right = self.width if width is None else min(x + width, self.width)
        bottom = self.height if height is None else min(y + height, self.height)
        for row in range(max(y, 0), bottom):
            start = 3 * (row * self.width + max(x, 0))
            line = self.data[start:start + 3 * (right - max(x, 0))]
            found.update(zip(line[0::3], line[1::3], line[2::3]))
        return found


def luminance(colour):
    parts = [value / 255 for value in colour]
    parts = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
             for value in parts]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(colours):
    """The contrast of the text in a box: the most usual colour lies under it."""
    background = luminance(colours.most_common(1)[0][0])
    return max((max(background, luminance(colour)) + 0.05) /
               (min(background, luminance(colour)) + 0.05) for colour in colours)


def is_enabled(node):
    """Whether it can be used: what cannot may be faint."""
    while node is not None and desktop.role_of(node) not in ('frame', 'application'):
        if not node.had(desktop.SENSITIVE):
            return False
        node = node.parent
    return True


def words_of_path(picture, box):
    """The boxes of the words in the picture of the path, which the bus does not know."""
    x, y, width, height = box
    column = width // 5
    for left in range(x, x + 5 * column, column):
        start = None
        for row in range(y + 62, y + height + 1):
            plain = row == y + height or len(picture.colours(left, row, column, 1)) < 3
            if start is None and not plain:
                start = row
            elif start is not None and plain:
                if row - start >= 6:
                    yield left, start, column, row - start
                start = None


def texts_of(page):
    """What can be translated in an element of a template."""
    return [element.text for element in page.iter('property')
            if element.get('translatable') == 'yes']


def texts_of_hidden(language):
    """What stands on the pages that came before, and keeps its place below what is seen."""
    def template(name):
        return ElementTree.parse(os.path.join(pictures.ROOT, 'src', 'app', name)).getroot()

    words = (texts_of(template('bounce-welcome-page.ui')) +
             texts_of(template('bounce-window.ui').find(".//object[@id='busy_page']")))
    if language is not None:
        catalogue = gettext.translation('bounceback', os.path.join(pictures.build_folder(), 'po'),
                                        [language])
        words = [catalogue.gettext(text) for text in words]
    return {text.replace('_', '') for text in words}


def measure(program, picture, hidden):
    """Complain about what is hard to read."""
    colours = picture.colours()
    assert len(colours) >= FEWEST_COLOURS, f'only {len(colours)} colours: is it blank?'

    boxes = []
    nodes = [node for node in program.nodes()
             if node.role in ('label', 'image') and node.had(desktop.VISIBLE) and
             is_enabled(node) and node.name and node.name not in hidden]
    for node, box in zip(nodes, accessible.boxes(nodes)):
        if box[2] <= 0:
            continue
        if node.role == 'label':
            boxes.append((node.name, box))
        elif box[2] > 5 * box[3] // 2 and box[2] > 500:
            boxes += [('words of the path', part) for part in words_of_path(picture, box)]

    seen = 0
    faint = []
    for name, (x, y, width, height) in boxes:
        # Only what is in the picture as a whole, below the title bar.
        if x < 0 or y < 48 or x + width > picture.width or y + height > picture.height:
            continue
        found = picture.colours(x, y, width, height)
        if len(found) < 2:
            # Another page of the stack, or another window over this one.
            continue
        seen += 1
        ratio = contrast(found)
        if ratio < (ENOUGH_FOR_LARGE if height >= LARGE_BOX and len(name) < 60 else ENOUGH):
            faint.append(f'{ratio:.2f}: "{name[:60]}"')
    assert seen >= 3, f'only {seen} texts were found in the picture'
    assert not faint, 'too little contrast: ' + ', '.join(faint)


def test(folder, page, look):
    language = pictures.LOOKS[look][0].get('BOUNCEBACK_TEST_LOCALE')
    if language is not None and not pictures.has_language(language):
        raise desktop.Skip('not translated yet')

    if page in ANSWERS:
        arguments, actions = [pictures.answer_file(page)], []
    else:
        arguments, actions = pictures.PAGES[page]
    path = os.path.join(folder, f'{page}-{look}.png')

    def check(program, path):
        picture = Picture(path)
        width = pictures.LOOKS[look][1][0]
        if page != 'preferences':
            assert picture.width == width, \
                f'the window is {picture.width} wide and cannot be {width}'
        measure(program, picture, set() if page == 'welcome' else texts_of_hidden(language))

    pictures.take(path, arguments, actions, look, check)


def main():
    folder, *words = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    wanted = [(page, look) for page, looks in WANTED for look in looks.split()
              if not words or any(word in f'{page}-{look}' for word in words)]
    return desktop.run_tests([(f'{page}-{look}', functools.partial(test, folder, page, look))
                              for page, look in wanted])


sys.exit(main())
