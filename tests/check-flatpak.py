#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""Fail where the Flatpak manifest is broken, or asks for more than was decided.

  check-flatpak.py MANIFEST-SCRIPT APPLICATION-ID
"""

import json
import re
import subprocess
import sys
import tempfile

# Every permission here was weighed; flatpak/README.md says what each is for.
MAY = {'--share=ipc', '--share=network', '--socket=wayland', '--socket=fallback-x11',
       '--device=dri'}


def main():
    script, application_id = sys.argv[1:]
    wrong = []

    for arguments, expected in (([], application_id), (['--devel'], application_id + '.Devel')):
        with tempfile.TemporaryDirectory() as folder:
            path = subprocess.run([sys.executable, script] + arguments + [folder], check=True,
                                  capture_output=True, text=True).stdout.strip()
            with open(path, encoding='utf-8') as stream:
                text = stream.read()
        manifest = json.loads(text)

        if manifest['id'] != expected or not path.endswith(f'/{expected}.json'):
            wrong.append(f'{path}: the id is {manifest["id"]}, not {expected}')
        for permission in sorted(set(manifest['finish-args']) - MAY):
            wrong.append(f'{expected}: {permission} was not decided on')
        for name in sorted(set(re.findall(r'@[A-Z_]+@', text))):
            wrong.append(f'{expected}: {name} was left as it is')
        for module in manifest['modules']:
            for source in module['sources']:
                if source['type'] == 'archive' and not (
                        source['url'].startswith('https://')
                        and re.fullmatch(r'[0-9a-f]{64}', source['sha256'])):
                    wrong.append(f'{module["name"]}: no checksum, or not by HTTPS')

    for sentence in wrong:
        print(sentence, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == '__main__':
    sys.exit(main())
