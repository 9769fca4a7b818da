# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors

complete -c bounceback -l new-window -d 'Open a new window'
complete -c bounceback -l code-book -d 'Open the code book'
complete -c bounceback -l code -x -d 'Look up a code or a line in the code book'
complete -c bounceback -l gapplication-service -d 'Run as a service of the session bus'
complete -c bounceback -l version -d 'Print the version'
complete -c bounceback -s h -l help -d 'Print the help'
complete -c bounceback -l help-all -d 'Print the help with all options'
complete -c bounceback -l help-gapplication -d 'Print the help on options of GApplication'
