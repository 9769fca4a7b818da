#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""How the cost of one message grows with its size, against bare GMime.

  growth.py BARE-GMIME BOUNCEBACK-CLI FOLDER [SHAPE…]

Each shape is read in two sizes, one four times the other and both below the limits of
what is read, each COPIES times in one run; the time for as many empty files is taken
off. What four times the bytes cost more than four times as much is growth; ours is
divided by GMime's.
"""

import os
import sys

import bench

SMALL = 128 * 1024
FACTOR = 4
COPIES = 32
FROM = 'From sender@example.org Thu Jan  1 00:00:00 2026\n'
NOTICE = ('From: MAILER-DAEMON@example.org\nTo: ann@example.org\n'
          'Subject: Undelivered Mail Returned to Sender\nMIME-Version: 1.0\n')
TEXT = NOTICE + '\nThis is the mail system at host mx.example.org.\n\n'
MIXED = NOTICE + 'Content-Type: multipart/mixed; boundary=b\n\n'
STATUS = (NOTICE + 'Content-Type: multipart/report; report-type=delivery-status; boundary=b\n\n'
          '--b\n\nIt could not be delivered.\n\n--b\nContent-Type: message/delivery-status\n\n'
          'Reporting-MTA: dns; mx.example.org\n\n')


def repeat(head, piece, size, tail=''):
    """A piece again and again; "%u" in it is its number."""
    out = [head]
    length = number = 0
    while length < size:
        text = piece.replace('%u', str(number))
        out.append(text)
        length += len(text)
        number += 1
    return ''.join(out) + tail


def nest(size):
    """Multiparts inside of each other, as many as the size allows."""
    depth = size // 120
    opened = [f'Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n' for i in range(depth)]
    return NOTICE + ''.join(opened) + '\nIt could not be delivered.\n'


SHAPES = {
    'mbox': lambda size: repeat('', FROM + TEXT + '<bob%u@example.net>: host mx.example.net'
                                '[192.0.2.1] said: 550 5.1.1 user unknown\n\n', size),
    'words': lambda size: repeat(TEXT, 'Nobody reads all of these words to their end.\n', size),
    'long-line': lambda size: repeat(TEXT, 'word ', size),
    'nesting': nest,
    'parts': lambda size: repeat(MIXED, '--b\nContent-Type: text/plain\n\nwords\n', size),
    'headers': lambda size: repeat('', 'X-Some-Field: some value of it\n', size, TEXT),
    'recipients': lambda size: repeat(STATUS, 'Final-Recipient: rfc822; bob%u@example.net\n'
                                      'Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; '
                                      '550 5.1.1 user unknown\n\n', size),
    'codes': lambda size: repeat(TEXT, '550 5.1.1 451 4.7.1 ', size),
}


def measure_shape(bare, cli, folder, name):
    files = {}
    for times in (0, 1, FACTOR):
        path = os.path.join(folder, f'growth-{times}.{"mbox" if name == "mbox" else "eml"}')
        with open(path, 'w', encoding='utf-8') as file:
            file.write(SHAPES[name](SMALL * times) if times > 0 else '')
        files[times] = path

    commands = {}
    for times, path in files.items():
        commands['bare', times] = [bare] + [path] * COPIES
        commands['json', times] = [cli, '--json'] + [path] * COPIES
    seconds = bench.measure(commands)
    for path in files.values():
        os.remove(path)

    growth = {who: (seconds[who, FACTOR] - seconds[who, 0]) /
                   (seconds[who, 1] - seconds[who, 0]) / FACTOR for who in ('bare', 'json')}
    return {'growth': growth, 'ratio': growth['json'] / growth['bare'],
            'seconds': {f'{who}-{times}': value for (who, times), value in seconds.items()}}


def main():
    bare, cli, folder = sys.argv[1:4]
    results = {}
    print('shape         GMime    ours   ratio   (to reach: at most 1.10)')
    for name in sys.argv[4:] or SHAPES:
        results[name] = measure_shape(bare, cli, folder, name)
        growth = results[name]['growth']
        print(f'{name:12} {growth["bare"]:6.2f}  {growth["json"]:6.2f}  '
              f'{results[name]["ratio"]:6.2f}', flush=True)
    bench.finish('growth', folder, {'bytes': SMALL, 'factor': FACTOR, 'budget': 1.1, 'shapes': results})


if __name__ == '__main__':
    main()
