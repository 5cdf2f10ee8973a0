//! Pipes: `multiprocessing.connection.Connection` (Lib/multiprocessing/connection.py, 3.13).
//!
//! A message goes in whole. A writer whose message does not fit into the pipe's buffer waits until
//! the reader has come far enough, as `write(2)` does.

use std::sync::Arc;

use timeslice_trace::{BlockReason, EventKind, ObjectName};

use crate::access::{Touch, WHOLE};
use crate::frame::Cont;
use crate::ipc::SharedThing;
use crate::machine::{Machine, R, Signal};
use crate::native::Args;
use crate::natives::process::pickle::Pickled;
use crate::natives::thread::TIMEOUT_MAX;
use crate::object::Kind;
use crate::symbols::{class, sym};
use crate::thread::Wait;
use crate::value::Value;

/// What a system call on a pipe costs, in nanoseconds.
const CALL_NS: u64 = 2_000;
/// How many bytes are copied into or out of a pipe in a nanosecond.
const BYTES_PER_NS: u64 = 4;

impl Machine {
    /// Nanoseconds of a timeout in seconds: None is for ever, a negative one does not wait at all.
    pub(crate) fn seconds_arg(&mut self, v: Value) -> R<Option<u64>> {
        let seconds = match self.unwrap(v) {
            Value::Null | Value::None => return Ok(None),
            Value::Float(f) => f,
            Value::Int(i) => i as f64,
            Value::Bool(b) => f64::from(u8::from(b)),
            _ => {
                let kind = self.type_name(v);
                return self.type_error(&format!("must be real number, not {kind}"));
            }
        };
        if seconds >= TIMEOUT_MAX {
            return Ok(None);
        }
        Ok(Some(libm::round(seconds.max(0.0) * 1e9) as u64))
    }

    /// When a wait of the instruction ends: reckoned once, however often it is executed again.
    pub(crate) fn deadline_once(&mut self, timeout: Option<u64>) -> Option<u64> {
        let timeout = timeout?;
        if self.th.resume.phase == 0 {
            self.th.resume.phase = 1;
            self.th.resume.data = self.now_ns().saturating_add(timeout);
        }
        Some(self.th.resume.data)
    }

    /// The running thread spends time on something that is one bytecode here.
    pub(crate) fn charge(&mut self, ns: u64) {
        if self.w.bytecode_ns > 0 {
            self.spend(ns);
        }
    }

    /// Raises an OSError with number and text.
    pub(crate) fn os_error<T>(&mut self, cls: crate::value::Ref, number: i64, text: &str) -> R<T> {
        let text = self.str(text);
        let exc = self.exception_with(cls, vec![Value::Int(number), text]);
        self.set_attr_raw(exc, sym::ERRNO, Value::Int(number));
        self.set_attr_raw(exc, sym::STRERROR, text);
        Err(Signal::Raise(exc))
    }

    /// Open objects of connections that nobody can reach are closed, as their `__del__` does.
    pub(crate) fn close_dead_connections(&mut self, marks: &[bool]) {
        if self.w.ipc.ends.is_empty() {
            return;
        }
        for (index, marked) in marks.iter().enumerate() {
            let object = Value::Obj(crate::value::Ref(index as u32));
            if !marked
                && let Some(SharedThing::Connection { end, open: true }) = self.shared_thing(object)
            {
                self.close_end(end);
            }
        }
    }

    fn close_end(&mut self, end: u32) {
        let process = self.p.id;
        self.ipc_mut().release(end, process);
        self.end_closed(end);
    }

    /// Those who wait at the other end may see that this one is closed.
    pub(crate) fn end_closed(&mut self, end: u32) {
        let end = &self.w.ipc.ends[end as usize];
        if end.is_open() {
            return;
        }
        let (reads, writes) = (end.reads, end.writes);
        self.wake_shared(|wait| match wait {
            Wait::ChannelItem(c) => Some(c) == writes,
            Wait::ChannelRoom(c) => Some(c) == reads,
            Wait::Any(_) => true,
            _ => false,
        });
    }

    /// A new connection object of end `end` in the running process.
    pub(crate) fn connection(&mut self, end: u32) -> Value {
        let process = self.p.id;
        self.ipc_mut().hold(end, process);
        self.shared_object(SharedThing::Connection { end, open: true })
    }
}

/// `pipe(duplex=True)`
pub fn pipe(m: &mut Machine, args: Args, _: Cont) -> R {
    let [duplex] = m.bind(args, "pipe", ["duplex"], 1, 0)?;
    let duplex = duplex.is_null() || m.truth(duplex).unwrap_or(true);
    let names = [m.shared_name(), m.shared_name()];
    let (a, b) = m.ipc_mut().pipe(names, duplex);
    m.charge(CALL_NS);
    let pair = vec![m.connection(a), m.connection(b)];
    Ok(m.tuple(pair))
}

/// The end a receiver refers to.
fn open_end(m: &mut Machine, args: Args) -> R<u32> {
    match m.shared_thing(m.arg(args, 0)) {
        Some(SharedThing::Connection { end, open: true }) => Ok(end),
        Some(SharedThing::Connection { .. }) => m.raise(class::OS_ERROR, "handle is closed"),
        _ => m.type_error("a Connection is needed"),
    }
}

fn readable(m: &mut Machine, args: Args) -> R<(u32, u32)> {
    let end = open_end(m, args)?;
    match m.w.ipc.ends[end as usize].reads {
        Some(channel) => Ok((end, channel)),
        None => m.raise(class::OS_ERROR, "connection is write-only"),
    }
}

fn writable(m: &mut Machine, args: Args) -> R<u32> {
    let end = open_end(m, args)?;
    match m.w.ipc.ends[end as usize].writes {
        Some(channel) => Ok(channel),
        None => m.raise(class::OS_ERROR, "connection is read-only"),
    }
}

fn name_of(m: &Machine, channel: u32) -> ObjectName {
    m.w.ipc.channels[channel as usize].name
}

/// Phase of a writer whose message is in the pipe's queue but not yet in its buffer.
const WRITING: u8 = 2;

fn write(m: &mut Machine, channel: u32, message: Arc<[u8]>) -> R {
    let name = name_of(m, channel);
    m.access_shared(name, WHOLE, Touch::Write)?;
    let reader = m.w.ipc.channels[channel as usize].reader;
    if !m.w.ipc.ends[reader as usize].is_open() {
        return m.os_error(class::BROKEN_PIPE_ERROR, 32, "Broken pipe");
    }
    m.charge(CALL_NS + message.len() as u64 / BYTES_PER_NS);
    let needed = m.ipc_mut().write(channel, message);
    let waiting = m.w.ipc.channels[channel as usize].messages.len() as u32;
    m.shared_event(EventKind::QueuePut, name, "Pipe", Wait::ChannelItem(channel), waiting);
    m.wake_shared(|w| w == Wait::ChannelItem(channel) || matches!(w, Wait::Any(_)));
    if m.w.ipc.channels[channel as usize].read >= needed {
        return Ok(Value::None);
    }
    m.th.resume.phase = WRITING;
    m.th.resume.data = needed;
    // The message is there to be read: an effect of its own.
    m.steps += 1;
    Err(m.block(Wait::ChannelRoom(channel), None, BlockReason::QueuePut))
}

/// The writer goes on: its message is in the buffer, or nobody is left to read it.
fn written(m: &mut Machine, channel: u32) -> R {
    if m.w.ipc.channels[channel as usize].read >= m.th.resume.data {
        return Ok(Value::None);
    }
    m.os_error(class::BROKEN_PIPE_ERROR, 32, "Broken pipe")
}

/// `send(obj)`
pub fn send(m: &mut Machine, args: Args, cont: Cont) -> R {
    let channel = writable(m, args)?;
    if m.th.resume.phase == WRITING {
        return written(m, channel);
    }
    let (receiver, object) = (m.arg(args, 0), m.arg(args, 1));
    match m.pickle(object, &[]) {
        Ok(Pickled::Bytes(bytes)) => {
            let name = name_of(m, channel);
            m.access_shared(name, WHOLE, Touch::Write)?;
            m.pickle_sent(&bytes);
            write(m, channel, bytes.data.into())
        }
        // With the frames that CPython has between `send` and a `__reduce__` or an error.
        Ok(Pickled::Python(_)) | Err(Signal::Raise(_)) => {
            m.tail_library(args, "_connection_send", &[receiver, object], cont)
        }
        Err(signal) => Err(signal),
    }
}

/// The bytes of a bytes-like object.
pub fn bytes_of(m: &mut Machine, v: Value) -> R<Arc<[u8]>> {
    if let Value::Obj(r) = m.unwrap(v) {
        match m.get(r) {
            Kind::Bytes(b) => return Ok(b.clone()),
            Kind::ByteArray(b) => return Ok(b.as_slice().into()),
            _ => {}
        }
    }
    let kind = m.type_name(v);
    m.type_error(&format!("a bytes-like object is required, not '{kind}'"))
}

/// `send_bytes(buf, offset=0, size=None)`
pub fn send_bytes(m: &mut Machine, args: Args, _: Cont) -> R {
    let [_, buffer, offset, size] =
        m.bind(args, "send_bytes", ["/self", "buf", "offset", "size"], 4, 2)?;
    let channel = writable(m, args)?;
    if m.th.resume.phase == WRITING {
        return written(m, channel);
    }
    let bytes = bytes_of(m, buffer)?;
    let offset = if offset.is_null() { 0 } else { m.int_arg(offset)? };
    if offset < 0 {
        return m.value_error("offset is negative");
    }
    let Some(rest) = bytes.get(offset as usize..) else {
        return m.value_error("buffer length < offset");
    };
    let message = if size.is_null() || size.is_none() {
        rest.into()
    } else {
        let size = m.int_arg(size)?;
        if size < 0 {
            return m.value_error("size is negative");
        }
        match rest.get(..size as usize) {
            Some(part) => part.into(),
            None => return m.value_error("buffer length < offset + size"),
        }
    };
    write(m, channel, message)
}

fn read(m: &mut Machine, args: Args) -> R<Arc<[u8]>> {
    let (end, channel) = readable(m, args)?;
    let name = name_of(m, channel);
    if !m.w.ipc.readable(end) {
        return Err(m.block(Wait::ChannelItem(channel), None, BlockReason::Pipe));
    }
    let declared = m.access_shared(name, WHOLE, Touch::Wait);
    m.stand_before(declared, Wait::ChannelItem(channel), None, BlockReason::Pipe)?;
    let Some(message) = m.ipc_mut().read(channel) else {
        let exc = m.exception_with(class::EOF_ERROR, Vec::new());
        return Err(Signal::Raise(exc));
    };
    // A writer goes on as soon as its last byte is in the pipe, while the reader still copies.
    m.wake_shared(|w| w == Wait::ChannelRoom(channel));
    m.charge(CALL_NS + message.len() as u64 / BYTES_PER_NS);
    let left = m.w.ipc.channels[channel as usize].messages.len() as u32;
    m.shared_event(EventKind::QueueGet, name, "Pipe", Wait::ChannelItem(channel), left);
    Ok(message)
}

/// `recv()`
pub fn recv(m: &mut Machine, args: Args, cont: Cont) -> R {
    let message = read(m, args)?;
    m.unpickle(args, message, cont)
}

/// `recv_bytes(maxlength=None)`
pub fn recv_bytes(m: &mut Machine, args: Args, cont: Cont) -> R {
    let [_, limit] = m.bind(args, "recv_bytes", ["/self", "maxlength"], 2, 1)?;
    let limit = if limit.is_null() || limit.is_none() { None } else { Some(m.int_arg(limit)?) };
    if limit.is_some_and(|n| n < 0) {
        return m.value_error("negative maxlength");
    }
    let message = read(m, args)?;
    if limit.is_some_and(|n| (n as usize) < message.len()) {
        // A duplex connection can still be written to (`_bad_message_length`).
        if writable(m, args).is_err() {
            close(m, args, cont)?;
        }
        return m.raise(class::OS_ERROR, "bad message length");
    }
    Ok(m.alloc(Kind::Bytes(message)))
}

/// `recv_bytes_into(buf, offset=0)`
pub fn recv_bytes_into(m: &mut Machine, args: Args, cont: Cont) -> R {
    let [_, buffer, offset] = m.bind(args, "recv_bytes_into", ["/self", "buf", "offset"], 3, 2)?;
    let offset = if offset.is_null() { 0 } else { m.int_arg(offset)? };
    let target = match m.unwrap(buffer) {
        Value::Obj(r) => match m.get(r) {
            Kind::ByteArray(b) => Some((r, b.len())),
            _ => None,
        },
        _ => None,
    };
    let Some((target, len)) = target else {
        let kind = m.type_name(buffer);
        return m.type_error(&format!("a bytearray is required, not '{kind}'"));
    };
    if offset < 0 {
        return m.value_error("negative offset");
    }
    if offset as usize > len {
        return m.value_error("offset too large");
    }
    let message = read(m, args)?;
    let place = offset as usize..offset as usize + message.len();
    if place.end > len {
        let data = m.alloc(Kind::Bytes(message));
        return m.tail_library(args, "_buffer_too_short", &[data], cont);
    }
    if let Kind::ByteArray(b) = m.get_mut(target) {
        crate::heap::make_mut(b)[place].copy_from_slice(&message);
    }
    Ok(Value::Int(message.len() as i64))
}

/// `poll(timeout=0.0)`
pub fn poll(m: &mut Machine, args: Args, _: Cont) -> R {
    let [_, timeout] = m.bind(args, "poll", ["/self", "timeout"], 2, 1)?;
    let (end, channel) = readable(m, args)?;
    let timeout = if timeout.is_null() { Some(0) } else { m.seconds_arg(timeout)? };
    let name = name_of(m, channel);
    let ready = m.w.ipc.readable(end);
    if ready || timeout == Some(0) || m.th.resume.timed_out {
        m.access_shared(name, WHOLE, Touch::Read)?;
        m.charge(CALL_NS);
        return Ok(Value::Bool(ready));
    }
    let deadline = m.deadline_once(timeout);
    Err(m.block(Wait::ChannelItem(channel), deadline, BlockReason::Pipe))
}

/// `close()`
pub fn close(m: &mut Machine, args: Args, _: Cont) -> R {
    let receiver = m.arg(args, 0);
    if let Some(SharedThing::Connection { end, open: true }) = m.shared_thing(receiver) {
        let facts = &m.w.ipc.ends[end as usize];
        for channel in [facts.reads, facts.writes].into_iter().flatten() {
            let name = name_of(m, channel);
            m.access_shared(name, WHOLE, Touch::Wait)?;
        }
        m.set_shared_thing(receiver, SharedThing::Connection { end, open: false });
        m.close_end(end);
    }
    Ok(Value::None)
}

/// `fileno()`
pub fn fileno(m: &mut Machine, args: Args, _: Cont) -> R {
    /// The first descriptor after the standard streams.
    const FIRST: i64 = 3;
    let end = open_end(m, args)?;
    Ok(Value::Int(FIRST + i64::from(end)))
}

/// `__enter__`
pub fn enter(m: &mut Machine, args: Args, _: Cont) -> R {
    Ok(m.arg(args, 0))
}

/// `wait_any(connections and pids, timeout=None)`: those that are ready, once one is.
pub fn wait_any(m: &mut Machine, args: Args, _: Cont) -> R {
    let list = m.arg(args, 0);
    let timeout = m.seconds_arg(m.arg(args, 1))?;
    let items = m.tuple_items(list);
    let mut any_pipe = false;
    for item in &items {
        match m.shared_thing(*item) {
            Some(SharedThing::Connection { end, open: true }) => {
                any_pipe = true;
                if let Some(channel) = m.w.ipc.ends[end as usize].reads {
                    let name = name_of(m, channel);
                    m.access_shared(name, WHOLE, Touch::Read)?;
                }
            }
            Some(SharedThing::Connection { .. }) => {
                return m.raise(class::OS_ERROR, "handle is closed");
            }
            _ if matches!(item, Value::Int(_)) => {}
            _ => {
                let kind = m.type_name(*item);
                return m.raise(
                    class::NOT_IMPLEMENTED_ERROR,
                    &format!("waiting for a '{kind}' object is not supported in Timeslice"),
                );
            }
        }
    }
    let ready: Vec<Value> = items.iter().copied().filter(|v| m.item_ready(&m.p, *v)).collect();
    if !ready.is_empty() || timeout == Some(0) || m.th.resume.timed_out {
        for item in &ready {
            if let Value::Int(pid) = item {
                m.process_end_seen(*pid);
            }
        }
        m.charge(CALL_NS);
        return Ok(m.list(ready));
    }
    let Value::Obj(list) = list else { return m.type_error("a list is needed") };
    let deadline = m.deadline_once(timeout);
    let reason = if any_pipe { BlockReason::Pipe } else { BlockReason::Process };
    Err(m.block(Wait::Any(list), deadline, reason))
}
