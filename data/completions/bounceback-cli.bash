# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
# Completion of bash for bounceback-cli. What is no option is a file, which readline does.

_bounceback_cli ()
{
  local word=${COMP_WORDS[COMP_CWORD]}

  COMPREPLY=()
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W '--json --csv --summary --jobs= --check --check-domain --doh=
                             --code= --version --help -h' -- "$word"))
    # Behind "--jobs=" stands its number, without a space.
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then
      compopt -o nospace
    fi
  fi
}

complete -o default -F _bounceback_cli bounceback-cli
