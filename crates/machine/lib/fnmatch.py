"""Names by shell patterns."""

__all__ = ["filter", "fnmatch", "fnmatchcase"]


def fnmatch(name, pat):
    return fnmatchcase(name, pat)


def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]


def fnmatchcase(name, pat):
    # Where the last * was, to try a longer match for it.
    n = p = 0
    star = retry = -1
    while n < len(name):
        end = _matches_one(name[n], pat, p)
        if end:
            n, p = n + 1, end
        elif p < len(pat) and pat[p] == "*":
            star, retry = p, n
            p += 1
        elif star >= 0:
            retry += 1
            n, p = retry, star + 1
        else:
            return False
    while p < len(pat) and pat[p] == "*":
        p += 1
    return p == len(pat)


def _matches_one(char, pat, p):
    """The pattern position behind the item at p if that item matches char, else 0."""
    if p >= len(pat) or pat[p] == "*":
        return 0
    if pat[p] == "?":
        return p + 1
    if pat[p] == "[":
        start = p + 1 + (pat[p + 1 : p + 2] == "!")
        end = pat.find("]", start + 1)
        if end >= 0:
            negated = start == p + 2
            inside = pat[start:end]
            found = False
            i = 0
            while i < len(inside):
                if inside[i + 1 : i + 2] == "-" and i + 2 < len(inside):
                    found = found or inside[i] <= char <= inside[i + 2]
                    i += 3
                else:
                    found = found or inside[i] == char
                    i += 1
            return end + 1 if found != negated else 0
    return p + 1 if pat[p] == char else 0
