//! Listeners: connections between processes that have no pipe in common.

use std::collections::VecDeque;

use timeslice_trace::BlockReason;

use crate::access::{Touch, WHOLE};
use crate::frame::Cont;
use crate::ipc::Listener;
use crate::machine::{Machine, R};
use crate::native::{Args, NativeDef, function};
use crate::symbols::class;
use crate::thread::Wait;
use crate::value::Value;

/// Functions of `_process`.
pub const FUNCTIONS: &[NativeDef] = &[
    function("listen", 1, 1, listen),
    function("accept", 1, 1, accept),
    function("connect", 1, 1, connect),
    function("close_listener", 1, 1, close),
];

/// An address as a key: a path, or a tuple of host and port.
fn address(m: &mut Machine, v: Value) -> R<String> {
    if let Some(path) = m.text(v) {
        return Ok(path.as_str().to_owned());
    }
    match m.repr_builtin(v) {
        Some(text) => Ok(text),
        None => m.type_error("an address is a str or a tuple"),
    }
}

fn listen(m: &mut Machine, args: Args, _: Cont) -> R {
    let address = address(m, m.arg(args, 0))?;
    if m.w.ipc.listeners.iter().any(|l| l.address.as_deref() == Some(&address)) {
        return m.os_error(class::OS_ERROR, 98, "Address already in use");
    }
    let (name, process) = (m.shared_name(), m.p.id);
    let listeners = &mut m.ipc_mut().listeners;
    listeners.push(Listener { name, address: Some(address), process, backlog: VecDeque::new() });
    Ok(Value::Int(listeners.len() as i64 - 1))
}

fn handle(m: &mut Machine, args: Args) -> R<u32> {
    let n = m.int_arg(m.arg(args, 0))?;
    match u32::try_from(n) {
        Ok(n) if (n as usize) < m.w.ipc.listeners.len() => Ok(n),
        _ => m.value_error("no such listener"),
    }
}

fn accept(m: &mut Machine, args: Args, _: Cont) -> R {
    let n = handle(m, args)?;
    let name = m.w.ipc.listeners[n as usize].name;
    if !m.w.ipc.listeners[n as usize].backlog.is_empty() {
        m.access_shared(name, WHOLE, Touch::Wait)?;
        let ipc = m.ipc_mut();
        let Some(end) = ipc.listeners[n as usize].backlog.pop_front() else {
            unreachable!("it is not empty")
        };
        let connection = m.connection(end);
        let transit = &mut m.ipc_mut().ends[end as usize].transit;
        *transit = transit.saturating_sub(1);
        return Ok(connection);
    }
    if m.w.ipc.listeners[n as usize].address.is_none() {
        return m.raise(class::OS_ERROR, "listener is closed");
    }
    Err(m.block(Wait::Listener(n), None, BlockReason::Pipe))
}

fn connect(m: &mut Machine, args: Args, _: Cont) -> R {
    let is_path = m.text(m.arg(args, 0)).is_some();
    let address = address(m, m.arg(args, 0))?;
    let known = m.w.ipc.listeners.iter().position(|l| l.address.as_deref() == Some(&address));
    let Some(n) = known else {
        return if is_path {
            m.os_error(class::FILE_NOT_FOUND_ERROR, 2, "No such file or directory")
        } else {
            m.os_error(class::CONNECTION_REFUSED_ERROR, 111, "Connection refused")
        };
    };
    let name = m.w.ipc.listeners[n].name;
    m.access_shared(name, WHOLE, Touch::Wait)?;
    let names = [m.shared_name(), m.shared_name()];
    let ipc = m.ipc_mut();
    let (client, server) = ipc.pipe(names, true);
    ipc.ends[server as usize].transit = 1;
    ipc.listeners[n].backlog.push_back(server);
    let connection = m.connection(client);
    m.wake_shared(|w| w == Wait::Listener(n as u32));
    Ok(connection)
}

fn close(m: &mut Machine, args: Args, _: Cont) -> R {
    let n = handle(m, args)?;
    let name = m.w.ipc.listeners[n as usize].name;
    m.access_shared(name, WHOLE, Touch::Wait)?;
    let ipc = m.ipc_mut();
    let listener = &mut ipc.listeners[n as usize];
    listener.address = None;
    let refused: Vec<u32> = listener.backlog.drain(..).collect();
    for end in &refused {
        ipc.ends[*end as usize].transit = 0;
    }
    for end in refused {
        m.end_closed(end);
    }
    m.wake_shared(|w| w == Wait::Listener(n));
    Ok(Value::None)
}
