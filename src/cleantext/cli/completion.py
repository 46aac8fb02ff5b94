"""Shell completion: scripts made from the options there are, so that they know no others."""

from __future__ import annotations

from argparse import Action
from collections.abc import Iterator
from shlex import quote
from typing import Final

from cleantext.cli import options
from cleantext.cli.known import ENCODINGS
from cleantext.cli.parser import Parser

FILES: Final = ("FILE", "PATH", "TRAIL", "TOML", "GOLD", "RAW")
LISTED: Final = "NAMES"  # several filters, with commas between

BASH: Final = """\
_cleantext() {
    local IFS=$' \\t\\n' word command= options= words= given= listed= head=
    local now=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
    if [[ $now == = ]]; then now=  # --option=value comes in three words
    elif [[ $before == = ]]; then before=${COMP_WORDS[COMP_CWORD-2]}; fi
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case $word in @COMMANDS@) command=$word; break ;; esac
    done
    COMPREPLY=()
    case ${command:-fix} in
@MODES@
    esac
    if [[ $listed ]]; then head=${now%"${now##*,}"}; fi
    if [[ $given ]]; then COMPREPLY=($(compgen -P "$head" -W "$words" -- "${now##*,}"))
    elif [[ $now == -* ]]; then COMPREPLY=($(compgen -W "$options" -- "$now"))
    elif [[ ! $command ]]; then COMPREPLY=($(compgen -W "@WORDS@" -- "$now"))
    else COMPREPLY=($(compgen -W "$words" -- "$now")); fi
}
complete -o default -F _cleantext cleantext
"""

ZSH: Final = """\
#compdef cleantext
_cleantext() {
    local at command=
    local -a commands=(
@COMMANDS@
    )
    for (( at = 2; at < CURRENT; at++ )); do
        if (( ${commands[(I)${words[at]}:*]} )); then
            command=${words[at]}
            words=(cleantext "${(@)words[at+1,-1]}")
            (( CURRENT -= at - 1 ))
            break
        fi
    done
    if [[ -z $command && ${words[CURRENT]} != -* && ${words[CURRENT-1]} != -* ]]; then
        _describe command commands
        return
    fi
    case ${command:-fix} in
@MODES@
    esac
}
if [[ $funcstack[1] == _cleantext ]]; then _cleantext "$@"; else compdef _cleantext cleantext; fi
"""

FISH: Final = """\
function __cleantext_alone
    not __fish_seen_subcommand_from @COMMANDS@
end
complete -c cleantext -f -n __cleantext_alone
@LINES@
"""


def script(shell: str) -> str:
    """What the shell is to read."""
    return {"bash": _bash, "zsh": _zsh, "fish": _fish}[shell](options.built())


def _bash(parser: Parser) -> str:
    modes = [line for name, mode in parser.modes.items() for line in _bash_mode(name, mode)]
    found = BASH.replace("@MODES@", "\n".join(modes))
    return found.replace("@COMMANDS@", "|".join(parser.modes)).replace(
        "@WORDS@", " ".join(parser.modes)
    )


def _bash_mode(name: str, mode: Parser) -> Iterator[str]:
    names = " ".join(each for action in mode.options() for each in action.option_strings)
    yield f"    {name})"
    yield f"        options={quote(names)} words={quote(' '.join(_of_places(mode)))}"
    yield "        case $before in"
    for action in mode.options():
        if action.nargs != 0:
            words = f"given=1 words={quote(' '.join(_words(action)))}"
            listed = " listed=1" if action.metavar == LISTED else ""
            what = "return" if action.metavar in FILES else words + listed
            yield f"            {'|'.join(action.option_strings)}) {what} ;;"
    yield "        esac ;;"


def _of_places(mode: Parser) -> tuple[str, ...]:
    return next((words for each in mode.places() if (words := _words(each))), ())


def _zsh(parser: Parser) -> str:
    heads = [f"        {quote(f'{name}:{mode.about}')}" for name, mode in parser.modes.items()]
    modes = []
    for name, mode in parser.modes.items():
        found = [quote(spec) for each in mode.options() for spec in _zsh_option(each)]
        found += [quote(_zsh_place(each)) for each in mode.places()]
        modes.append(f"    {name}) _arguments -s {' '.join(found)} ;;")
    return ZSH.replace("@COMMANDS@", "\n".join(heads)).replace("@MODES@", "\n".join(modes))


def _zsh_option(action: Action) -> Iterator[str]:
    said = (action.help or "").translate({ord("["): "(", ord("]"): ")", ord(":"): " -"})
    taken = "" if action.nargs == 0 else f":{action.metavar}:{_zsh_words(action)}"
    for name in action.option_strings:
        several = "*" if action.metavar == LISTED else ""
        sign = "=" if taken and name.startswith("--") else "+" if taken else ""
        yield f"{several}{name}{sign}[{said}]{taken}"


def _zsh_place(action: Action) -> str:
    return f"{'*' if action.nargs == '*' else ''}:{action.metavar}:{_zsh_words(action)}"


def _zsh_words(action: Action) -> str:
    words = " ".join(_words(action))
    if action.metavar == LISTED:
        return f"_values -s , filter {words}"
    return "_files" if action.metavar in FILES else f"({words})" if words else " "


def _fish(parser: Parser) -> str:
    lines = [
        f"complete -c cleantext -n __cleantext_alone -a {name} -d {quote(mode.about)}"
        for name, mode in parser.modes.items()
    ]
    for name, mode in parser.modes.items():
        alone = "; or __cleantext_alone" if name == "fix" else ""
        here = quote(f"__fish_seen_subcommand_from {name}{alone}")
        lines += [
            f"complete -c cleantext -n {here} {_fish_option(each)}" for each in mode.options()
        ]
        if words := _of_places(mode):
            here = quote(f"__fish_seen_subcommand_from {name}")
            lines.append(f"complete -c cleantext -n {here} -f -a {quote(' '.join(words))}")
    return FISH.replace("@COMMANDS@", " ".join(parser.modes)).replace("@LINES@", "\n".join(lines))


def _fish_option(action: Action) -> str:
    names = [
        f"-l {each[2:]}" if each[1] == "-" else f"-s {each[1:]}" for each in action.option_strings
    ]
    words = " ".join(_words(action))
    several = f"(__fish_append , {words})" if action.metavar == LISTED else words
    values = "" if action.nargs == 0 else " -r" if action.metavar in FILES else " -x"
    values += f" -a {quote(several)}" if words else ""
    return f"{' '.join(names)}{values} -d {quote(action.help or '')}"


def _words(action: Action) -> tuple[str, ...]:
    """The words that may stand for the value, none if it is free."""
    if action.choices is not None:
        return tuple(map(str, action.choices))
    if action.metavar in {LISTED, "FILTER"}:
        from cleantext.filters import ORDER

        return tuple(each.name for each in ORDER)
    if action.metavar == "CONFIG":
        from cleantext.filters.script import configurations

        return tuple(configurations())
    return ENCODINGS if action.metavar == "ENCODING" else ()
