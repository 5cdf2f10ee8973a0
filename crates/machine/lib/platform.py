"""What the simulated machine says it is."""

import os
import sys


def system():
    return os.uname().sysname


def node():
    return os.uname().nodename


def release():
    return os.uname().release


def version():
    return os.uname().version


def machine():
    return os.uname().machine


def processor():
    return ""


def uname():
    return os.uname()


def platform(aliased=False, terse=False):
    return "-".join([system(), release(), machine()])


def python_implementation():
    return "CPython"


def python_version():
    return ".".join(map(str, sys.version_info[:3]))


def python_version_tuple():
    return tuple(map(str, sys.version_info[:3]))


def python_compiler():
    return "Timeslice"


def architecture(executable="", bits="", linkage=""):
    return ("64bit", "")
