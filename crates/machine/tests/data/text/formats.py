"""Golden cases of format(), % and str.format. Run with CPython 3.13 in this folder."""

from golden import INF, NAN, Golden

# What `tests/text_golden/formats.rs` has too.
ARGS = (42, -3.75, "text", [7, "x", [1, 2]], {"k": 5, "0": "zero", "a b": 1.5})
KWARGS = {"a": 1, "name": "né", "width": 10, "n": 3}


def specs():
    g = Golden("spec")
    r = g.random

    def spec(kinds):
        fill = r.choice(["", "", "", "<", ">", "^", "=", "*<", "0>", "x^", "é=", "=<", "{>", " >"])
        return (fill + r.choice(["", "", "", "+", "-", " "]) + r.choice(["", "", "", "", "z"])
                + r.choice(["", "", "", "#"]) + r.choice(["", "", "0"])
                + r.choice(["", "", "1", "5", "8", "12", "20", "33"])
                + r.choice(["", "", "", ",", "_"])
                + r.choice(["", "", "", ".0", ".1", ".2", ".3", ".6", ".10", ".17", ".30"])
                + r.choice(["", *kinds]))

    def noise():
        return "".join(r.choice("<>=^+- z#0159,_.*dfgscxXbn%eE{é٣") for _ in range(r.randint(1, 5)))

    texts = ["", "a", "text", "héllo", "日本語", "🙂 smile", "a" * 30, "\t'\"\\"]
    for _ in range(800):
        s, t = r.choice([spec("ssssdcx"), noise()]), r.choice(texts)
        g.case("str", [t, s], lambda: format(t, s))
    for _ in range(1800):
        n, s = g.int(), r.choice([spec("bcdoxXneEfFgG%s"), spec("ddxXbo"), spec("ddxXbo"), noise()])
        if s:
            g.case("int", [n, s], lambda: format(n, s))
    for n in (True, False):
        for s in ("d", "5", "s", ",", "x", "q", "ab", ".1"):
            g.case("bool", [int(n), s], lambda: format(n, s))
    for n in (65, 233, 0x1F600, 0x10FFFF, 0x110000, -1, 2**40, 2**70, 0):
        for s in ("c", "5c", "<5c", "05c", "=5c", "^7c", "+c", "#c", ".1c", "zc", ",c", "_c"):
            g.case("int", [n, s], lambda: format(n, s))
    for _ in range(2500):
        x, s = g.float(), r.choice([spec("eEfFgGn%"), spec("ffffgge%"), spec(""), spec("dsxc"), noise()])
        g.case("float", [x, s], lambda: format(x, s))
    for x in (0.5, 1.5, 2.5, 0.125, 0.375, 1e16, 123456.5, 999999.5, 9.5, 99.5, 0.0, -0.0, 0.05, 1e-5):
        for kind in "efg%":
            for precision in range(0, 8):
                s = f".{precision}{kind}"
                g.case("float", [x, s], lambda: format(x, s))
    for _ in range(900):
        c = complex(r.choice([0.0, -0.0, g.float()]), g.float())
        s = r.choice([spec("eEfFgGn"), "", spec("fg%d"), noise()])
        g.case("complex", [c.real, c.imag, s], lambda: format(c, s))
    for s in ("99999999999999999999", ".99999999999999999999", "9223372036854775808", ".2147483648f", ".5x",
              "d\n", "\x7f", "\x00", "\x80", "ab", "5 ", "'", "=05", "^05", "<05", "٣", "0٣", ".٣f"):
        g.case("int", [5, s], lambda: format(5, s))
        g.case("float", [5.25, s], lambda: format(5.25, s))
        g.case("str", ["té", s], lambda: format("té", s))
    g.write()


def percents():
    g = Golden("percent")
    r = g.random
    values = lambda: r.choice([g.int, g.float, lambda: r.choice(["a", "", "text", "é", "🙂", "a'b"])])()

    def one():
        key = r.choice(["", "", "", "", "", "", "(a)", "(b(c)d)"]) if r.random() < 0.2 else ""
        return ("%" + key + "".join(r.choice("-+ #0") for _ in range(r.choice([0, 0, 0, 1, 1, 2])))
                + r.choice(["", "", "", "1", "5", "10", "20", "*"])
                + r.choice(["", "", "", ".", ".0", ".2", ".5", ".12", ".*"])
                + r.choice(["", "", "", "", "", "l", "h", "L"])
                + r.choice("dddiuoxXeEfFgGcrsssa%yé "))

    def case(form, args):
        if "*" in form and any(isinstance(arg, int) and 10**4 < abs(arg) < 2**63 for arg in args):
            return  # a very long text
        # A tagged list, so that the reader knows the types.
        tagged = [tag(arg) for arg in args]
        g.case("%", [form, *tagged], lambda: form % tuple(args))

    for _ in range(3000):
        form, args = one(), []
        for c in form:
            if c == "*":
                args.append(r.choice([r.randint(-12, 15), r.randint(0, 9), "x", 1.5]))
        args.append(values())
        case(form, args)
    for _ in range(800):
        form = "".join(r.choice([one(), "text ", "%%", "%d", "%s", "é"]) for _ in range(r.randint(1, 4)))
        case(form, [values() for _ in range(r.randint(0, 4))])
    for _ in range(300):
        form = "".join(r.choice("%ds5.*(a)-0 lf") for _ in range(r.randint(1, 6)))
        case(form, [values() for _ in range(r.randint(0, 2))])
    for form in ("%99999999999999999999d", "%.99999999999999999999d", "%.9999999999f", "%(a", "%", "a%", "%5",
                 "%-", "%.", "%l", "%ll", "%%%", "%% %d", "%(a)s", "%()s", "%((a)", "%\x00", "%\x7f", "%\n"):
        case(form, [1])
    case("%*d", [10**30, 1])
    case("%*d", [-2**63 - 1, 1])
    g.case("%", ["%.*d", tag(2**31), tag(1)], lambda: "%.*d" % (2**31, 1))
    for n in (65, 0, 0x10FFFF, 0x110000, -1, 10**30, "ab", "", "é", 1.5):
        case("%c|%3c", [n, 65])
    for x in (INF, -INF, NAN):
        for form in ("%d", "%i", "%x", "%f", "%F", "%05f", "%+e", "% G", "%s"):
            case(form, [x])
    g.write()


def tag(value):
    if isinstance(value, int):
        return f"i{value}"
    if isinstance(value, float):
        from golden import field
        return "f" + field(value)
    return "s" + value


def templates():
    g = Golden("strformat")
    r = g.random
    names = ["", "", "0", "1", "2", "3", "4", "5", "a", "name", "b", "n", "width", "-1", " 0", "0 ", "٣",
             "3[0]", "3[2][1]", "3[1]", "3[9]", "4[k]", "4[0]", "4[a b]", "4[zz]", "0.real", "[0]", ".real",
             "3[2][0].real", "0.nope", "a.", "3[", "3[]", "3[0]x", "3[0].", "99999999999999999999",
             "3[99999999999999999999]", "4['k']", "3[-1]", "a{b", "a..b", "2[1]", "a]"]
    convs = ["", "", "", "", "!r", "!s", "!a", "!x", "!", "!rr", "!é", "!r "]
    inner = ["", "", ":", ":>10", ":<{width}", ":{n}", ":{}", ":{:{}}", ":05", ":.2f", ":x", ":*^{width}",
             ":{width}.{n}", ":{0}", ":{b}", ":{", ":}", ":{{", ":{n!r:>3}", ":{n", ":{3[0]}", ":,", ":>{0.real}"]

    def field():
        return "{" + r.choice(names) + r.choice(convs) + r.choice(inner) + "}"

    for _ in range(3000):
        t = "".join(r.choice([field(), field(), "text", "{{", "}}", "é", ""]) for _ in range(r.randint(1, 3)))
        g.case("format", [t], lambda: shown(t))
    for _ in range(1500):
        t = "".join(r.choice("{{}}0a:!r[].>5 é") for _ in range(r.randint(1, 8)))
        g.case("format", [t], lambda: shown(t))
    g.write()


def shown(template):
    try:
        return template.format(*ARGS, **KWARGS)
    except AttributeError:
        raise AttributeError("attribute") from None
    except KeyError as error:
        raise KeyError(error.args[0]) from None
    except IndexError as error:
        raise IndexError(str(error)) from None


specs()
percents()
templates()
