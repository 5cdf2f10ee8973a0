//! Bodies of the machine's rarer objects.

use crate::value::Value;

/// An object of the machine's own that is none of the common kinds.
#[derive(Clone, Debug)]
pub enum NativeObject {
    /// `_random.Random`.
    Random(crate::natives::random::Generator),
    /// `io.StringIO`: text and position in characters; closed when None.
    StringIo(Option<(String, usize)>),
    /// `io.BytesIO`.
    BytesIo(Option<(Vec<u8>, usize)>),
    /// `sys.stdout` (1), `sys.stderr` (2), `sys.stdin` (0); with 4 added its `buffer`.
    Stream(u8),
    /// What `__anext__`, `asend`, `athrow` and `aclose` of an async generator give.
    AsyncGenStep(crate::async_gen::AsyncGenStep),
    /// What a coroutine's `__await__` gives: it goes on with the coroutine.
    CoroutineWrapper(crate::value::Ref),
    /// A plain attribute bag made by the machine (`sys.flags`, `time.struct_time` …): type name and fields.
    Struct(&'static str, Vec<(&'static str, Value)>),
    /// A handle of something that processes share.
    Shared(crate::ipc::SharedThing),
    /// `memoryview`
    View(crate::natives::memory_view::View),
    /// A regular expression, as `_sre.compile` makes it.
    Regex(std::sync::Arc<crate::regex::Regex>),
    /// A checksum under way, as `hashlib` begins it.
    Hasher(Box<crate::natives::hashing::Hasher>),
    /// A pickle that is being read, while Python makes a part of the object.
    Unpickler(Box<crate::natives::process::unpickle::Unpickler>),
}
