"""Splitting a command line as the shell does."""

import re

__all__ = ["shlex", "split", "quote", "join"]

_find_unsafe = re.compile(r"[^\w@%+=:,./-]", re.ASCII).search


def quote(s):
    """Return a shell-escaped version of the string *s*."""
    if not s:
        return "''"
    if _find_unsafe(s) is None:
        return s
    return "'" + s.replace("'", "'\"'\"'") + "'"


def join(split_command):
    """Return a shell-escaped string from *split_command*."""
    return " ".join(quote(arg) for arg in split_command)


def split(s, comments=False, posix=True):
    """Split the string *s* using shell-like syntax."""
    if s is None:
        raise ValueError("s argument must not be None")
    lex = shlex(s, posix=posix)
    lex.whitespace_split = True
    if not comments:
        lex.commenters = ""
    return list(lex)


class shlex:
    """Gives one word of a text after another."""

    def __init__(self, instream=None, infile=None, posix=False, punctuation_chars=False):
        if punctuation_chars:
            raise NotImplementedError("shlex.shlex() with punctuation_chars is not supported in Timeslice")
        if instream is None:
            import sys

            instream = sys.stdin
        self._text = instream if isinstance(instream, str) else instream.read()
        self._at = 0
        self.infile = infile
        self.posix = posix
        self.eof = None if posix else ""
        self.commenters = "#"
        self.wordchars = "abcdfeghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
        if posix:
            self.wordchars += "ßàáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ"
        self.whitespace = " \t\r\n"
        self.whitespace_split = False
        self.quotes = "'\""
        self.escape = "\\"
        self.escapedquotes = '"'
        self.lineno = 1
        self._pushed = []

    def push_token(self, tok):
        self._pushed.insert(0, tok)

    def get_token(self):
        return self._pushed.pop(0) if self._pushed else self.read_token()

    def _next(self):
        c = self._text[self._at : self._at + 1]
        self._at += 1
        if c == "\n":
            self.lineno += 1
        return c

    def read_token(self):
        token, quoted = "", False
        while True:
            c = self._next()
            if not c:
                self._at -= 1
                break
            if c in self.whitespace:
                if token or self.posix and quoted:
                    break
            elif c in self.commenters:
                while (c := self._next()) and c != "\n":
                    pass
                if token or self.posix and quoted:
                    break
            elif self.posix and c in self.escape:
                c = self._next()
                if not c:
                    raise ValueError("No escaped character")
                token += c
            elif c in self.quotes:
                if not self.posix and token and not self.whitespace_split:
                    self._at -= 1
                    break
                quoted = True
                part = self._quoted(c)
                if self.posix:
                    token += part
                else:
                    token += c + part + c
                    if not self.whitespace_split:
                        break
            elif self.whitespace_split or c in self.wordchars:
                token += c
            elif token:
                self._at -= 1
                break
            else:
                return c
        if not token and not (self.posix and quoted):
            return self.eof
        return token

    def _quoted(self, mark):
        part = ""
        while True:
            c = self._next()
            if not c:
                raise ValueError("No closing quotation")
            if c == mark:
                return part
            if self.posix and c in self.escape and mark in self.escapedquotes:
                c = self._next()
                if not c:
                    raise ValueError("No escaped character")
                if c not in (mark, *self.escape):
                    part += self.escape[0]
            part += c

    def __iter__(self):
        return self

    def __next__(self):
        token = self.get_token()
        if token == self.eof:
            raise StopIteration
        return token
