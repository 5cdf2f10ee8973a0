//! Interned names and built-in classes that the machine itself speaks of.
//!
//! They are the first objects of every heap, so their indices are constants.

use crate::value::Ref;

macro_rules! symbols {
    ($($id:ident = $text:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, dead_code)]
        enum SymbolIndex { $($id,)* }
        /// Interned names.
        // A list of everything that has a fixed place in the heap; not each is spoken of yet.
        #[allow(missing_docs, dead_code)]
        pub mod sym {
            use super::{Ref, SymbolIndex};
            $(pub const $id: Ref = Ref(SymbolIndex::$id as u32);)*
        }
        /// Their texts, in the order of their indices.
        pub const SYMBOLS: &[&str] = &[$($text,)*];
    };
}

symbols! {
    EMPTY = "",
    INIT = "__init__", NEW = "__new__", DEL = "__del__", CALL = "__call__", NAME = "__name__",
    QUALNAME = "__qualname__", MODULE = "__module__", DOC = "__doc__", DICT = "__dict__",
    CLASS = "__class__", BASES = "__bases__", BASE = "__base__", MRO = "__mro__", MRO_METHOD = "mro",
    SUBCLASSES = "__subclasses__", SLOTS = "__slots__", ANNOTATIONS = "__annotations__",
    GETATTR = "__getattr__", GETATTRIBUTE = "__getattribute__", SETATTR = "__setattr__",
    DELATTR = "__delattr__", GET = "__get__", SET = "__set__", DELETE = "__delete__",
    SET_NAME = "__set_name__", INIT_SUBCLASS = "__init_subclass__", CLASS_GETITEM = "__class_getitem__",
    PREPARE = "__prepare__", INSTANCECHECK = "__instancecheck__", SUBCLASSCHECK = "__subclasscheck__",
    MRO_ENTRIES = "__mro_entries__", CLASSCELL = "__classcell__", ABSTRACTMETHODS = "__abstractmethods__",
    ISABSTRACTMETHOD = "__isabstractmethod__", ORIG_BASES = "__orig_bases__",
    REPR = "__repr__", STR = "__str__", FORMAT = "__format__", BYTES = "__bytes__", HASH = "__hash__",
    BOOL = "__bool__", LEN = "__len__", LENGTH_HINT = "__length_hint__", ITER = "__iter__", NEXT = "__next__", REVERSED = "__reversed__",
    CONTAINS = "__contains__", GETITEM = "__getitem__", SETITEM = "__setitem__", DELITEM = "__delitem__",
    MISSING = "__missing__", ENTER = "__enter__", EXIT = "__exit__", AENTER = "__aenter__", AEXIT = "__aexit__",
    AWAIT = "__await__", AITER = "__aiter__", ANEXT = "__anext__", INDEX = "__index__", INT = "__int__",
    FLOAT = "__float__", COMPLEX = "__complex__", ROUND = "__round__", TRUNC = "__trunc__", FLOOR = "__floor__", CEIL = "__ceil__",
    NEG = "__neg__", POS = "__pos__", ABS = "__abs__", INVERT = "__invert__", DIVMOD = "__divmod__", RDIVMOD = "__rdivmod__",
    EQ = "__eq__", NE = "__ne__", LT = "__lt__", LE = "__le__", GT = "__gt__", GE = "__ge__",
    ADD = "__add__", SUB = "__sub__", MUL = "__mul__", MATMUL = "__matmul__", TRUEDIV = "__truediv__",
    FLOORDIV = "__floordiv__", MOD = "__mod__", POW = "__pow__", LSHIFT = "__lshift__", RSHIFT = "__rshift__",
    AND = "__and__", OR = "__or__", XOR = "__xor__",
    RADD = "__radd__", RSUB = "__rsub__", RMUL = "__rmul__", RMATMUL = "__rmatmul__", RTRUEDIV = "__rtruediv__",
    RFLOORDIV = "__rfloordiv__", RMOD = "__rmod__", RPOW = "__rpow__", RLSHIFT = "__rlshift__", RRSHIFT = "__rrshift__",
    RAND = "__rand__", ROR = "__ror__", RXOR = "__rxor__",
    IADD = "__iadd__", ISUB = "__isub__", IMUL = "__imul__", IMATMUL = "__imatmul__", ITRUEDIV = "__itruediv__",
    IFLOORDIV = "__ifloordiv__", IMOD = "__imod__", IPOW = "__ipow__", ILSHIFT = "__ilshift__", IRSHIFT = "__irshift__",
    IAND = "__iand__", IOR = "__ior__", IXOR = "__ixor__",
    ARGS = "args", CAUSE = "__cause__", CONTEXT = "__context__", SUPPRESS_CONTEXT = "__suppress_context__",
    TRACEBACK = "__traceback__", NOTES = "__notes__", VALUE = "value", CODE = "code", MSG = "msg", EXCEPTIONS = "exceptions", MESSAGE = "message",
    NAME_PLAIN = "name", OBJ = "obj", PATH = "path", KEY = "key", ERRNO = "errno", STRERROR = "strerror", FILENAME = "filename", FILENAME2 = "filename2",
    SEND = "send", THROW = "throw", CLOSE = "close", ASEND = "asend", ATHROW = "athrow", ACLOSE = "aclose",
    SELF = "self", MAIN = "__main__", MP_MAIN = "__mp_main__", FILE = "__file__", BUILTINS = "__builtins__", ALL = "__all__",
    PACKAGE = "__package__", SPEC = "__spec__", LOADER = "__loader__", PATH_DUNDER = "__path__",
    INNER = "<value>", MATCH_ARGS = "__match_args__", KEYS = "keys", METACLASS = "metaclass", WRITE = "write", FLUSH = "flush",
    BOOTSTRAP = "_bootstrap", DEFAULTS = "__defaults__", KWDEFAULTS = "__kwdefaults__", CODE_DUNDER = "__code__",
    GLOBALS = "__globals__", CLOSURE = "__closure__", WRAPPED = "__wrapped__", SELF_DUNDER = "__self__", FUNC_DUNDER = "__func__",
    TYPE_PARAMS = "__type_params__", WEAKREF = "__weakref__", STDOUT = "stdout", STDERR = "stderr", OBJCLASS = "__objclass__",
    ORIGIN = "__origin__", ARGS_DUNDER = "__args__", FSET = "fset", FGET = "fget", FDEL = "fdel",
    START = "start", STOP = "stop", STEP = "step", REDUCE = "__reduce__", REDUCE_EX = "__reduce_ex__", GETSTATE = "__getstate__",
    SETSTATE = "__setstate__", SIZEOF = "__sizeof__", DIR = "__dir__", FSPATH = "__fspath__", ACQUIRE = "acquire", RELEASE = "release",
    IADD_NAME = "+=", GENEXPR = "<genexpr>", MODULE_NAME = "<module>", ANNOTATIONS_PLAIN = "annotations", LOCAL = "<local>", HASHINFO = "hash_info",
    KEPT = "<kept>", SELF_HINT = "<self has it>", LINENO = "lineno", OFFSET = "offset", TEXT = "text", PRINT_FILE = "print_file", CHARACTERS_WRITTEN = "characters_written",
    ENCODING = "encoding", OBJECT = "object", REASON = "reason", END = "end", NAME_FROM = "name_from",
    BOOTSTRAP_INNER = "_bootstrap_inner", INITIALIZED = "_initialized", IDENT = "_ident", NAME_PRIVATE = "_name",
    THREADING = "threading", THREADING_ATEXITS = "_threading_atexits", ATEXIT = "atexit", CALLBACKS = "_callbacks", FILES = "_files",
    TARGET = "_target", ARGS_PRIVATE = "_args", KWARGS_PRIVATE = "_kwargs",
}

macro_rules! classes {
    ($($id:ident = $text:literal : $base:ident,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms, dead_code)]
        enum ClassIndex { $($id,)* }
        /// Built-in classes.
        #[allow(missing_docs, dead_code)]
        pub mod class {
            use super::{ClassIndex, Ref, SYMBOLS};
            $(pub const $id: Ref = Ref(SYMBOLS.len() as u32 + ClassIndex::$id as u32);)*
        }
        /// Name and base of each, in the order of their indices.
        pub const CLASSES: &[(&str, Ref)] = &[$(($text, class::$base),)*];
    };
}

classes! {
    OBJECT = "object": OBJECT, TYPE = "type": OBJECT, INT = "int": OBJECT, BOOL = "bool": INT, FLOAT = "float": OBJECT,
    COMPLEX = "complex": OBJECT, STR = "str": OBJECT, BYTES = "bytes": OBJECT, BYTEARRAY = "bytearray": OBJECT,
    TUPLE = "tuple": OBJECT, LIST = "list": OBJECT, DICT = "dict": OBJECT, SET = "set": OBJECT, FROZENSET = "frozenset": OBJECT,
    RANGE = "range": OBJECT, SLICE = "slice": OBJECT, NONE = "NoneType": OBJECT, ELLIPSIS = "ellipsis": OBJECT,
    NOT_IMPLEMENTED = "NotImplementedType": OBJECT, FUNCTION = "function": OBJECT, BUILTIN = "builtin_function_or_method": OBJECT,
    METHOD = "method": OBJECT, METHOD_DESCRIPTOR = "method_descriptor": OBJECT, CODE = "code": OBJECT, MODULE = "module": OBJECT, GENERATOR = "generator": OBJECT,
    COROUTINE = "coroutine": OBJECT, COROUTINE_WRAPPER = "coroutine_wrapper": OBJECT, ASYNC_GENERATOR = "async_generator": OBJECT, CELL = "cell": OBJECT, PROPERTY = "property": OBJECT,
    STATICMETHOD = "staticmethod": OBJECT, CLASSMETHOD = "classmethod": OBJECT, SUPER = "super": OBJECT, TRACEBACK = "traceback": OBJECT,
    ALIAS = "GenericAlias": OBJECT, UNION = "UnionType": OBJECT, MAPPINGPROXY = "mappingproxy": OBJECT, DICT_KEYS = "dict_keys": OBJECT, DICT_VALUES = "dict_values": OBJECT,
    DICT_ITEMS = "dict_items": OBJECT, LIST_ITERATOR = "list_iterator": OBJECT, TUPLE_ITERATOR = "tuple_iterator": OBJECT,
    RANGE_ITERATOR = "range_iterator": OBJECT, STR_ITERATOR = "str_ascii_iterator": OBJECT, BYTES_ITERATOR = "bytes_iterator": OBJECT,
    DICT_KEYITERATOR = "dict_keyiterator": OBJECT, DICT_VALUEITERATOR = "dict_valueiterator": OBJECT, DICT_ITEMITERATOR = "dict_itemiterator": OBJECT,
    SET_ITERATOR = "set_iterator": OBJECT, REVERSED = "list_reverseiterator": OBJECT, ENUMERATE = "enumerate": OBJECT, ZIP = "zip": OBJECT,
    DEQUE = "deque": OBJECT, DEQUE_ITERATOR = "_deque_iterator": OBJECT, WEAKREF = "ReferenceType": OBJECT,
    LOCK = "lock": OBJECT, RLOCK = "RLock": OBJECT, CONDITION = "Condition": OBJECT, EVENT = "Event": OBJECT, SEMAPHORE = "Semaphore": OBJECT,
    BOUNDED_SEMAPHORE = "BoundedSemaphore": SEMAPHORE, BARRIER = "Barrier": OBJECT, QUEUE = "Queue": OBJECT, LIFO_QUEUE = "LifoQueue": QUEUE,
    PRIORITY_QUEUE = "PriorityQueue": QUEUE, SIMPLE_QUEUE = "SimpleQueue": OBJECT, RANDOM = "Random": OBJECT, STRING_IO = "StringIO": OBJECT,
    BYTES_IO = "BytesIO": OBJECT, TEXT_IO = "TextIOWrapper": OBJECT, STRUCT = "struct": OBJECT, ANEXT_AWAITABLE = "async_generator_asend": OBJECT,
    BASE_EXCEPTION = "BaseException": OBJECT, EXCEPTION = "Exception": BASE_EXCEPTION, SYSTEM_EXIT = "SystemExit": BASE_EXCEPTION,
    KEYBOARD_INTERRUPT = "KeyboardInterrupt": BASE_EXCEPTION, GENERATOR_EXIT = "GeneratorExit": BASE_EXCEPTION,
    BASE_EXCEPTION_GROUP = "BaseExceptionGroup": BASE_EXCEPTION, EXCEPTION_GROUP = "ExceptionGroup": BASE_EXCEPTION_GROUP,
    STOP_ITERATION = "StopIteration": EXCEPTION, STOP_ASYNC_ITERATION = "StopAsyncIteration": EXCEPTION,
    ARITHMETIC_ERROR = "ArithmeticError": EXCEPTION, ZERO_DIVISION_ERROR = "ZeroDivisionError": ARITHMETIC_ERROR,
    OVERFLOW_ERROR = "OverflowError": ARITHMETIC_ERROR, FLOATING_POINT_ERROR = "FloatingPointError": ARITHMETIC_ERROR,
    ASSERTION_ERROR = "AssertionError": EXCEPTION, ATTRIBUTE_ERROR = "AttributeError": EXCEPTION, BUFFER_ERROR = "BufferError": EXCEPTION,
    EOF_ERROR = "EOFError": EXCEPTION, IMPORT_ERROR = "ImportError": EXCEPTION, MODULE_NOT_FOUND_ERROR = "ModuleNotFoundError": IMPORT_ERROR,
    LOOKUP_ERROR = "LookupError": EXCEPTION, INDEX_ERROR = "IndexError": LOOKUP_ERROR, KEY_ERROR = "KeyError": LOOKUP_ERROR,
    MEMORY_ERROR = "MemoryError": EXCEPTION, NAME_ERROR = "NameError": EXCEPTION, UNBOUND_LOCAL_ERROR = "UnboundLocalError": NAME_ERROR,
    OS_ERROR = "OSError": EXCEPTION, BLOCKING_IO_ERROR = "BlockingIOError": OS_ERROR, CHILD_PROCESS_ERROR = "ChildProcessError": OS_ERROR,
    CONNECTION_ERROR = "ConnectionError": OS_ERROR, BROKEN_PIPE_ERROR = "BrokenPipeError": CONNECTION_ERROR,
    CONNECTION_ABORTED_ERROR = "ConnectionAbortedError": CONNECTION_ERROR, CONNECTION_REFUSED_ERROR = "ConnectionRefusedError": CONNECTION_ERROR,
    CONNECTION_RESET_ERROR = "ConnectionResetError": CONNECTION_ERROR, FILE_EXISTS_ERROR = "FileExistsError": OS_ERROR,
    FILE_NOT_FOUND_ERROR = "FileNotFoundError": OS_ERROR, INTERRUPTED_ERROR = "InterruptedError": OS_ERROR,
    IS_A_DIRECTORY_ERROR = "IsADirectoryError": OS_ERROR, NOT_A_DIRECTORY_ERROR = "NotADirectoryError": OS_ERROR,
    PERMISSION_ERROR = "PermissionError": OS_ERROR, PROCESS_LOOKUP_ERROR = "ProcessLookupError": OS_ERROR, TIMEOUT_ERROR = "TimeoutError": OS_ERROR,
    REFERENCE_ERROR = "ReferenceError": EXCEPTION, RUNTIME_ERROR = "RuntimeError": EXCEPTION, NOT_IMPLEMENTED_ERROR = "NotImplementedError": RUNTIME_ERROR,
    RECURSION_ERROR = "RecursionError": RUNTIME_ERROR, PYTHON_FINALIZATION_ERROR = "PythonFinalizationError": RUNTIME_ERROR, BROKEN_BARRIER_ERROR = "BrokenBarrierError": RUNTIME_ERROR,
    SYNTAX_ERROR = "SyntaxError": EXCEPTION, INDENTATION_ERROR = "IndentationError": SYNTAX_ERROR, TAB_ERROR = "TabError": INDENTATION_ERROR,
    SYSTEM_ERROR = "SystemError": EXCEPTION, TYPE_ERROR = "TypeError": EXCEPTION, VALUE_ERROR = "ValueError": EXCEPTION,
    UNICODE_ERROR = "UnicodeError": VALUE_ERROR, UNICODE_DECODE_ERROR = "UnicodeDecodeError": UNICODE_ERROR,
    UNICODE_ENCODE_ERROR = "UnicodeEncodeError": UNICODE_ERROR, WARNING = "Warning": EXCEPTION, DEPRECATION_WARNING = "DeprecationWarning": WARNING,
    PENDING_DEPRECATION_WARNING = "PendingDeprecationWarning": WARNING, RUNTIME_WARNING = "RuntimeWarning": WARNING, SYNTAX_WARNING = "SyntaxWarning": WARNING,
    USER_WARNING = "UserWarning": WARNING, FUTURE_WARNING = "FutureWarning": WARNING, IMPORT_WARNING = "ImportWarning": WARNING,
    UNICODE_WARNING = "UnicodeWarning": WARNING, BYTES_WARNING = "BytesWarning": WARNING, RESOURCE_WARNING = "ResourceWarning": WARNING, ENCODING_WARNING = "EncodingWarning": WARNING,
    QUEUE_EMPTY = "Empty": EXCEPTION, QUEUE_FULL = "Full": EXCEPTION, QUEUE_SHUT_DOWN = "ShutDown": EXCEPTION,
    CONNECTION = "Connection": OBJECT, SEM_LOCK = "SemLock": OBJECT, SHARED_ARRAY = "Shared": OBJECT, UNPICKLER = "_Unpickler": OBJECT, REGEX = "_Regex": OBJECT, HASHER = "_Hasher": OBJECT, MEMORYVIEW = "memoryview": OBJECT, STREAM_READER = "BufferedReader": OBJECT, STREAM_WRITER = "BufferedWriter": OBJECT,
    PICKLE_ERROR = "PickleError": EXCEPTION, PICKLING_ERROR = "PicklingError": PICKLE_ERROR, UNPICKLING_ERROR = "UnpicklingError": PICKLE_ERROR,
}
