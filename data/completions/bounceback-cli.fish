# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors

complete -c bounceback-cli -l json -d 'Print one JSON object per message, one per line'
complete -c bounceback-cli -l csv -d 'Print one row per recipient, with a header, as CSV'
complete -c bounceback-cli -l summary -d 'Print what many bounces have in common'
complete -c bounceback-cli -l jobs -x -d 'Work with N threads'
complete -c bounceback-cli -l check -d 'Agree to ask blocklists and registries about public IPs'
complete -c bounceback-cli -l check-domain -d 'Agree to ask whether the recipient\'s domain takes mail'
complete -c bounceback-cli -l doh -x -d 'Ask this DNS-over-HTTPS service'
complete -c bounceback-cli -l code -x -d 'Explain a code or a line'
complete -c bounceback-cli -l version -d 'Print the version'
complete -c bounceback-cli -s h -l help -d 'Print the help'
