#compdef bounceback
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors

_arguments -S \
  '--new-window[open a new window]' \
  '--code-book[open the code book]' \
  '--code=[look up a code or a line in the code book]:code:' \
  '--gapplication-service[run as a service of the session bus]' \
  '(- *)--version[print the version]' \
  '(- *)'{-h,--help}'[print the help]' \
  '(- *)--help-all[print the help with all options]' \
  '(- *)--help-gapplication[print the help on options of GApplication]' \
  '*:mail:_files'
