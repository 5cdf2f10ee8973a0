"""argparse."""

import os
import sys

from support import compare, finish

os.environ["COLUMNS"] = "80"


def tried(parser, *lines):
    out = []
    for line in lines:
        try:
            out.append(parser.parse_args(line.split()))
        except SystemExit as exc:
            out.append(exc.code)
    return out


def basics(m):
    p = m.ArgumentParser(prog="prog", description="Does things to %(prog)s.", epilog="The end.")
    p.add_argument("source", help="where from")
    p.add_argument("count", type=int, nargs="?", default=3, help="how many (default %(default)s)")
    p.add_argument("-v", "--verbose", action="store_true", help="talk")
    p.add_argument("-w", "--workers", type=int, default=4, metavar="N", help="number of workers, with a rather long explanation that has to be wrapped over lines")
    p.add_argument("--mode", choices=["fast", "slow"], default="fast")
    p.add_argument("-q", action="count", default=0)
    p.add_argument("--long-option-name-here", dest="long", help="something")
    p.add_argument("--version", action="version", version="%(prog)s 1.0")
    p.add_argument("--hidden", help=m.SUPPRESS)
    p.print_help()
    p.print_usage()
    return tried(p, "a", "a 5 -v", "a -w 3 --mode slow", "a --workers=9", "a -w7 -qqq", "a -qvq", "", "a x", "a --mode odd", "a -w", "a -w x", "a 1 2", "--help", "--version", "a --verb", "a --bad", "a --long z", "a -- 7", "a -5", "-x a", "a --v", "a -v=3", "a --verbose=1")


def lists(m):
    p = m.ArgumentParser(prog="p")
    p.add_argument("first")
    p.add_argument("rest", nargs="*")
    p.add_argument("--pair", nargs=2, type=float, metavar=("X", "Y"))
    p.add_argument("--many", nargs="+", default=[])
    p.add_argument("--any", nargs="*")
    p.add_argument("--maybe", nargs="?", const="C", default="D")
    p.add_argument("-I", action="append")
    p.add_argument("--const", action="append_const", const=1, dest="consts")
    p.add_argument("--ext", action="extend", nargs="+")
    p.add_argument("--no", action="store_false")
    p.add_argument("--k", action="store_const", const=42)
    p.add_argument("--color", action=m.BooleanOptionalAction, default=True, help="colours")
    p.print_help()
    return tried(p, "a", "a b c", "--pair 1 2 a", "--pair 1 a", "--many x y -I 1 a", "a --many", "a --any", "a --any 1 2", "a --maybe", "a --maybe m", "a -I 1 -I 2", "a --const --const", "a --ext 1 2 --ext 3", "a --no --k", "a --no-color", "--pair 1 x a", "a b --pair 3 4 c")


def groups(m):
    p = m.ArgumentParser(prog="p", formatter_class=m.ArgumentDefaultsHelpFormatter)
    g = p.add_argument_group("server", "How to reach it.")
    g.add_argument("--host", default="localhost", help="name")
    g.add_argument("--port", type=int, default="80", help="number")
    x = p.add_mutually_exclusive_group()
    x.add_argument("--a", action="store_true")
    x.add_argument("--b")
    r = p.add_mutually_exclusive_group(required=True)
    r.add_argument("--on", action="store_true")
    r.add_argument("--off", action="store_true")
    p.add_argument("--need", required=True)
    p.set_defaults(extra=5, host="other")
    p.print_help()
    return tried(p, "--on --need 1", "--on --off --need 1", "--need 1", "--on", "--a --b 1 --on --need 1", "--on --need 1 --port 9 --host h"), p.get_default("extra"), p.parse_known_args(["--on", "--need", "1", "zzz", "--unknown"])


def commands(m):
    p = m.ArgumentParser(prog="p")
    p.add_argument("--debug", action="store_true")
    s = p.add_subparsers(dest="command", required=True, help="what to do")
    a = s.add_parser("add", help="add things", aliases=["a"])
    a.add_argument("x", type=int)
    a.add_argument("--y", type=int, default=1)
    a.set_defaults(func="adder")
    s.add_parser("list", help="list things")
    p.print_help()
    a.print_help()
    return tried(p, "add 3", "--debug add 3 --y 4", "list", "", "nope", "add", "add x", "add 1 --z", "a 5", "add -h")


def strictness(m):
    out = []
    p = m.ArgumentParser(prog="p", exit_on_error=False)
    p.add_argument("--n", type=int)
    p.add_argument("n2", type=lambda s: int(s, 16))
    for call in (lambda: p.parse_args(["--n", "x", "1"]), lambda: p.add_argument("--n"), lambda: p.add_argument("x", required=True), lambda: p.add_argument("--z", action="odd"), lambda: p.add_argument("--z", type="int"), lambda: p.parse_args(["ff"]), lambda: p.add_argument("--zero", nargs=0), lambda: m.Namespace(a=1, b="x"),
                 lambda: m.Namespace(a=1) == m.Namespace(a=1), lambda: "a" in m.Namespace(a=1), lambda: p.add_argument("x", dest="y"), lambda: p.add_argument("-a", "b")):
        try:
            out.append(call())
        except Exception as exc:
            out.append((type(exc).__name__, str(exc)))

    class Upper(m.Action):
        def __call__(self, parser, namespace, values, option_string=None):
            setattr(namespace, self.dest, (values.upper(), option_string))

    def positive(text):
        if int(text) <= 0:
            raise m.ArgumentTypeError(f"{text} is not positive")
        return int(text)

    base = m.ArgumentParser(add_help=False)
    base.add_argument("--shared")
    q = m.ArgumentParser(prog="q", parents=[base], formatter_class=m.RawDescriptionHelpFormatter, description="two\n  lines", usage="%(prog)s [stuff]")
    q.add_argument("-u", action=Upper)
    q.add_argument("-p", type=positive)
    q.print_help()
    return out, tried(q, "-u x --shared y", "-p 3", "-p -3", "-p=5", "-px"), q.format_usage()


def wide(m):
    p = m.ArgumentParser(prog="a_program_with_a_name")
    for i in range(9):
        p.add_argument(f"--option-{i}", metavar="VALUE", help="h" * i)
    p.add_argument("positional_one")
    p.add_argument("positional_two", nargs="+")
    p.print_help()


compare("argparse", [basics, lists, groups, commands, strictness, wide])
finish()
