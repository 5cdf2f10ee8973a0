//! What processes share: pipes, semaphores, arrays of C values, listeners.
//!
//! They live in the world, not in any heap; objects of the heaps refer to them by number, so that
//! a forked heap refers to the same ones and pickling passes the number on.

use std::collections::VecDeque;
use std::sync::Arc;

use timeslice_trace::{ObjectName, ThreadId};

use crate::heap::make_mut;

/// How many bytes a one-way pipe holds (`pipe(7)`).
pub const PIPE_BYTES: u64 = 65_536;
/// How many bytes one direction of a socket pair holds (`net.core.wmem_default`).
pub const SOCKET_BYTES: u64 = 212_992;
/// Bytes of the length before each message.
const HEADER: u64 = 4;

/// A heap's handle of something shared.
#[derive(Clone, Copy, Debug)]
pub enum SharedThing {
    /// `multiprocessing.connection.Connection`.
    Connection {
        /// Which end of a pipe.
        end: u32,
        /// Not closed by this object.
        open: bool,
    },
    /// `_multiprocessing.SemLock`. Count and thread are each process's own, as in CPython.
    SemLock {
        /// Which semaphore.
        number: u32,
        /// How often this process has acquired it without releasing.
        count: u32,
        /// The thread that acquired it last.
        last: ThreadId,
    },
    /// An array of C values.
    Array(u32),
}

/// An end of a pipe: what a file descriptor refers to.
#[derive(Clone, Debug)]
pub struct End {
    /// The channel it reads.
    pub reads: Option<u32>,
    /// The channel it writes.
    pub writes: Option<u32>,
    /// How many open connection objects each process has of it.
    pub holders: Vec<(u32, u32)>,
    /// How often it is on its way to another process.
    pub transit: u32,
}

impl End {
    /// Whether anybody can still use it.
    pub fn is_open(&self) -> bool {
        self.transit > 0 || !self.holders.is_empty()
    }
}

/// One direction of a pipe.
#[derive(Clone, Debug)]
pub struct Channel {
    /// The stable name of the pipe in traces and explorations.
    pub name: ObjectName,
    /// The end that reads it.
    pub reader: u32,
    /// The end that writes it.
    pub writer: u32,
    /// Messages written and not yet read, whole: a writer that waits for room has its message here.
    pub messages: VecDeque<Arc<[u8]>>,
    /// Bytes ever written.
    pub written: u64,
    /// Bytes ever read.
    pub read: u64,
    /// How far `written` may be ahead of `read` before writers wait.
    pub capacity: u64,
}

/// A semaphore that processes share.
#[derive(Clone, Debug)]
pub struct Semaphore {
    /// Its stable name.
    pub name: ObjectName,
    /// A recursive mutex; else a semaphore.
    pub recursive: bool,
    /// What is left.
    pub value: i64,
    /// The most that can be left.
    pub max: i64,
    /// Who acquired it last, for reports.
    pub holder: Option<ThreadId>,
}

/// Memory that processes share: C values of one type.
#[derive(Clone, Debug)]
pub struct SharedArray {
    /// Its stable name.
    pub name: ObjectName,
    /// The C type as `array` and `struct` call it.
    pub typecode: u8,
    /// The values' bits.
    pub cells: Vec<u64>,
}

/// Something that connections can be made to.
#[derive(Clone, Debug)]
pub struct Listener {
    /// Its stable name.
    pub name: ObjectName,
    /// Where it listens; None once it is closed.
    pub address: Option<String>,
    /// The process it belongs to.
    pub process: u32,
    /// Ends of connections that were not accepted yet.
    pub backlog: VecDeque<u32>,
}

/// Everything shared, by number.
#[derive(Clone, Debug, Default)]
pub struct Ipc {
    /// Ends of pipes.
    pub ends: Vec<End>,
    /// Directions of pipes.
    pub channels: Vec<Channel>,
    /// Semaphores.
    pub semaphores: Vec<Semaphore>,
    /// Shared memory.
    pub arrays: Vec<Arc<SharedArray>>,
    /// Listeners.
    pub listeners: Vec<Listener>,
    /// The fork server runs.
    pub fork_server: bool,
}

impl Ipc {
    /// A pipe held by nobody yet: its two ends. One-way: the first reads, the second writes.
    pub fn pipe(&mut self, names: [ObjectName; 2], duplex: bool) -> (u32, u32) {
        let (a, b) = (self.ends.len() as u32, self.ends.len() as u32 + 1);
        let first = self.channels.len() as u32;
        let capacity = if duplex { SOCKET_BYTES } else { PIPE_BYTES };
        let channel = |name, reader, writer| Channel {
            name,
            reader,
            writer,
            messages: VecDeque::new(),
            written: 0,
            read: 0,
            capacity,
        };
        self.channels.push(channel(names[0], a, b));
        if duplex {
            self.channels.push(channel(names[1], b, a));
        }
        let second = duplex.then_some(first + 1);
        let end = |reads, writes| End { reads, writes, holders: Vec::new(), transit: 0 };
        self.ends.push(end(Some(first), second));
        self.ends.push(end(second, Some(first)));
        (a, b)
    }

    /// Process `process` has one more open object of the end.
    pub fn hold(&mut self, end: u32, process: u32) {
        let holders = &mut self.ends[end as usize].holders;
        match holders.iter_mut().find(|(p, _)| *p == process) {
            Some((_, n)) => *n += 1,
            None => holders.push((process, 1)),
        }
    }

    /// It has one less.
    pub fn release(&mut self, end: u32, process: u32) {
        let holders = &mut self.ends[end as usize].holders;
        if let Some(at) = holders.iter().position(|(p, _)| *p == process) {
            holders[at].1 -= 1;
            if holders[at].1 == 0 {
                holders.remove(at);
            }
        }
    }

    /// A forked child has what its parent has.
    pub fn inherit(&mut self, parent: u32, child: u32) {
        for end in &mut self.ends {
            if let Some((_, n)) = end.holders.iter().find(|(p, _)| *p == parent) {
                let n = *n;
                end.holders.push((child, n));
            }
        }
    }

    /// A process has ended: its descriptors are closed.
    pub fn forget(&mut self, process: u32) {
        for end in &mut self.ends {
            end.holders.retain(|(p, _)| *p != process);
        }
        for listener in &mut self.listeners {
            if listener.process == process {
                listener.address = None;
                for end in listener.backlog.drain(..) {
                    let transit = &mut self.ends[end as usize].transit;
                    *transit = transit.saturating_sub(1);
                }
            }
        }
    }

    /// Whether end `end` reads without waiting: a message, or the end of all messages.
    pub fn readable(&self, end: u32) -> bool {
        let Some(channel) = self.ends[end as usize].reads else { return false };
        let channel = &self.channels[channel as usize];
        !channel.messages.is_empty() || !self.ends[channel.writer as usize].is_open()
    }

    /// Puts a message in; gives how far the reader must have come for the writer to go on.
    pub fn write(&mut self, channel: u32, message: Arc<[u8]>) -> u64 {
        let channel = &mut self.channels[channel as usize];
        channel.written += HEADER + message.len() as u64;
        channel.messages.push_back(message);
        channel.written.saturating_sub(channel.capacity)
    }

    /// Takes the next message out.
    pub fn read(&mut self, channel: u32) -> Option<Arc<[u8]>> {
        let channel = &mut self.channels[channel as usize];
        let message = channel.messages.pop_front()?;
        channel.read += HEADER + message.len() as u64;
        Some(message)
    }

    /// The shared array, to change it.
    pub fn array_mut(&mut self, number: u32) -> &mut SharedArray {
        make_mut(&mut self.arrays[number as usize])
    }
}
