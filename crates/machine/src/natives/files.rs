//! `_timeslice.fs_*`: the simulated file system as the library's `_files` and `os` use it.
//!
//! What can fail gives the negative `errno`, so that the library raises with the names that the
//! program used. Each operation is one access to what processes share; writing and reading cost
//! virtual time.

use super::numbers::arguments::bytes_of;
use crate::access::{STRUCTURE, Touch, WHOLE};
use crate::files::{Body, Files, Opening};
use crate::frame::Cont;
use crate::heap::make_mut;
use crate::machine::{Machine, R};
use crate::native::{Args, NativeDef, function};
use crate::object::Kind;
use crate::value::Value;

/// Functions of `_timeslice`.
pub(crate) const FUNCTIONS: &[NativeDef] = &[
    function("fs_stat", 1, 1, stat),
    function("fs_list", 1, 1, list),
    function("fs_make_dir", 1, 1, make_dir),
    function("fs_remove", 2, 2, remove),
    function("fs_rename", 2, 2, rename),
    function("fs_open", 2, 2, open),
    function("fs_close", 1, 1, close),
    function("fs_read", 3, 3, read),
    function("fs_size", 1, 1, size),
    function("fs_write", 3, 3, write),
    function("fs_truncate", 2, 2, truncate),
];

/// Virtual time of a look at a path.
const LOOK_NS: u64 = 1_000;
/// Virtual time of opening, making, removing or renaming.
const CHANGE_NS: u64 = 10_000;
/// Virtual time of a read or write, besides its bytes.
const TRANSFER_NS: u64 = 2_000;
/// How many bytes are read or written in a nanosecond.
const BYTES_PER_NS: u64 = 2;

impl Machine {
    fn files_mut(&mut self) -> &mut Files {
        make_mut(&mut self.w.files)
    }

    fn path_arg(&mut self, args: Args, i: usize) -> R<String> {
        self.str_arg(self.arg(args, i), "path", "argument")
    }

    /// Declares that an entry of a folder is looked at or changed.
    fn touch_path(&mut self, path: &str, touch: Touch) -> R<()> {
        if self.explore.is_none() {
            return Ok(());
        }
        let Ok((folder, name)) = self.w.files.parent(path) else { return Ok(()) };
        let Some(object) = self.w.files.node(folder).map(|node| node.name) else { return Ok(()) };
        // The top bit stays free for the slots with a meaning of their own.
        let slot = crate::dict::hash_bytes(name.as_bytes()) >> 1;
        self.access_shared(object, slot, touch)?;
        if touch == Touch::Write {
            self.access_shared(object, STRUCTURE, touch)?;
        }
        Ok(())
    }

    fn touch_file(&mut self, number: u32, touch: Touch) -> R<()> {
        match self.w.files.node(number).map(|node| node.name) {
            Some(name) => self.access_shared(name, WHOLE, touch),
            None => Ok(()),
        }
    }

    fn charge_bytes(&mut self, bytes: usize) {
        self.charge(TRANSFER_NS + bytes as u64 / BYTES_PER_NS);
    }
}

fn number_arg(m: &mut Machine, args: Args) -> R<u32> {
    let n = m.int_arg(m.arg(args, 0))?;
    Ok(u32::try_from(n).unwrap_or(u32::MAX))
}

/// Zero, or what went wrong.
fn done(result: Result<(), i64>) -> R {
    Ok(Value::Int(result.err().map_or(0, |errno| -errno)))
}

/// `fs_stat(path)`: (is a folder, size, time of change in ns, number), or None.
fn stat(m: &mut Machine, args: Args, _: Cont) -> R {
    let path = m.path_arg(args, 0)?;
    m.touch_path(&path, Touch::Read)?;
    let Some(number) = m.w.files.find(&path) else {
        m.charge(LOOK_NS);
        return Ok(Value::None);
    };
    m.touch_file(number, Touch::Read)?;
    m.charge(LOOK_NS);
    let Some(node) = m.w.files.node(number) else { return Ok(Value::None) };
    let folder = matches!(node.body, Body::Folder(_));
    let facts = vec![
        Value::Bool(folder),
        Value::Int(m.w.files.data(number).len() as i64),
        Value::Int(node.changed_ns as i64),
        Value::Int(i64::from(number)),
    ];
    Ok(m.tuple(facts))
}

/// `fs_list(path)`: the names in a folder, sorted.
fn list(m: &mut Machine, args: Args, _: Cont) -> R {
    let path = m.path_arg(args, 0)?;
    let files = m.w.files.clone();
    let node = files.find(&path).and_then(|number| files.node(number));
    let Some(node) = node else { return Ok(Value::None) };
    m.access_shared(node.name, STRUCTURE, Touch::Read)?;
    m.charge(LOOK_NS);
    let mut names = Vec::new();
    if let Body::Folder(entries) = &node.body {
        for name in entries.keys() {
            names.push(m.str(name));
        }
    }
    Ok(m.list(names))
}

fn make_dir(m: &mut Machine, args: Args, _: Cont) -> R {
    let path = m.path_arg(args, 0)?;
    m.touch_path(&path, Touch::Write)?;
    m.charge(CHANGE_NS);
    let (name, now) = (m.shared_name(), m.now_ns());
    done(m.files_mut().make_folder(&path, name, now))
}

/// `fs_remove(path, folder)`
fn remove(m: &mut Machine, args: Args, _: Cont) -> R {
    let path = m.path_arg(args, 0)?;
    let folder = matches!(m.arg(args, 1), Value::Bool(true));
    m.touch_path(&path, Touch::Write)?;
    m.charge(CHANGE_NS);
    let now = m.now_ns();
    done(m.files_mut().remove(&path, folder, now))
}

fn rename(m: &mut Machine, args: Args, _: Cont) -> R {
    let (old, new) = (m.path_arg(args, 0)?, m.path_arg(args, 1)?);
    m.touch_path(&old, Touch::Write)?;
    m.touch_path(&new, Touch::Write)?;
    m.charge(CHANGE_NS);
    let now = m.now_ns();
    done(m.files_mut().rename(&old, &new, now))
}

/// `fs_open(path, letters)`: the file's number.
fn open(m: &mut Machine, args: Args, _: Cont) -> R {
    let path = m.path_arg(args, 0)?;
    let letters = m.path_arg(args, 1)?;
    let opening = Opening {
        create: letters.contains(['w', 'a', 'x']),
        exclusive: letters.contains('x'),
        truncate: letters.contains('w'),
    };
    let found = m.w.files.find(&path);
    let makes = opening.create && found.is_none();
    m.touch_path(&path, if makes { Touch::Write } else { Touch::Read })?;
    if let Some(number) = found
        && opening.truncate
    {
        m.touch_file(number, Touch::Write)?;
    }
    m.charge(CHANGE_NS);
    let (name, now, process) = (m.shared_name(), m.now_ns(), m.p.id);
    Ok(Value::Int(match m.files_mut().open(&path, opening, name, now, process) {
        Ok(number) => i64::from(number),
        Err(errno) => -errno,
    }))
}

fn close(m: &mut Machine, args: Args, _: Cont) -> R {
    let number = number_arg(m, args)?;
    let process = m.p.id;
    m.files_mut().close(number, process);
    Ok(Value::None)
}

/// `fs_read(number, position, size)`: bytes; all that is left when `size` is negative.
fn read(m: &mut Machine, args: Args, _: Cont) -> R {
    let number = number_arg(m, args)?;
    let (at, size) = (m.int_arg(m.arg(args, 1))?, m.int_arg(m.arg(args, 2))?);
    m.touch_file(number, Touch::Read)?;
    let files = m.w.files.clone();
    let data = files.data(number);
    let rest = data.get(at.max(0) as usize..).unwrap_or_default();
    let part = &rest[..usize::try_from(size).unwrap_or(rest.len()).min(rest.len())];
    m.reserve(part.len() as u64)?;
    m.charge_bytes(part.len());
    Ok(m.alloc(Kind::Bytes(part.into())))
}

fn size(m: &mut Machine, args: Args, _: Cont) -> R {
    let number = number_arg(m, args)?;
    m.touch_file(number, Touch::Read)?;
    Ok(Value::Int(m.w.files.data(number).len() as i64))
}

/// `fs_write(number, position, data)`: where it ended; at the file's end when the position is
/// negative.
fn write(m: &mut Machine, args: Args, _: Cont) -> R {
    let number = number_arg(m, args)?;
    let at = m.int_arg(m.arg(args, 1))?;
    let Some(data) = bytes_of(m, m.arg(args, 2)) else {
        return m.type_error("a bytes-like object is required");
    };
    m.touch_file(number, Touch::Write)?;
    m.charge_bytes(data.len());
    let now = m.now_ns();
    let at = usize::try_from(at).ok();
    Ok(Value::Int(match m.files_mut().write(number, at, &data, now) {
        Ok(end) => end as i64,
        Err(errno) => -errno,
    }))
}

fn truncate(m: &mut Machine, args: Args, _: Cont) -> R {
    let number = number_arg(m, args)?;
    let length = m.int_arg(m.arg(args, 1))?.max(0) as usize;
    m.touch_file(number, Touch::Write)?;
    m.charge_bytes(0);
    let now = m.now_ns();
    done(m.files_mut().truncate(number, length, now))
}
