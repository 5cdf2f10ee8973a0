"""Pipes, and connections between unrelated processes.

Connections and their waiting are native; listeners only add addresses and keys
(Lib/multiprocessing/connection.py, 3.13).
"""

import itertools

import _process
from _process import Connection
from multiprocessing.reduction import ForkingPickler as _ForkingPickler

__all__ = ['Client', 'Listener', 'Pipe', 'wait']

_address_counter = itertools.count()

_WELCOME = b'#WELCOME#'
_FAILURE = b'#FAILURE#'


def Pipe(duplex=True):
    """Two connected Connection objects; without duplex the first only receives."""
    return _process.pipe(duplex)


class _Sender:
    """Sends objects over a connection, with the frames CPython's send() has in the traceback
    of an object that cannot be pickled."""

    def __init__(self, connection):
        self._send_bytes = connection.send_bytes

    def send(self, obj):
        self._send_bytes(_ForkingPickler.dumps(obj))  # timeslice: line 206


def wait(object_list, timeout=None):
    """Wait until one of the connections or process sentinels is ready; gives those that are."""
    return list(_process.wait_any(list(object_list), timeout))


def arbitrary_address(family=None):
    """An address nobody uses."""
    if family == 'AF_INET':
        return ('localhost', 0)
    return f'/tmp/pymp-{_process.getpid()}/listener-{next(_address_counter)}'


def _free_port():
    # Different in every process, as the machine knows of no ports.
    return 49152 + (_process.getpid() * 64 + next(_address_counter)) % 16384


def _rendezvous(address):
    """What the machine knows an address by: it has one host, whatever that is called."""
    return ('127.0.0.1', address[1]) if isinstance(address, tuple) else address


def address_type(address):
    """The family of an address."""
    if isinstance(address, tuple):
        return 'AF_INET'
    if isinstance(address, str):
        return 'AF_UNIX'
    raise ValueError('address type of %r unrecognized' % address)


def _check_key(authkey):
    if authkey is not None and not isinstance(authkey, bytes):
        raise TypeError('authkey should be a byte string')


class Listener:
    """Waits for connections at an address."""

    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        family = family or (address and address_type(address)) or 'AF_UNIX'
        _check_key(authkey)
        address = address or arbitrary_address(family)
        if isinstance(address, tuple):
            host = '127.0.0.1' if address[0] == 'localhost' else address[0] or '0.0.0.0'
            address = (host, address[1] or _free_port())
        self._handle = _process.listen(_rendezvous(address))
        self._address = address
        self._authkey = authkey
        self._last_accepted = None

    def accept(self):
        """Wait for a connection; checks the other end's key."""
        if self._handle is None:
            raise OSError('listener is closed')
        connection = _process.accept(self._handle)
        if self._authkey is not None:
            if connection.recv_bytes() != self._authkey:
                connection.send_bytes(_FAILURE)
                connection.close()
                from multiprocessing.context import AuthenticationError
                raise AuthenticationError('digest received was wrong')
            connection.send_bytes(_WELCOME)
        self._last_accepted = ('127.0.0.1', _free_port()) if isinstance(self._address, tuple) else ''
        return connection

    def close(self):
        """Take no more connections."""
        handle, self._handle = self._handle, None
        if handle is not None:
            _process.close_listener(handle)

    @property
    def address(self):
        """Where it listens."""
        return self._address

    @property
    def last_accepted(self):
        """The address of the last connection's other end, or None."""
        return self._last_accepted

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_value, exc_tb):
        self.close()


def Client(address, family=None, authkey=None):
    """Connect to a listener."""
    _check_key(authkey)
    address_type(address)
    connection = _process.connect(_rendezvous(address))
    if authkey is not None:
        connection.send_bytes(bytes(authkey))
        if connection.recv_bytes() != _WELCOME:
            connection.close()
            from multiprocessing.context import AuthenticationError
            raise AuthenticationError('digest sent was rejected')
    return connection
