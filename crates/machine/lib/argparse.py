"""Command line arguments: declared, parsed, explained."""

import os
import shutil
import sys
import textwrap

__all__ = [
    "ArgumentParser", "ArgumentError", "ArgumentTypeError", "Namespace", "Action", "FileType", "HelpFormatter",
    "RawDescriptionHelpFormatter", "RawTextHelpFormatter", "ArgumentDefaultsHelpFormatter", "BooleanOptionalAction",
    "SUPPRESS", "OPTIONAL", "ZERO_OR_MORE", "ONE_OR_MORE", "REMAINDER", "PARSER",
]  # fmt: skip

SUPPRESS = "==SUPPRESS=="
OPTIONAL, ZERO_OR_MORE, ONE_OR_MORE, REMAINDER, PARSER = "?", "*", "+", "...", "A..."


class ArgumentError(Exception):
    def __init__(self, argument, message):
        self.argument_name = None if argument is None else argument._shown_name()
        self.message = message

    def __str__(self):
        return self.message if self.argument_name is None else f"argument {self.argument_name}: {self.message}"


class ArgumentTypeError(Exception):
    pass


class Namespace:
    def __init__(self, **kwargs):
        for name, value in kwargs.items():
            setattr(self, name, value)

    def __repr__(self):
        parts = []
        strange = {}
        for name, value in self.__dict__.items():
            if name.isidentifier():
                parts.append(f"{name}={value!r}")
            else:
                strange[name] = value
        if strange:
            parts.append(f"**{strange!r}")
        return f"{type(self).__name__}({', '.join(parts)})"

    def __eq__(self, other):
        return vars(self) == vars(other) if isinstance(other, Namespace) else NotImplemented

    def __contains__(self, key):
        return key in self.__dict__


# ---------------------------------------------------------------- actions


class Action:
    """What one argument does; called with its values."""

    def __init__(self, option_strings, dest, nargs=None, const=None, default=None, type=None, choices=None, required=False, help=None, metavar=None, deprecated=False):
        self.option_strings = option_strings
        self.dest = dest
        self.nargs = nargs
        self.const = const
        self.default = default
        self.type = type
        self.choices = choices
        self.required = required
        self.help = help
        self.metavar = metavar

    def _shown_name(self):
        if self.option_strings:
            return "/".join(self.option_strings)
        if self.metavar not in (None, SUPPRESS):
            return self.metavar if isinstance(self.metavar, str) else "[" + ", ".join(self.metavar) + "]"
        if self.dest not in (None, SUPPRESS):
            return self.dest
        return "{" + ",".join(map(str, self.choices)) + "}" if self.choices else None

    def format_usage(self):
        return self.option_strings[0]

    def __call__(self, parser, namespace, values, option_string=None):
        raise NotImplementedError(".__call__() not defined")


class _Store(Action):
    def __init__(self, option_strings, dest, nargs=None, **kwargs):
        if nargs == 0:
            raise ValueError(
                "nargs for store actions must be != 0; if you have nothing to store, actions such as store "
                "true or store const may be more appropriate"
            )
        super().__init__(option_strings, dest, nargs, **kwargs)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, values)


class _StoreConst(Action):
    def __init__(self, option_strings, dest, const=None, default=None, required=False, help=None, metavar=None, deprecated=False):
        super().__init__(option_strings, dest, 0, const, default, required=required, help=help, metavar=metavar)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, self.const)


class _StoreTrue(_StoreConst):
    def __init__(self, option_strings, dest, default=False, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, True, default, required, help)


class _StoreFalse(_StoreConst):
    def __init__(self, option_strings, dest, default=True, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, False, default, required, help)


class _Append(_Store):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), values])


class _AppendConst(_StoreConst):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), self.const])


class _Extend(_Store):
    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, [*(getattr(namespace, self.dest, None) or []), *values])


class _Count(Action):
    def __init__(self, option_strings, dest, default=None, required=False, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, default=default, required=required, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, (getattr(namespace, self.dest, None) or 0) + 1)


class _Help(Action):
    def __init__(self, option_strings, dest=SUPPRESS, default=SUPPRESS, help=None, deprecated=False):
        super().__init__(option_strings, dest, 0, default=default, help=help)

    def __call__(self, parser, namespace, values, option_string=None):
        parser.print_help()
        parser.exit()


class _Version(Action):
    def __init__(self, option_strings, version=None, dest=SUPPRESS, default=SUPPRESS, help="show program's version number and exit", deprecated=False):
        super().__init__(option_strings, dest, 0, default=default, help=help)
        self.version = version

    def __call__(self, parser, namespace, values, option_string=None):
        print((self.version or parser.version) % {"prog": parser.prog})
        parser.exit()


class BooleanOptionalAction(Action):
    def __init__(self, option_strings, dest, default=None, type=None, choices=None, required=False, help=None, metavar=None, deprecated=False):
        both = []
        for option in option_strings:
            both.append(option)
            if option.startswith("--"):
                both.append("--no-" + option[2:])
        super().__init__(both, dest, 0, default=default, required=required, help=help)

    def format_usage(self):
        return " | ".join(self.option_strings)

    def __call__(self, parser, namespace, values, option_string=None):
        setattr(namespace, self.dest, not option_string.startswith("--no-"))


class _Choice:
    """A subcommand's line in the help."""

    option_strings = ()
    nargs = 0
    default = None
    choices = type = const = None
    required = False

    def __init__(self, name, aliases, help):
        self.dest = self.metavar = name + (f" ({', '.join(aliases)})" if aliases else "")
        self.help = help


class _SubParsers(Action):
    def __init__(self, option_strings, prog, parser_class, dest=SUPPRESS, required=False, help=None, metavar=None):
        self._prog = prog
        self._parser_class = parser_class
        self._lines = []
        super().__init__(option_strings, dest, PARSER, choices={}, required=required, help=help, metavar=metavar)

    def add_parser(self, name, *, aliases=(), help=None, deprecated=False, **kwargs):
        if kwargs.get("prog") is None:
            kwargs["prog"] = f"{self._prog} {name}"
        if help is not None:
            self._lines.append(_Choice(name, aliases, help))
        parser = self._parser_class(**kwargs)
        for each in (name, *aliases):
            self.choices[each] = parser
        return parser

    def __call__(self, parser, namespace, values, option_string=None):
        name, *rest = values
        if self.dest is not SUPPRESS:
            setattr(namespace, self.dest, name)
        if name not in self.choices:
            raise ArgumentError(self, f"unknown parser {name!r} (choices: {', '.join(self.choices)})")
        found, extra = self.choices[name].parse_known_args(rest, None)
        for key, value in vars(found).items():
            setattr(namespace, key, value)
        if extra:
            namespace.__dict__.setdefault("_unrecognized_args", []).extend(extra)


_ACTIONS = {
    None: _Store, "store": _Store, "store_const": _StoreConst, "store_true": _StoreTrue, "store_false": _StoreFalse,
    "append": _Append, "append_const": _AppendConst, "extend": _Extend, "count": _Count, "help": _Help, "version": _Version,
}  # fmt: skip


class FileType:
    def __init__(self, mode="r", bufsize=-1, encoding=None, errors=None):
        self._arguments = mode, bufsize, encoding, errors

    def __call__(self, string):
        import io

        mode = self._arguments[0]
        if string == "-":
            return sys.stdin if "r" in mode else sys.stdout
        try:
            return io.open(string, *self._arguments)
        except OSError as exc:
            raise ArgumentTypeError(f"can't open '{string}': {exc}") from None


# ---------------------------------------------------------------- help


class HelpFormatter:
    def __init__(self, prog, indent_increment=2, max_help_position=24, width=None):
        self._prog = prog
        self._indent = indent_increment
        self._width = width or shutil.get_terminal_size().columns - 2
        self._position = min(max_help_position, max(self._width - 20, indent_increment * 2))

    # ------------------------------------------------------------ parts of text

    def _default_metavar(self, action):
        return action.dest.upper() if action.option_strings else action.dest

    def _metavar(self, action, default):
        if action.metavar is not None:
            return action.metavar
        if action.choices is not None:
            return "{" + ",".join(map(str, action.choices)) + "}"
        return default

    def format_args(self, action, default):
        metavar = self._metavar(action, default)
        names = metavar if isinstance(metavar, tuple) else (metavar, metavar)
        if action.nargs is None:
            return names[0]
        if action.nargs == OPTIONAL:
            return f"[{names[0]}]"
        if action.nargs == ZERO_OR_MORE:
            return f"[{names[0]} ...]"
        if action.nargs == ONE_OR_MORE:
            return f"{names[0]} [{names[-1]} ...]"
        if action.nargs == REMAINDER:
            return "..."
        if action.nargs == PARSER:
            return f"{names[0]} ..."
        return " ".join([names[0]] * action.nargs if isinstance(metavar, str) else metavar)

    def invocation(self, action):
        if not action.option_strings:
            metavar = self._metavar(action, self._default_metavar(action))
            return metavar if isinstance(metavar, str) else " ".join(metavar)
        text = ", ".join(action.option_strings)
        return text if action.nargs == 0 else f"{text} {self.format_args(action, self._default_metavar(action))}"

    def _expand(self, action):
        values = dict(vars(action), prog=self._prog)
        for name in list(values):
            if values[name] is SUPPRESS:
                del values[name]
            elif hasattr(values[name], "__name__"):
                values[name] = values[name].__name__
        if values.get("choices") is not None:
            values["choices"] = ", ".join(map(str, values["choices"]))
        return self._help_text(action) % values

    def _help_text(self, action):
        return action.help

    def _lines(self, text, width):
        return textwrap.wrap(" ".join(text.split()), max(width, 11))

    def _paragraph(self, text, width, indent):
        text = " ".join((text % {"prog": self._prog} if "%(prog)" in text else text).split())
        return textwrap.fill(text, max(width, 11), initial_indent=indent, subsequent_indent=indent)

    # ------------------------------------------------------------ usage

    def usage(self, usage, actions, groups, prefix="usage: "):
        if usage is not None:
            return f"{prefix}{usage % {'prog': self._prog}}\n\n"
        optionals = [a for a in actions if a.option_strings]
        positionals = [a for a in actions if not a.option_strings]
        parts = self._usage_parts(optionals, groups), self._usage_parts(positionals, groups)
        line = " ".join([self._prog, *parts[0], *parts[1]])
        if len(prefix) + len(line) <= self._width:
            return f"{prefix}{line}\n\n"
        return f"{prefix}{self._wrapped_usage(prefix, *parts)}\n\n"

    def _wrapped_usage(self, prefix, optionals, positionals):
        if len(prefix) + len(self._prog) <= 0.75 * self._width:
            indent = " " * (len(prefix) + len(self._prog) + 1)
            if not optionals:
                return "\n".join(self._fill([self._prog, *positionals], indent, prefix))
            lines = self._fill([self._prog, *optionals], indent, prefix)
            return "\n".join(lines + self._fill(positionals, indent))
        indent = " " * len(prefix)
        lines = self._fill(optionals + positionals, indent)
        if len(lines) > 1:
            lines = self._fill(optionals, indent) + self._fill(positionals, indent)
        return "\n".join([self._prog, *lines])

    def _fill(self, parts, indent, prefix=None):
        lines = []
        line = []
        length = (len(prefix) if prefix is not None else len(indent)) - 1
        for part in parts:
            if length + 1 + len(part) > self._width and line:
                lines.append(indent + " ".join(line))
                line = []
                length = len(indent) - 1
            line.append(part)
            length += len(part) + 1
        if line:
            lines.append(indent + " ".join(line))
        if prefix is not None and lines:
            lines[0] = lines[0][len(indent) :]
        return lines

    def _usage_parts(self, actions, groups):
        parts = []
        done = []
        for action in actions:
            if action.help is SUPPRESS or action in done:
                continue
            group = next((g for g in groups if action in g._group_actions), None)
            if group is not None and len(group._group_actions) > 1:
                members = [a for a in group._group_actions if a.help is not SUPPRESS]
                done += members
                inside = " | ".join([self._usage_part(a, False) for a in members])
                parts.append(f"({inside})" if group.required else f"[{inside}]")
            else:
                parts.append(self._usage_part(action, not action.required and not (group is not None and group.required)))
        return parts

    def _usage_part(self, action, optional):
        if not action.option_strings:
            text = self.format_args(action, self._default_metavar(action))
            # Inside a group the brackets are the group's.
            return text[1:-1] if not optional and action.nargs == OPTIONAL and text.startswith("[") else text
        text = action.format_usage()
        if action.nargs != 0:
            text += " " + self.format_args(action, self._default_metavar(action))
        return f"[{text}]" if optional else text

    # ------------------------------------------------------------ the whole

    def help(self, parser):
        sections = []
        for group in parser._action_groups:
            actions = [a for a in group._group_actions if a.help is not SUPPRESS]
            if actions or group.description:
                sections.append((group.title, group.description, actions))
        rows = []
        for _, _, actions in sections:
            for action in actions:
                rows.append((self.invocation(action), self._indent))
                rows += [(self.invocation(line), 2 * self._indent) for line in getattr(action, "_lines", ())]
        longest = max([len(text) + indent for text, indent in rows], default=0)
        self._column = min(longest + 2, self._position)
        text = self.usage(parser.usage, parser._actions, parser._mutually_exclusive_groups)
        if parser.description:
            text += self._paragraph(parser.description, self._width, "") + "\n\n"
        for title, description, actions in sections:
            text += f"{title}:\n" if title else ""
            if description:
                text += self._paragraph(description, self._width - self._indent, " " * self._indent) + "\n\n"
            for action in actions:
                text += self._entry(action, self._indent)
                for line in getattr(action, "_lines", ()):
                    text += self._entry(line, 2 * self._indent)
            text += "\n"
        if parser.epilog:
            text += self._paragraph(parser.epilog, self._width, "") + "\n"
        while "\n\n\n" in text:
            text = text.replace("\n\n\n", "\n\n")
        return text.strip("\n") + "\n"

    def _entry(self, action, indent):
        head = self.invocation(action)
        if not action.help or not action.help.strip():
            return f"{'':{indent}}{head}\n"
        room = self._column - indent - 2
        lines = self._lines(self._expand(action), self._width - self._column)
        if len(head) <= room:
            text = f"{'':{indent}}{head:{room}}  {lines[0]}\n"
            lines = lines[1:]
        else:
            text = f"{'':{indent}}{head}\n"
        return text + "".join([f"{'':{self._column}}{line}\n" for line in lines])


class RawDescriptionHelpFormatter(HelpFormatter):
    def _paragraph(self, text, width, indent):
        text = text % {"prog": self._prog} if "%(prog)" in text else text
        return "".join([indent + line for line in text.splitlines(keepends=True)])


class RawTextHelpFormatter(RawDescriptionHelpFormatter):
    def _lines(self, text, width):
        return text.splitlines()


class ArgumentDefaultsHelpFormatter(HelpFormatter):
    def _help_text(self, action):
        text = action.help
        if "%(default)" not in text and action.default not in (SUPPRESS,):
            if action.option_strings or action.nargs in (OPTIONAL, ZERO_OR_MORE):
                text += " (default: %(default)s)"
        return text


class MetavarTypeHelpFormatter(HelpFormatter):
    def _default_metavar(self, action):
        return action.type.__name__


# ---------------------------------------------------------------- declaring


class _Group:
    """Arguments that belong together; all of them end up in the parser."""

    def __init__(self, parser, title=None, description=None):
        self._parser = parser
        self.title = title
        self.description = description
        self._group_actions = []

    def add_argument(self, *args, **kwargs):
        return self._parser._add(self, self, args, kwargs)

    def add_mutually_exclusive_group(self, *, required=False):
        return self._parser._exclusive(self, required)


class _ExclusiveGroup(_Group):
    def __init__(self, parser, container, required):
        super().__init__(parser)
        self._container = container
        self.required = required

    def add_argument(self, *args, **kwargs):
        action = self._parser._add(self, self._container, args, kwargs)
        if action.required:
            raise ValueError("mutually exclusive arguments must be optional")
        return action


class ArgumentParser:
    def __init__(self, prog=None, usage=None, description=None, epilog=None, parents=(), formatter_class=HelpFormatter,
                 prefix_chars="-", fromfile_prefix_chars=None, argument_default=None, conflict_handler="error",
                 add_help=True, allow_abbrev=True, exit_on_error=True):  # fmt: skip
        if prefix_chars != "-" or fromfile_prefix_chars is not None:
            raise NotImplementedError("argparse prefix characters are not supported in Timeslice")
        self.prog = os.path.basename(sys.argv[0]) if prog is None else prog
        self.usage = usage
        self.description = description
        self.epilog = epilog
        self.formatter_class = formatter_class
        self.argument_default = argument_default
        self.conflict_handler = conflict_handler
        self.add_help = add_help
        self.allow_abbrev = allow_abbrev
        self.exit_on_error = exit_on_error
        self._actions = []
        self._options = {}
        self._defaults = {}
        self._mutually_exclusive_groups = []
        self._subparsers = None
        self._positionals = _Group(self, "positional arguments")
        self._optionals = _Group(self, "options")
        self._action_groups = [self._positionals, self._optionals]
        if add_help:
            self.add_argument("-h", "--help", action="help", default=SUPPRESS, help="show this help message and exit")
        for parent in parents:
            self._adopt(parent)

    def _adopt(self, parent):
        for action in parent._actions:
            self._register(action)
            group = self._optionals if action.option_strings else self._positionals
            titled = next((g for g in parent._action_groups[2:] if action in g._group_actions), None)
            if titled is not None:
                group = next((g for g in self._action_groups if g.title == titled.title), None)
                if group is None:
                    group = self.add_argument_group(titled.title, titled.description)
            group._group_actions.append(action)
        self._defaults.update(parent._defaults)

    def add_argument_group(self, title=None, description=None, **kwargs):
        group = _Group(self, title, description)
        self._action_groups.append(group)
        return group

    def _exclusive(self, container, required):
        group = _ExclusiveGroup(self, container, required)
        self._mutually_exclusive_groups.append(group)
        return group

    def add_mutually_exclusive_group(self, *, required=False):
        return self._exclusive(None, required)

    def add_argument(self, *args, **kwargs):
        return self._add(None, None, args, kwargs)

    def _add(self, group, section, args, kwargs):
        """Declare an argument; it appears in the help of `section` and belongs to `group`."""
        if not args or len(args) == 1 and not args[0].startswith("-"):
            if args and "dest" in kwargs:
                raise ValueError("dest supplied twice for positional argument")
            options = []
            dest = kwargs.pop("dest", None) or args[0]
            if "required" in kwargs:
                raise TypeError("'required' is an invalid argument for positionals")
            nargs = kwargs.get("nargs")
            if kwargs.get("action") is None or isinstance(kwargs.get("action"), str) and kwargs["action"] in ("store", "append", "extend"):
                kwargs["required"] = nargs not in (OPTIONAL, ZERO_OR_MORE, REMAINDER, SUPPRESS)
        else:
            options = list(args)
            for option in options:
                if not option.startswith("-"):
                    raise ValueError(f"invalid option string {option!r}: must start with a character '-'")
            long = [o for o in options if o.startswith("--")]
            dest = kwargs.pop("dest", None) or (long or options)[0].lstrip("-").replace("-", "_")
            if not dest:
                raise ValueError(f"dest= is required for options like {options[0]!r}")
        kind = kwargs.pop("action", None)
        if isinstance(kind, str) or kind is None:
            if kind not in _ACTIONS:
                raise ValueError(f'unknown action "{kind}"')
            kind = _ACTIONS[kind]
        if "default" not in kwargs:
            if dest in self._defaults:
                kwargs["default"] = self._defaults[dest]
            elif self.argument_default is not None:
                kwargs["default"] = self.argument_default
        action = kind(option_strings=options, dest=dest, **kwargs)
        if action.type is not None and not callable(action.type):
            raise ValueError(f"{action.type!r} is not callable")
        self._register(action)
        home = section or (self._optionals if options else self._positionals)
        home._group_actions.append(action)
        if group is not None and group is not home:
            group._group_actions.append(action)
        return action

    def _register(self, action):
        clashes = [o for o in action.option_strings if o in self._options]
        if clashes and self.conflict_handler != "resolve":
            word = "string" if len(clashes) == 1 else "strings"
            raise ArgumentError(action, f"conflicting option {word}: {', '.join(clashes)}")
        for option in clashes:
            old = self._options.pop(option)
            old.option_strings.remove(option)
            if not old.option_strings:
                self._actions.remove(old)
                for group in self._action_groups:
                    if old in group._group_actions:
                        group._group_actions.remove(old)
        for option in action.option_strings:
            self._options[option] = action
        self._actions.append(action)

    def add_subparsers(self, *, title=None, description=None, prog=None, dest=SUPPRESS, required=False, help=None, metavar=None, parser_class=None, **kwargs):
        if self._subparsers is not None:
            raise ValueError("cannot have multiple subparser arguments")
        group = self._positionals
        if title or description:
            group = self.add_argument_group(title or "subcommands", description)
        if prog is None:
            formatter = self._formatter()
            positionals = [a for a in self._actions if not a.option_strings]
            prog = formatter.usage(self.usage, positionals, [], "").strip()
        self._subparsers = action = _SubParsers([], prog, parser_class or type(self), dest, required, help, metavar)
        self._actions.append(action)
        group._group_actions.append(action)
        return action

    def set_defaults(self, **kwargs):
        self._defaults.update(kwargs)
        for action in self._actions:
            if action.dest in kwargs:
                action.default = kwargs[action.dest]

    def get_default(self, dest):
        for action in self._actions:
            if action.dest == dest and action.default is not None:
                return action.default
        return self._defaults.get(dest)

    # ------------------------------------------------------------ parsing

    def parse_args(self, args=None, namespace=None):
        namespace, rest = self.parse_known_args(args, namespace)
        if rest:
            message = f"unrecognized arguments: {' '.join(rest)}"
            if not self.exit_on_error:
                raise ArgumentError(None, message)
            self.error(message)
        return namespace

    parse_intermixed_args = parse_args

    def parse_known_args(self, args=None, namespace=None):
        args = list(sys.argv[1:] if args is None else args)
        namespace = Namespace() if namespace is None else namespace
        for action in self._actions:
            if action.dest is not SUPPRESS and action.default is not SUPPRESS and not hasattr(namespace, action.dest):
                setattr(namespace, action.dest, action.default)
        for dest, value in self._defaults.items():
            if not hasattr(namespace, dest):
                setattr(namespace, dest, value)
        try:
            rest = _Parse(self, args, namespace).run()
        except ArgumentError as exc:
            if not self.exit_on_error:
                raise
            self.error(str(exc))
        rest += namespace.__dict__.pop("_unrecognized_args", [])
        return namespace, rest

    # ------------------------------------------------------------ talking

    def _formatter(self):
        return self.formatter_class(prog=self.prog)

    def format_usage(self):
        return self._formatter().usage(self.usage, self._actions, self._mutually_exclusive_groups).rstrip("\n") + "\n"

    def format_help(self):
        return self._formatter().help(self)

    def print_usage(self, file=None):
        (file or sys.stdout).write(self.format_usage())

    def print_help(self, file=None):
        (file or sys.stdout).write(self.format_help())

    def exit(self, status=0, message=None):
        if message:
            sys.stderr.write(message)
        sys.exit(status)

    def error(self, message):
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")


class _Parse:
    """One run of a parser over a list of arguments."""

    def __init__(self, parser, args, namespace):
        self.parser = parser
        self.namespace = namespace
        self.args = args
        self.seen = []
        self.given = []
        self.extras = []
        self.positionals = [a for a in parser._actions if not a.option_strings]

    def run(self):
        kinds = self._kinds()
        at = 0
        while at < len(self.args):
            at = self._take_positionals(at, kinds)
            if at >= len(self.args):
                break
            if kinds[at] == "O":
                at = self._take_option(at, kinds)
            else:
                self.extras.append(self.args[at])
                at += 1
        self._take_positionals(len(self.args), kinds)
        self._check_complete()
        return self.extras

    def _kinds(self):
        """For each argument 'O' (option), 'A' (argument) or '-' (the separator)."""
        kinds = []
        for i, text in enumerate(self.args):
            if text == "--":
                return kinds + ["-"] + ["A"] * (len(self.args) - i - 1)
            kinds.append("O" if self._looks_like_option(text) else "A")
        return kinds

    def _looks_like_option(self, text):
        if not text.startswith("-") or len(text) == 1:
            return False
        if text in self.parser._options:
            return True
        try:
            float(text)
        except ValueError:
            pass
        else:
            # A negative number, unless options look like numbers.
            return any(o[1:2].isdigit() for o in self.parser._options)
        return " " not in text or self._find_option(text) is not None

    def _find_option(self, text):
        """(action, option as written in the declaration, value after = or glued on), or None."""
        options = self.parser._options
        if text in options:
            return options[text], text, None
        name, equals, value = text.partition("=")
        if equals and name in options:
            return options[name], name, value
        if text.startswith("--"):
            matches = [o for o in options if o.startswith(name)] if self.parser.allow_abbrev else []
            if len(matches) > 1 and len({id(options[o]) for o in matches}) > 1:
                raise ArgumentError(None, f"ambiguous option: {text} could match {', '.join(matches)}")
            return (options[matches[0]], matches[0], value if equals else None) if matches else None
        if text[:2] in options:
            return options[text[:2]], text[:2], text[2:]
        return None

    def _take_option(self, at, kinds):
        text = self.args[at]
        found = self._find_option(text)
        if found is None:
            self.extras.append(text)
            return at + 1
        action, option, value = found
        # -vvx is -v -v -x.
        while value and action.nargs == 0 and not text.startswith("--"):
            self._perform(action, [], option)
            option = "-" + value[0]
            action = self.parser._options.get(option)
            if action is None:
                raise ArgumentError(found[0], f"ignored explicit argument {value!r}")
            value = value[1:]
        if value is not None and value != "" or value == "" and "=" in text:
            if action.nargs == 0:
                raise ArgumentError(action, f"ignored explicit argument {value!r}")
            if isinstance(action.nargs, int) and action.nargs > 1:
                raise ArgumentError(action, f"expected {action.nargs} arguments")
            self._perform(action, [value.removeprefix("=") if not text.startswith("--") else value], option)
            return at + 1
        end = at + 1
        while end < len(kinds) and kinds[end] == "A":
            end += 1
        count = _how_many(action, end - at - 1)
        if count is None:
            raise ArgumentError(action, _expected(action))
        self._perform(action, self.args[at + 1 : at + 1 + count], option)
        return at + 1 + count

    def _take_positionals(self, at, kinds):
        end = at
        while end < len(kinds) and kinds[end] in "A-":
            end += 1
        values = [text for text, kind in zip(self.args[at:end], kinds[at:end]) if kind == "A"]
        if not values and at < len(self.args):
            return at
        if any(a.nargs in (PARSER, REMAINDER) for a in self.positionals):
            # A subcommand takes the options behind it too.
            first = next(i for i, a in enumerate(self.positionals) if a.nargs in (PARSER, REMAINDER))
            if len(values) > first:
                values = [text for text in self.args[at:] if text != "--" or self.positionals[first].nargs != PARSER]
                end = len(self.args)
        counts = _distribute(self.positionals, len(values))
        for action, count in zip(list(self.positionals), counts):
            if count == 0 and action.nargs in (OPTIONAL, ZERO_OR_MORE, REMAINDER) and at < len(self.args):
                break
            taken, values = values[:count], values[count:]
            self.positionals.remove(action)
            self._perform(action, taken, None)
        self.extras += values
        return end

    def _perform(self, action, texts, option):
        self.seen.append(action)
        value = self._value(action, texts)
        if value is not action.default or action.option_strings:
            self.given.append(action)
            for group in self.parser._mutually_exclusive_groups:
                if action in group._group_actions:
                    for other in group._group_actions:
                        if other is not action and other in self.given:
                            raise ArgumentError(action, f"not allowed with argument {other._shown_name()}")
        if value is not SUPPRESS:
            action(self.parser, self.namespace, value, option)

    def _value(self, action, texts):
        if not texts and action.nargs == OPTIONAL:
            value = action.const if action.option_strings else action.default
            return self._converted(action, value) if isinstance(value, str) else value
        if not texts and action.nargs == ZERO_OR_MORE and not action.option_strings:
            return [] if action.default is None else action.default
        if action.nargs in (None, OPTIONAL):
            value = self._converted(action, texts[0])
            self._check_choice(action, value)
            return value
        if action.nargs == PARSER:
            value = [self._converted(action, text) for text in texts]
            self._check_choice(action, value[0])
            return value
        value = [self._converted(action, text) for text in texts]
        if action.nargs != REMAINDER:
            for each in value:
                self._check_choice(action, each)
        return value

    def _converted(self, action, text):
        if action.type is None:
            return text
        try:
            return action.type(text)
        except ArgumentTypeError as exc:
            raise ArgumentError(action, str(exc)) from None
        except (TypeError, ValueError):
            name = getattr(action.type, "__name__", repr(action.type))
            raise ArgumentError(action, f"invalid {name} value: {text!r}") from None

    def _check_choice(self, action, value):
        if action.choices is not None and value not in action.choices:
            raise ArgumentError(action, f"invalid choice: {value!r} (choose from {', '.join(map(repr, action.choices))})")

    def _check_complete(self):
        missing = []
        for action in self.parser._actions:
            if action in self.seen:
                continue
            if action.required:
                missing.append(action._shown_name())
            elif isinstance(action.default, str) and action.dest is not SUPPRESS and getattr(self.namespace, action.dest, None) is action.default:
                # Defaults given as text are converted like arguments.
                setattr(self.namespace, action.dest, self._converted(action, action.default))
        if missing:
            raise ArgumentError(None, f"the following arguments are required: {', '.join(map(str, missing))}")
        for group in self.parser._mutually_exclusive_groups:
            if group.required and not any(a in self.given for a in group._group_actions):
                names = [a._shown_name() for a in group._group_actions if a.help is not SUPPRESS]
                raise ArgumentError(None, f"one of the arguments {' '.join(names)} is required")


def _how_many(action, available):
    """How many of the available arguments an option takes, or None where they are too few."""
    nargs = action.nargs
    if nargs is None:
        return 1 if available >= 1 else None
    if nargs == OPTIONAL:
        return min(available, 1)
    if nargs in (ZERO_OR_MORE, REMAINDER):
        return available
    if nargs == ONE_OR_MORE:
        return available if available else None
    return nargs if available >= nargs else None


def _expected(action):
    if action.nargs is None:
        return "expected one argument"
    if action.nargs == OPTIONAL:
        return "expected at most one argument"
    if action.nargs == ONE_OR_MORE:
        return "expected at least one argument"
    return f"expected {action.nargs} argument{'s' if action.nargs != 1 else ''}"


def _distribute(actions, available):
    """How many values each positional gets; as many actions as their least needs allow."""
    least = [1 if a.nargs in (None, ONE_OR_MORE, PARSER) else a.nargs if isinstance(a.nargs, int) else 0 for a in actions]
    while actions and sum(least) > available:
        actions, least = actions[:-1], least[:-1]
    counts = []
    spare = available - sum(least)
    for action, needed in zip(actions, least):
        if action.nargs in (ZERO_OR_MORE, ONE_OR_MORE, REMAINDER, PARSER):
            extra = spare
        elif action.nargs == OPTIONAL:
            extra = min(spare, 1)
        else:
            extra = 0
        counts.append(needed + extra)
        spare -= extra
    return counts
