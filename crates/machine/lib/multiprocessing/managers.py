"""Managers: server processes whose objects other processes use through proxies
(Lib/multiprocessing/managers.py, 3.13).

Every method call on a proxy is one message to the server and one back. The server has a
thread for each connection, and each thread of a client has a connection of its own, so a
call that blocks blocks only its caller. Objects live as long as their server: when a proxy
dies is no part of a program's behaviour here.
"""

import queue
import threading
import time

import _process
import _thread
import _timeslice
from multiprocessing import get_context, pool, process, util
from multiprocessing.connection import Client, Listener, Pipe
from multiprocessing.context import ProcessError

__all__ = ['BaseManager', 'SyncManager', 'BaseProxy', 'Token']

INITIAL = 0
STARTED = 1
SHUTDOWN = 2

_SHUTDOWN_TIMEOUT = 1.0


class Token:
    """Identifies a shared object."""

    __slots__ = ('typeid', 'address', 'id')

    def __init__(self, typeid, address, id):
        self.typeid = typeid
        self.address = address
        self.id = id

    def __getstate__(self):
        return (self.typeid, self.address, self.id)

    def __setstate__(self, state):
        self.typeid, self.address, self.id = state

    def __repr__(self):
        return '%s(typeid=%r, address=%r, id=%r)' % (
            self.__class__.__name__, self.typeid, self.address, self.id)


class RemoteError(Exception):
    """An error in the server itself."""

    def __str__(self):
        return '\n' + '-' * 75 + '\n' + str(self.args[0]) + '-' * 75


def convert_to_error(kind, result):
    """The exception of a server's answer."""
    if kind == '#ERROR':
        return result
    if kind == '#TRACEBACK':
        return RemoteError(result)
    if kind == '#UNSERIALIZABLE':
        return RemoteError('Unserializable message: %s\n' % result)
    return ValueError('Unrecognized message type {!r}'.format(kind))


def dispatch(connection, id, methodname, args=(), kwds={}):
    """Send a message and give the answer; id None addresses the server itself."""
    connection.send((id, methodname, args, kwds))
    kind, result = connection.recv()
    if kind == '#RETURN':
        return result
    raise convert_to_error(kind, result)  # timeslice: line 94


def public_methods(obj):
    """The names of an object's methods without those that begin with '_'."""
    return [name for name in dir(obj) if name[0] != '_' and callable(getattr(obj, name))]


class Server:
    """Serves a registry's objects at an address."""

    def __init__(self, registry, address):
        self.registry = registry
        self.listener = Listener(address=address, backlog=128)
        self.address = self.listener.address
        self.id_to_obj = {}  # id -> (object, exposed names, methods whose results get proxies)

    def serve_forever(self):
        """Accept connections until a client asks for the end."""
        process.current_process()._manager_server = self
        while True:
            connection = self.listener.accept()
            thread = threading.Thread(target=self._serve_client, args=(connection,))
            thread.daemon = True
            thread.start()

    def _serve_client(self, connection):
        while True:
            try:
                request = connection.recv()
            except (EOFError, OSError):
                return
            ident, methodname, args, kwds = request
            if ident is None and methodname == 'shutdown':
                connection.send(('#RETURN', None))
                util._flush_std_streams()
                _process.exit(0)
            answer = self._answer(ident, methodname, args, kwds)
            try:
                try:
                    connection.send(answer)
                except (EOFError, OSError):
                    raise
                except Exception as e:
                    connection.send(('#UNSERIALIZABLE', _timeslice.format_exception(e)))
            except (EOFError, OSError):
                # The client is gone.
                return

    def _answer(self, ident, methodname, args, kwds):
        try:
            if ident is None:
                return ('#RETURN', getattr(self, '_do_' + methodname)(*args, **kwds))
            obj, exposed, proxied = self.id_to_obj[ident]
            if methodname not in exposed:
                if methodname in _FALLBACKS:
                    return ('#RETURN', _FALLBACKS[methodname](obj))
                raise AttributeError('method %r of %r object is not in exposed=%r'
                                     % (methodname, type(obj), exposed))
            function = getattr(obj, methodname)
        except Exception as e:
            return ('#TRACEBACK', _timeslice.format_exception(e))
        try:
            result = function(*args, **kwds)
        except Exception as e:
            return ('#ERROR', e)
        typeid = proxied and proxied.get(methodname)
        if typeid:
            rident, rexposed = self._do_create(typeid, result)
            return ('#PROXY', (rexposed, Token(typeid, self.address, rident)))
        if isinstance(result, _VIEWS):
            # A dict's views cannot be sent.
            result = list(result)
        return ('#RETURN', result)

    def _do_create(self, typeid, /, *args, **kwds):
        callable, exposed, proxied, _ = self.registry[typeid]
        if callable is None:
            # The result of another object's method.
            obj = args[0]
        else:
            obj = callable(*args, **kwds)
        exposed = public_methods(obj) if exposed is None else list(exposed)
        if proxied:
            exposed += list(proxied)
        ident = '%x' % id(obj)
        self.id_to_obj[ident] = (obj, exposed, proxied)
        return ident, tuple(exposed)

    def _do_dummy(self):
        """Answer, so that a client knows it is connected."""

    def _do_number_of_objects(self):
        return len(self.id_to_obj)

    def _do_debug_info(self):
        return '\n'.join('  %s:       refcount=%s\n    %s' % (ident, 1, str(entry[0])[:75])
                         for ident, entry in sorted(self.id_to_obj.items()))


_VIEWS = (type({}.keys()), type({}.values()), type({}.items()))

# What every object answers, whatever it exposes.
_FALLBACKS = {'__str__': str, '__repr__': repr, '#GETVALUE': lambda obj: obj}


class BaseManager:
    """Starts a server, or connects to one."""

    _registry = {}

    def __init__(self, address=None, authkey=None, serializer='pickle', ctx=None, *,
                 shutdown_timeout=_SHUTDOWN_TIMEOUT):
        self._address = address
        self._authkey = process.current_process().authkey if authkey is None else authkey
        self._state = INITIAL
        self._shutdown_timeout = shutdown_timeout
        self._process = None
        self._ctx = ctx or get_context()

    def _check_initial(self):
        if self._state == STARTED:
            raise ProcessError("Already started server")
        if self._state == SHUTDOWN:
            raise ProcessError("Manager has shut down")

    def get_server(self):
        """A server in this process."""
        self._check_initial()
        return Server(self._registry, self._address)

    def connect(self):
        """Use a server that runs elsewhere."""
        connection = Client(self._address)
        dispatch(connection, None, 'dummy')
        connection.close()
        self._state = STARTED

    def start(self, initializer=None, initargs=()):
        """Start a server process."""
        self._check_initial()
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        reader, writer = Pipe(duplex=False)
        self._process = self._ctx.Process(
            target=type(self)._run_server,
            args=(self._registry, self._address, writer, initializer, initargs))
        ident = ':'.join(str(i) for i in self._process._identity)
        self._process.name = type(self).__name__ + '-' + ident
        self._process.start()
        writer.close()
        self._address = reader.recv()
        reader.close()
        self._state = STARTED
        self.shutdown = util.Finalize(self._stop_server, exitpriority=0)

    @classmethod
    def _run_server(cls, registry, address, writer, initializer=None, initargs=()):
        if initializer is not None:
            initializer(*initargs)
        server = Server(registry, address)
        writer.send(server.address)
        writer.close()
        server.serve_forever()

    def _stop_server(self):
        if self._process.is_alive():
            try:
                connection = Client(self._address)
                dispatch(connection, None, 'shutdown')
                connection.close()
            except Exception as e:
                util.info('shutdown of the manager failed: %s', e)
            self._process.join(timeout=self._shutdown_timeout)
            if self._process.is_alive():
                self._process.terminate()
                self._process.join()
        self._state = SHUTDOWN

    def _create(self, typeid, /, *args, **kwds):
        assert self._state == STARTED, 'server not yet started'
        connection = Client(self._address)
        try:
            id, exposed = dispatch(connection, None, 'create', (typeid,) + args, kwds)
        finally:
            connection.close()
        return Token(typeid, self._address, id), exposed

    def join(self, timeout=None):
        """Wait for the server process."""
        if self._process is not None:
            self._process.join(timeout)
            if not self._process.is_alive():
                self._process = None

    def _number_of_objects(self):
        connection = Client(self._address)
        try:
            return dispatch(connection, None, 'number_of_objects')
        finally:
            connection.close()

    def _debug_info(self):
        connection = Client(self._address)
        try:
            return dispatch(connection, None, 'debug_info')
        finally:
            connection.close()

    def __enter__(self):
        if self._state == INITIAL:
            self.start()
        if self._state != STARTED:
            raise ProcessError("Manager has shut down")
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown()

    def __reduce__(self):
        # Only the address and the key are of use elsewhere.
        return _rebuild_manager, (type(self), self._address, bytes(self._authkey))

    @property
    def address(self):
        """Where the server is."""
        return self._address

    @classmethod
    def register(cls, typeid, callable=None, proxytype=None, exposed=None,
                 method_to_typeid=None, create_method=True):
        """Let managers of this class make objects of a kind."""
        if '_registry' not in cls.__dict__:
            cls._registry = cls._registry.copy()
        if proxytype is None:
            proxytype = AutoProxy
        exposed = exposed or getattr(proxytype, '_exposed_', None)
        method_to_typeid = method_to_typeid or getattr(proxytype, '_method_to_typeid_', None)
        cls._registry[typeid] = (callable, exposed, method_to_typeid, proxytype)
        if create_method:
            def create(self, /, *args, **kwds):
                token, names = self._create(typeid, *args, **kwds)
                return proxytype(token, manager=self, exposed=names)
            create.__name__ = typeid
            setattr(cls, typeid, create)


def _rebuild_manager(cls, address, authkey):
    manager = cls(address, authkey)
    manager._state = STARTED
    return manager


_CONNECTIONS = object()  # what a thread's own dict of its connections belongs to


def _connection(address):
    """The running thread's connection to a server, made on first use."""
    connections = _thread.local_dict(_CONNECTIONS)
    # A forked child has its parent's dict, but must not share the connections in it.
    key = (_process.getpid(), address)
    if key not in connections:
        connections[key] = Client(address)
    return connections[key]


class BaseProxy:
    """Stands for an object in a server."""

    def __init__(self, token, manager=None, exposed=None):
        self._token = token
        self._id = token.id
        self._manager = manager

    def _callmethod(self, methodname, args=(), kwds={}):
        """Call a method of the object and give a copy of its result."""
        connection = _connection(self._token.address)
        connection.send((self._id, methodname, args, kwds))
        kind, result = connection.recv()
        if kind == '#RETURN':
            return result
        if kind == '#PROXY':
            exposed, token = result
            registry = SyncManager._registry if self._manager is None else self._manager._registry
            return registry[token.typeid][-1](token, manager=self._manager, exposed=exposed)
        raise convert_to_error(kind, result)  # timeslice: line 840

    def _getvalue(self):
        """A copy of the object."""
        return self._callmethod('#GETVALUE')

    def __reduce__(self):
        if getattr(self, '_isauto', False):
            return _rebuild_auto_proxy, (self._token, self._exposed_)
        return _rebuild_proxy, (type(self), self._token)

    def __deepcopy__(self, memo):
        return self._getvalue()

    def __repr__(self):
        return '<%s object, typeid %r at %#x>' % (
            type(self).__name__, self._token.typeid, id(self))

    def __str__(self):
        try:
            return self._callmethod('__repr__')
        except Exception:
            return repr(self)[:-1] + "; '__str__()' failed>"


def _rebuild_proxy(cls, token):
    return cls(token)


def _rebuild_auto_proxy(token, exposed):
    return AutoProxy(token, exposed=exposed)


def _forwarder(name):
    def method(self, /, *args, **kwds):
        return self._callmethod(name, args, kwds)
    method.__name__ = name
    return method


def MakeProxyType(name, exposed):
    """A proxy class with the given methods."""
    exposed = tuple(exposed)
    namespace = {method: _forwarder(method) for method in exposed}
    namespace['_exposed_'] = exposed
    namespace['__module__'] = __name__
    return type(name, (BaseProxy,), namespace)


def AutoProxy(token, manager=None, exposed=()):
    """A proxy with whatever public methods the object has."""
    proxy = MakeProxyType('AutoProxy[%s]' % token.typeid, exposed)(token, manager=manager)
    proxy._isauto = True
    return proxy


class Namespace:
    """An object for any attributes."""

    def __init__(self, /, **kwds):
        self.__dict__.update(kwds)

    def __repr__(self):
        shown = sorted('%s=%r' % (name, value) for name, value in self.__dict__.items()
                       if not name.startswith('_'))
        return '%s(%s)' % (self.__class__.__name__, ', '.join(shown))


class Value:
    """A value in a server."""

    def __init__(self, typecode, value, lock=True):
        self._typecode = typecode
        self._value = value

    def get(self):
        """The value."""
        return self._value

    def set(self, value):
        """Change the value."""
        self._value = value

    def __repr__(self):
        return '%s(%r, %r)' % (type(self).__name__, self._typecode, self._value)

    value = property(get, set)


def Array(typecode, sequence, lock=True):
    """An array in a server."""
    import array
    return array.array(typecode, sequence)


IteratorProxy = MakeProxyType('IteratorProxy', ('__next__', 'send', 'throw', 'close'))
IteratorProxy.__iter__ = lambda self: self


class AcquirerProxy(BaseProxy):
    """A proxy of a lock or semaphore."""

    _exposed_ = ('acquire', 'release')

    def acquire(self, blocking=True, timeout=None):
        """Take it."""
        args = (blocking,) if timeout is None else (blocking, timeout)
        return self._callmethod('acquire', args)

    def release(self):
        """Give it back."""
        return self._callmethod('release')

    def __enter__(self):
        return self._callmethod('acquire')

    def __exit__(self, exc_type, exc_val, exc_tb):
        return self._callmethod('release')


class ConditionProxy(AcquirerProxy):
    """A proxy of a condition variable."""

    _exposed_ = ('acquire', 'release', 'wait', 'notify', 'notify_all')

    def wait(self, timeout=None):
        """Wait to be notified."""
        return self._callmethod('wait', (timeout,))

    def notify(self, n=1):
        """Wake up to n waiters."""
        return self._callmethod('notify', (n,))

    def notify_all(self):
        """Wake every waiter."""
        return self._callmethod('notify_all')

    def wait_for(self, predicate, timeout=None):
        """Wait until predicate(), called here, is true or time is up."""
        result = predicate()
        remaining = None
        if timeout is not None:
            end_time = time.monotonic() + timeout
        while not result:
            if timeout is not None:
                remaining = end_time - time.monotonic()
                if remaining <= 0:
                    break
            self.wait(remaining)
            result = predicate()
        return result


class EventProxy(BaseProxy):
    """A proxy of an event."""

    _exposed_ = ('is_set', 'set', 'clear', 'wait')

    def is_set(self):
        """The flag."""
        return self._callmethod('is_set')

    def set(self):
        """Set the flag."""
        return self._callmethod('set')

    def clear(self):
        """Unset the flag."""
        return self._callmethod('clear')

    def wait(self, timeout=None):
        """Wait for the flag."""
        return self._callmethod('wait', (timeout,))


class BarrierProxy(BaseProxy):
    """A proxy of a barrier."""

    _exposed_ = ('__getattribute__', 'wait', 'abort', 'reset')

    def wait(self, timeout=None):
        """Wait for the others."""
        return self._callmethod('wait', (timeout,))

    def abort(self):
        """Break the barrier."""
        return self._callmethod('abort')

    def reset(self):
        """Begin again."""
        return self._callmethod('reset')

    @property
    def parties(self):
        """How many it takes."""
        return self._callmethod('__getattribute__', ('parties',))

    @property
    def n_waiting(self):
        """How many wait."""
        return self._callmethod('__getattribute__', ('n_waiting',))

    @property
    def broken(self):
        """Whether it is broken."""
        return self._callmethod('__getattribute__', ('broken',))


class NamespaceProxy(BaseProxy):
    """A proxy of a namespace: its attributes are the namespace's."""

    _exposed_ = ('__getattribute__', '__setattr__', '__delattr__')

    def __getattr__(self, key):
        if key[0] == '_':
            return object.__getattribute__(self, key)
        return self._callmethod('__getattribute__', (key,))

    def __setattr__(self, key, value):
        if key[0] == '_':
            return object.__setattr__(self, key, value)
        return self._callmethod('__setattr__', (key, value))

    def __delattr__(self, key):
        if key[0] == '_':
            return object.__delattr__(self, key)
        return self._callmethod('__delattr__', (key,))


class ValueProxy(BaseProxy):
    """A proxy of a value."""

    _exposed_ = ('get', 'set')

    def get(self):
        """The value."""
        return self._callmethod('get')

    def set(self, value):
        """Change the value."""
        return self._callmethod('set', (value,))

    value = property(get, set)


_BaseListProxy = MakeProxyType('BaseListProxy', (
    '__add__', '__contains__', '__delitem__', '__getitem__', '__len__',
    '__mul__', '__reversed__', '__rmul__', '__setitem__',
    'append', 'count', 'extend', 'index', 'insert', 'pop', 'remove',
    'reverse', 'sort', '__imul__'))


class ListProxy(_BaseListProxy):
    """A proxy of a list."""

    def __iadd__(self, value):
        self._callmethod('extend', (value,))
        return self

    def __imul__(self, value):
        self._callmethod('__imul__', (value,))
        return self


_BaseDictProxy = MakeProxyType('DictProxy', (
    '__contains__', '__delitem__', '__getitem__', '__iter__', '__len__',
    '__setitem__', 'clear', 'copy', 'get', 'items',
    'keys', 'pop', 'popitem', 'setdefault', 'update', 'values'))
_BaseDictProxy._method_to_typeid_ = {'__iter__': 'Iterator'}


class DictProxy(_BaseDictProxy):
    """A proxy of a dict."""


ArrayProxy = MakeProxyType('ArrayProxy', ('__len__', '__getitem__', '__setitem__'))

_BasePoolProxy = MakeProxyType('PoolProxy', (
    'apply', 'apply_async', 'close', 'imap', 'imap_unordered', 'join',
    'map', 'map_async', 'starmap', 'starmap_async', 'terminate'))
_BasePoolProxy._method_to_typeid_ = {
    'apply_async': 'AsyncResult',
    'map_async': 'AsyncResult',
    'starmap_async': 'AsyncResult',
    'imap': 'Iterator',
    'imap_unordered': 'Iterator',
}


class PoolProxy(_BasePoolProxy):
    """A proxy of a pool."""

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


class SyncManager(BaseManager):
    """A manager of the common kinds of objects."""


SyncManager.register('Queue', queue.Queue)
SyncManager.register('JoinableQueue', queue.Queue)
SyncManager.register('Event', threading.Event, EventProxy)
SyncManager.register('Lock', threading.Lock, AcquirerProxy)
SyncManager.register('RLock', threading.RLock, AcquirerProxy)
SyncManager.register('Semaphore', threading.Semaphore, AcquirerProxy)
SyncManager.register('BoundedSemaphore', threading.BoundedSemaphore, AcquirerProxy)
SyncManager.register('Condition', threading.Condition, ConditionProxy)
SyncManager.register('Barrier', threading.Barrier, BarrierProxy)
SyncManager.register('Pool', pool.Pool, PoolProxy)
SyncManager.register('list', list, ListProxy)
SyncManager.register('dict', dict, DictProxy)
SyncManager.register('Value', Value, ValueProxy)
SyncManager.register('Array', Array, ArrayProxy)
SyncManager.register('Namespace', Namespace, NamespaceProxy)
SyncManager.register('Iterator', proxytype=IteratorProxy, create_method=False)
SyncManager.register('AsyncResult', create_method=False)
