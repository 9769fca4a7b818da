#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""How long the largest message that is read takes, in each shape that invites to lose time.

  largest.py BOUNCEBACK-CLI FOLDER [SHAPE…]

32 MiB each, the shapes of growth.py; the processor time of the median of five runs.
"""

import os
import sys

import bench
import growth

SIZE = 32 * 1024 ** 2 - 4096
BUDGET = 2


def main():
    cli, folder = sys.argv[1:3]
    path = os.path.join(folder, 'largest.eml')
    results = {}
    for name in sys.argv[3:] or growth.SHAPES:
        if name == 'mbox':
            continue
        with open(path, 'w', encoding='utf-8') as file:
            file.write(growth.SHAPES[name](SIZE))
        results[name] = bench.measure({name: [cli, '--json', path]})[name]
        print(f'{name:12} {results[name]:6.2f} s', flush=True)
    os.remove(path)
    print(f'the slowest  {max(results.values()):6.2f} s (to reach: at most {BUDGET})')
    bench.finish('largest', folder, {'bytes': SIZE, 'budget': BUDGET, 'seconds': results})


if __name__ == '__main__':
    main()
