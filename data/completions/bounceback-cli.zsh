#compdef bounceback-cli
# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors

_arguments -S \
  '--json[print one JSON object per message, one per line]' \
  '--csv[print one row per recipient, with a header, as CSV]' \
  '--summary[print what many bounces have in common]' \
  '--jobs=[work with N threads]:number of threads:' \
  '--check[agree to ask blocklists and registries about public IPs]' \
  "--check-domain[agree to ask whether the recipient's domain takes mail]" \
  '--doh=[ask this DNS-over-HTTPS service]:URL:_urls' \
  '--code=[explain a code or a line]:code:' \
  '(- *)--version[print the version]' \
  '(- *)'{-h,--help}'[print the help]' \
  '*:mail:_files'
