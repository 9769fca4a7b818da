#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""How fast an mbox becomes JSON, against bare GMime on the same file.

  throughput.py BARE-GMIME BOUNCEBACK-CLI SAMPLES FOLDER [MBOX]

Without MBOX, the mails of SAMPLES are repeated to one of 16 MB.
"""

import glob
import os
import sys

import bench

SIZE = 16 * 1024 * 1024
FROM = b'From sender@example.org Thu Jan  1 00:00:00 2026\n'


def compose(samples, path, times=1):
    """Mails as one mbox of so many times SIZE, whose lines that begin with "From " are
    quoted. Returns how long it is."""
    mails = []
    for name in sorted(glob.glob(os.path.join(samples, '*.eml'))):
        with open(name, 'rb') as file:
            text = file.read().replace(b'\r\n', b'\n')
        mails.append(FROM + text.replace(b'\nFrom ', b'\n>From ').rstrip(b'\n') + b'\n\n')
    once = b''.join(mails)
    number = int(SIZE * times) // len(once) + 1
    with open(path, 'wb') as file:
        for _ in range(number):
            file.write(once)
    return number * len(once)


def main():
    bare, cli, samples, folder = sys.argv[1:5]
    mbox = os.path.join(folder, 'throughput.mbox')
    if len(sys.argv) > 5:
        mbox = sys.argv[5]
    else:
        compose(samples, mbox)

    size = os.path.getsize(mbox)
    times = bench.measure({'bare': [bare, mbox], 'json': [cli, '--json', mbox]})
    ratio = times['bare'] / times['json']
    print(f'bare GMime  {size / times["bare"] / 1e6:6.1f} MB/s')
    print(f'--json      {size / times["json"] / 1e6:6.1f} MB/s')
    print(f'ratio       {ratio:6.2f} (to reach: at least 0.60)')
    bench.finish('throughput', folder,
                 {'bytes': size, 'seconds': times, 'ratio': ratio, 'budget': 0.6})
    if len(sys.argv) <= 5:
        os.remove(mbox)


if __name__ == '__main__':
    main()
