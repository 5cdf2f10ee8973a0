"""Wrapping and indenting text."""

__all__ = ["TextWrapper", "wrap", "fill", "dedent", "indent", "shorten"]

_WHITESPACE = "\t\n\x0b\x0c\r "



class TextWrapper:
    def __init__(self, width=70, initial_indent="", subsequent_indent="", expand_tabs=True, replace_whitespace=True,
                 fix_sentence_endings=False, break_long_words=True, drop_whitespace=True, break_on_hyphens=True, tabsize=8,
                 *, max_lines=None, placeholder=" [...]"):  # fmt: skip
        self.width = width
        self.initial_indent = initial_indent
        self.subsequent_indent = subsequent_indent
        self.expand_tabs = expand_tabs
        self.replace_whitespace = replace_whitespace
        self.fix_sentence_endings = fix_sentence_endings
        self.break_long_words = break_long_words
        self.drop_whitespace = drop_whitespace
        self.break_on_hyphens = break_on_hyphens
        self.tabsize = tabsize
        self.max_lines = max_lines
        self.placeholder = placeholder

    # ------------------------------------------------------------ into chunks that may not be broken

    def _munged(self, text):
        if self.expand_tabs:
            text = text.expandtabs(self.tabsize)
        if self.replace_whitespace:
            text = "".join([" " if char in _WHITESPACE else char for char in text])
        return text

    def _chunks(self, text):
        chunks = []
        at = 0
        while at < len(text):
            end = at
            space = text[at] in _WHITESPACE
            while end < len(text) and (text[end] in _WHITESPACE) == space:
                end += 1
            word = text[at:end]
            at = end
            if space or not self.break_on_hyphens:
                chunks.append(word)
            else:
                chunks += _hyphen_parts(word)
        if self.fix_sentence_endings:
            for i in range(len(chunks) - 1):
                if chunks[i + 1] == " " and _ends_sentence(chunks[i]):
                    chunks[i + 1] = "  "
        return chunks

    # ------------------------------------------------------------ into lines

    def wrap(self, text):
        if self.width <= 0:
            raise ValueError(f"invalid width {self.width!r} (must be > 0)")
        if self.max_lines is not None:
            indent = self.subsequent_indent if self.max_lines > 1 else self.initial_indent
            if len(indent) + len(self.placeholder.lstrip()) > self.width:
                raise ValueError("placeholder too large for max width")
        chunks = self._chunks(self._munged(text))
        chunks.reverse()
        lines = []
        while chunks:
            indent = self.subsequent_indent if lines else self.initial_indent
            width = self.width - len(indent)
            line = []
            length = 0
            if self.drop_whitespace and lines and not chunks[-1].strip():
                chunks.pop()
            while chunks and length + len(chunks[-1]) <= width:
                length += len(chunks[-1])
                line.append(chunks.pop())
            if chunks and len(chunks[-1]) > width:
                self._place_long_word(chunks, line, length, width)
                length = sum(map(len, line))
            if self.drop_whitespace and line and not line[-1].strip():
                length -= len(line.pop())
            if not line:
                continue
            is_last = self.max_lines is not None and len(lines) + 1 >= self.max_lines
            rest_is_empty = not chunks or self.drop_whitespace and len(chunks) == 1 and not chunks[0].strip()
            if not is_last or rest_is_empty and length <= width:
                lines.append(indent + "".join(line))
                continue
            while line:
                if line[-1].strip() and length + len(self.placeholder) <= width:
                    line.append(self.placeholder)
                    lines.append(indent + "".join(line))
                    break
                length -= len(line.pop())
            else:
                if lines:
                    before = lines[-1].rstrip()
                    if len(before) + len(self.placeholder) <= self.width:
                        lines[-1] = before + self.placeholder
                        break
                lines.append(indent + self.placeholder.lstrip())
            break
        return lines

    def _place_long_word(self, chunks, line, length, width):
        space = 1 if width < 1 else width - length
        if self.break_long_words:
            end = space
            chunk = chunks[-1]
            if self.break_on_hyphens and len(chunk) > space:
                hyphen = chunk.rfind("-", 0, space)
                if hyphen > 0 and any([c != "-" for c in chunk[:hyphen]]):
                    end = hyphen + 1
            line.append(chunk[:end])
            chunks[-1] = chunk[end:]
        elif not line:
            line.append(chunks.pop())

    def fill(self, text):
        return "\n".join(self.wrap(text))


def _hyphen_parts(word):
    """`well-known--really` as `well-`, `known`, `--`, `really`."""
    parts = []
    start = i = 0
    while i < len(word):
        if word[i] != "-":
            i += 1
            continue
        end = i
        while end < len(word) and word[end] == "-":
            end += 1
        before, after = word[start:i], word[end : end + 1]
        if end - i >= 2 and (after == "" or after.isalnum() or after == "_"):
            # An em-dash: a chunk of its own after a word.
            if before and (before[-1].isalnum() or before[-1] in "_!\"'&.,?"):
                parts.append(before)
                parts.append(word[i:end])
                start = end
        elif end - i == 1 and i - start >= 2 and word[i - 1].isalpha() and word[i - 2].isalpha() and after.isalpha():
            # Two letters before, and a letter after that is not alone before another hyphen.
            if word[end + 1 : end + 2].isalpha() or word[end + 1 : end + 2] in ("-",) and word[end + 2 : end + 3].isalpha():
                parts.append(word[start:end])
                start = end
        i = end
    if start < len(word):
        parts.append(word[start:])
    return parts


def _ends_sentence(chunk):
    text = chunk.rstrip("\"'")
    return len(chunk) - len(text) <= 1 and len(text) > 1 and text[-1] in ".!?" and text[-2].islower()


def wrap(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).wrap(text)


def fill(text, width=70, **kwargs):
    return TextWrapper(width=width, **kwargs).fill(text)


def shorten(text, width, **kwargs):
    return TextWrapper(width=width, max_lines=1, **kwargs).fill(" ".join(text.strip().split()))


def dedent(text):
    lines = []
    margin = None
    for line in text.split("\n"):
        if not line.strip(" \t"):
            # Lines of blanks count for nothing.
            lines.append("")
            continue
        lines.append(line)
        indent = line[: len(line) - len(line.lstrip(" \t"))]
        if margin is None:
            margin = indent
        else:
            shared = 0
            while shared < min(len(margin), len(indent)) and margin[shared] == indent[shared]:
                shared += 1
            margin = margin[:shared]
    cut = len(margin or "")
    return "\n".join([line[cut:] if line else line for line in lines])


def indent(text, prefix, predicate=None):
    lines = []
    for line in text.splitlines(True):
        wanted = predicate(line) if predicate is not None else line.strip()
        lines.append(prefix + line if wanted else line)
    return "".join(lines)
