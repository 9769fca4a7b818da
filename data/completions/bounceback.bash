# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
# Completion of bash for bounceback. What is no option is a file, which readline does.

_bounceback ()
{
  local word=${COMP_WORDS[COMP_CWORD]}

  COMPREPLY=()
  if [[ $word == -* ]]; then
    COMPREPLY=($(compgen -W '--new-window --code-book --code= --version
                             --gapplication-service --help --help-all --help-gapplication -h' \
                 -- "$word"))
    # Behind "--code=" stands the code, without a space.
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *= ]]; then
      compopt -o nospace
    fi
  fi
}

complete -o default -F _bounceback bounceback
