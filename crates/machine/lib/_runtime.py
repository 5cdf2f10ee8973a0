"""The beginning and the end of a program, and what else CPython does in C around Python calls.

The functions are found by name by the machine; their frames are never shown.
"""

import sys
import _process
import _thread
import _timeslice


def _call(f, *args, **kwargs):
    return f(*args, **kwargs)


# ---------------------------------------------------------------- the program


def _main():
    """The main thread: the program's body, then what `Py_FinalizeEx` does."""
    code = 0
    uncaught = False
    try:
        for filename, lineno, message in _timeslice.syntax_warnings():
            import warnings
            warnings.warn_explicit(message, SyntaxWarning, filename, lineno)
        _timeslice.run_main()
    except SystemExit as exc:
        code = _exit_code(exc)
    except BaseException as exc:
        uncaught = True
        code = 130 if isinstance(exc, KeyboardInterrupt) else 1
        _report(exc)
    if not _timeslice.nothing_left():
        _finish()
    _timeslice.exit(code, uncaught)


def _exit_code(exc):
    code = exc.code
    if code is None:
        return 0
    if isinstance(code, int):
        return int(code)
    sys.stderr.write(str(code) + "\n")
    return 1


def _report(exc):
    hook = sys.excepthook
    try:
        hook(type(exc), exc, exc.__traceback__)
    except SystemExit:
        raise
    except BaseException as inner:
        sys.stderr.write("Error in sys.excepthook:\n")
        _print_exception(inner)
        sys.stderr.write("\nOriginal exception was:\n")
        _print_exception(exc)


def _finish():
    """Join the threads, run the exit handlers; an exception there is shown and changes nothing else."""
    for module, function in (("threading", "_shutdown"), ("atexit", "_run_exitfuncs")):
        module = sys.modules.get(module)
        if module is not None:
            try:
                getattr(module, function)()
            except BaseException as exc:
                sys.stderr.write("Exception ignored in: " + repr(module) + "\n")
                _print_exception(exc)
    _timeslice.finalize_all()
    _flush_files(True)


def _flush_files(everything):
    """Files that are open at the end; a child of multiprocessing flushes only those that nobody can reach."""
    files = sys.modules.get("_files")
    if files is not None:
        files._flush_all(everything)


def _run_new_thread(function, args, kwargs):
    try:
        function(*args, **(kwargs or {}))
    except SystemExit:
        pass
    except BaseException as exc:
        _thread.mark_failed()
        sys.stderr.write("Exception ignored in thread started by: " + repr(function) + "\n")
        _print_exception(exc)


# ---------------------------------------------------------------- finalisers


def _finalize(farewells, value=None):
    """What CPython does when the last reference to an object goes; value is what the caller gets."""
    while farewells:
        item = farewells.pop(0)
        try:
            if type(item) is tuple:
                where, ref = item
                where(ref)
            else:
                kind = type(item).__name__
                if kind == "coroutine":
                    where = item
                    if _timeslice.coroutine_state(item) == "created":
                        _warn_unawaited(item)
                    item.close()
                elif kind == "generator":
                    where = item
                    item.close()
                elif kind == "async_generator":
                    where = item
                    _close_async_generator(item)
                else:
                    where = type(item).__del__
                    where(item)
        except BaseException as exc:
            _unraisable(exc, where)
            if where is item:
                _timeslice.abandon(item)
        item = where = ref = None
    return value


def _warn_unawaited(coroutine):
    import warnings
    warnings._warn_unawaited_coroutine(coroutine)


def _close_async_generator(generator):
    events = sys.modules.get("asyncio.events")
    loop = events and events._get_running_loop()
    if loop is not None:
        loop._asyncgen_finalizer_hook(generator)
        return
    try:
        generator.aclose().send(None)
    except StopIteration:
        pass


class UnraisableHookArgs:
    """What sys.unraisablehook is told."""

    def __init__(self, exc, where, message=None):
        self.exc_type = type(exc)
        self.exc_value = exc
        self.exc_traceback = exc.__traceback__
        self.err_msg = message
        self.object = where


def _unraisable(exc, where):
    """An exception that nobody can be told of (`PyErr_WriteUnraisable`)."""
    try:
        sys.unraisablehook(UnraisableHookArgs(exc, where))
    except BaseException as inner:
        _write_unraisable(UnraisableHookArgs(inner, sys.unraisablehook, "Exception ignored in sys.unraisablehook"))


def _write_unraisable(args):
    message = args.err_msg or "Exception ignored in"
    try:
        text = repr(args.object)
    except BaseException:
        text = "<object repr() failed>"
    sys.stderr.write(f"{message}: {text}\n")
    _print_exception(args.exc_value)


# ---------------------------------------------------------------- exceptions


def _texts(exc):
    """What str() gives for every exception that a report on exc shows."""
    texts = []
    seen = []
    work = [exc]
    while work:
        e = work.pop()
        if e is None or any(e is s for s in seen):
            continue
        seen.append(e)
        try:
            text = str(e)
        except BaseException:
            text = "<exception str() failed>"
        texts.append((e, text))
        work.append(e.__cause__)
        work.append(e.__context__)
        if isinstance(e, BaseExceptionGroup):
            work.extend(e.exceptions)
    return texts


def _format_exception(exc):
    return _timeslice.format_exception(exc, _texts(exc))


def _print_exception(exc):
    sys.stderr.write(_timeslice.format_exception(exc))


def _str_exception(exc):
    args = exc.args
    if len(args) == 1:
        return repr(args[0]) if isinstance(exc, KeyError) else str(args[0])
    return repr(args)


def _repr_exception(exc):
    return type(exc).__name__ + "(" + ", ".join([repr(a) for a in exc.args]) + ")"


def _instance_of(cls, value):
    if value is None:
        return cls()
    if isinstance(value, tuple):
        return cls(*value)
    return cls(value)


def _deprecated(message):
    import warnings
    warnings.warn(message, DeprecationWarning, stacklevel=1)


def _is_set_camel(event):
    _deprecated("isSet() is deprecated, use is_set() instead")
    return event.is_set()


def _notify_all_camel(condition):
    _deprecated("notifyAll() is deprecated, use notify_all() instead")
    condition.notify_all()


def _throw_class(generator, cls, value, several=False):
    if several:
        _deprecated("the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.")
    return generator.throw(_instance_of(cls, value))


def _close_then_raise(inner, exc):
    close = getattr(inner, "close", None)
    if close is not None:
        close()
    raise exc


def _athrow_class(generator, cls, value):
    return generator.athrow(_instance_of(cls, value))


def _group_split(group, condition):
    """ExceptionGroup.split with a function as the condition."""
    if condition(group):
        return group, None
    matched, rest = [], []
    for e in group.exceptions:
        if isinstance(e, BaseExceptionGroup):
            m, r = _group_split(e, condition)
            if m is not None:
                matched.append(m)
            if r is not None:
                rest.append(r)
        elif condition(e):
            matched.append(e)
        else:
            rest.append(e)
    return (group.derive(matched) if matched else None,
            group.derive(rest) if rest else None)


def _group_subgroup(group, condition):
    return _group_split(group, condition)[0]


# ---------------------------------------------------------------- attributes and classes


def _getattr_default(obj, name, default):
    try:
        return getattr(obj, name)
    except AttributeError:
        return default


def _hasattr(obj, name):
    try:
        getattr(obj, name)
    except AttributeError:
        return False
    return True


def _dir(obj):
    return sorted(type(obj).__dir__(obj))


def _getitem(obj, key):
    index = key.__index__()
    return obj[index]


def _import_by_name(name):
    namespace = {}
    exec("import " + name, namespace)
    return namespace[name.partition(".")[0]]


def _type_new_hooks_result(cls, keywords):
    _call_hooks(cls, keywords)
    return cls


def _call_hooks(cls, keywords):
    from _builtins import _type_new_hooks
    _type_new_hooks(cls, keywords)


_SELF_MATCH = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)


def _match_class(subject, cls, positional, names):
    """`case Class(p1, …, name=…)`: the attributes to match, or None."""
    if not isinstance(subject, cls):
        return None
    attrs = []
    if positional:
        match_args = getattr(cls, "__match_args__", None)
        if match_args is None:
            if cls in _SELF_MATCH or any(issubclass(cls, c) for c in _SELF_MATCH):
                if positional > 1:
                    raise TypeError(f"{cls.__name__}() accepts 1 positional sub-pattern ({positional} given)")
                attrs.append(subject)
                match_args = None
            else:
                match_args = ()
        if match_args is not None:
            if positional > len(match_args):
                s = "" if len(match_args) == 1 else "s"
                raise TypeError(f"{cls.__name__}() accepts {len(match_args)} positional sub-pattern{s} ({positional} given)")
            for name in match_args[:positional]:
                try:
                    attrs.append(getattr(subject, name))
                except AttributeError:
                    return None
    for name in names:
        try:
            attrs.append(getattr(subject, name))
        except AttributeError:
            return None
    return tuple(attrs)


# ---------------------------------------------------------------- containers


def _build_map(items):
    result = {}
    for i in range(0, len(items), 2):
        result[items[i]] = items[i + 1]
    return result


def _dict_filled(d, other, keywords):
    from _builtins import _dict_update
    _dict_update(d, other, keywords)
    return d


def _list_extend(target, it):
    append = target.append
    for item in it:
        append(item)


def _list_iadd(target, it):
    for item in it:
        target.append(item)
    return target


def _deque_extend(target, it):
    for item in it:
        target.append(item)


def _deque_extendleft(target, it):
    for item in it:
        target.appendleft(item)


def _deque_filled(target, it):
    for item in it:
        target.append(item)
    return target


def _new_from_iter(cls, it):
    return cls.__new__(cls, [item for item in it])


def _frozenset_from_iter(it):
    from _builtins import _set_from_iter
    return frozenset(_set_from_iter(it))


def _fromkeys(cls, it, value):
    result = cls()
    for key in it:
        result[key] = value
    return result


def _zip(iterables, strict):
    from _builtins import zip as fallback
    return fallback(*iterables, strict=strict)


def _reversed(seq):
    from _builtins import reversed as fallback
    return fallback(seq)


def _range(args):
    return range(*[a.__index__() for a in args])


def _repr_other(x):
    kind = type(x).__name__
    if isinstance(x, slice):
        return f"slice({x.start!r}, {x.stop!r}, {x.step!r})"
    return kind + "([" + ", ".join([repr(item) for item in x]) + "])"


# ---------------------------------------------------------------- threads


def _condition_wait_for(cond, predicate, timeout):
    import time
    end = None
    wait_time = timeout
    result = predicate()
    while not result:
        if wait_time is not None:
            if end is None:
                end = time.monotonic() + wait_time
            else:
                wait_time = end - time.monotonic()
                if wait_time <= 0:
                    break
        cond.wait(wait_time)
        result = predicate()
    return result


def _barrier_action(barrier, action, index):
    try:
        action()
    except BaseException:
        barrier.abort()
        raise
    _timeslice.barrier_open(barrier)
    return index


def _priority_put(queue, item):
    heap = _timeslice.queue_items(queue)
    heap.append(item)
    at = len(heap) - 1
    while at > 0:
        parent = (at - 1) >> 1
        if not item < heap[parent]:
            break
        heap[at] = heap[parent]
        at = parent
    heap[at] = item
    _timeslice.queue_items(queue, heap)


def _priority_get(queue):
    heap = _timeslice.queue_items(queue)
    last = heap.pop()
    if not heap:
        _timeslice.queue_items(queue, heap)
        return last
    first = heap[0]
    end = len(heap)
    at = 0
    child = 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    while at > 0:
        parent = (at - 1) >> 1
        if not last < heap[parent]:
            break
        heap[at] = heap[parent]
        at = parent
    heap[at] = last
    _timeslice.queue_items(queue, heap)
    return first


async def _anext_default(iterator, default):
    try:
        return await type(iterator).__anext__(iterator)
    except StopAsyncIteration:
        return default


# ---------------------------------------------------------------- builtins that are rarely needed


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    """Open file and return a stream. The files are the simulated machine's."""
    from _files import open

    return open(file, mode, buffering, encoding, errors, newline, closefd, opener)


def _write_lines(stream, lines):
    for line in lines:
        stream.write(line)


# ---------------------------------------------------------------- processes


def _run_process(process):
    """The main thread of a forked child."""
    code = 1
    try:
        code = process._bootstrap()
    except BaseException as exc:
        _report(exc)
    _flush_files(False)
    _process.exit(code & 0xff)


def _spawn(method, prep, process):
    data = _process.dumps(process)
    return _process.spawn(method, _process.dumps(prep), data, process._name)


def _run_spawned(prep, data):
    """The main thread of a child that begins with a new interpreter."""
    from multiprocessing import spawn
    code = 1
    try:
        code = spawn._main(_process.loads(prep), data)
    except SystemExit as exc:
        code = _exit_code(exc)
    except BaseException as exc:
        _report(exc)
    _finish()
    _process.exit(code & 0xff)


def _connection_send(connection, obj):
    from multiprocessing.connection import _Sender
    _Sender(connection).send(obj)


def _buffer_too_short(message):
    from multiprocessing.context import BufferTooShort
    raise BufferTooShort(message)


# ---------------------------------------------------------------- pickling


def _reduced(obj):
    answer = obj.__reduce_ex__(4)
    if isinstance(answer, str):
        return answer
    if not isinstance(answer, tuple):
        from _pickle import PicklingError
        raise PicklingError("__reduce__ must return a string or tuple")
    answer = list(answer)
    for i in (3, 4):
        if len(answer) > i and answer[i] is not None:
            answer[i] = list(answer[i])
    return tuple(answer)


def _pickle_dumps(obj):
    answers = []
    while True:
        data = _process.encode(obj, answers)
        if isinstance(data, bytes):
            return data
        for asked in data:
            answers.append((asked, _reduced(asked)))


def _pickle_loads(unpickler, request):
    while len(request) == 2:
        request = _process.unpickle_step(unpickler, request[0](*request[1]))
    return request[0]


def _pickle_find(module, name):
    if module not in sys.modules:
        _import_by_name(module)
    found = sys.modules[module]
    for part in name.split("."):
        if part == "<locals>":
            raise AttributeError(f"Can't get local attribute {name!r} on {found}")
        try:
            found = getattr(found, part)
        except AttributeError:
            raise AttributeError(f"Can't get attribute {name!r} on {sys.modules[module]}") from None
    return found


def _pickle_new(cls, args, keywords):
    return cls.__new__(cls, *args, **(keywords or {}))


def _pickle_extend(target, items):
    if hasattr(target, "extend"):
        target.extend(items)
    else:
        for item in items:
            target.append(item)


def _pickle_set_items(target, flat):
    for i in range(0, len(flat), 2):
        target[flat[i]] = flat[i + 1]


def _pickle_add_items(target, items):
    for item in items:
        target.add(item)


def _pickle_set_state(target, state):
    own = getattr(target, "__setstate__", None)
    if own is not None:
        own(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state:
        target.__dict__.update(state)
    for name, value in (slots or {}).items():
        setattr(target, name, value)
