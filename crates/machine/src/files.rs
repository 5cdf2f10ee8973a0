//! The simulated file system: a tree in memory that all processes share.
//!
//! It lives in the world, not in any heap; open files of the heaps refer to nodes by number, as
//! file descriptors do. Paths are absolute and normal. Cloning it copies pointers only.

use std::collections::BTreeMap;
use std::sync::Arc;

use timeslice_trace::ObjectName;

use crate::heap::make_mut;

/// How many files and folders there can be.
pub const MAX_NODES: usize = 20_000;
/// How many bytes they can hold together.
pub const MAX_BYTES: u64 = 64 << 20;

/// `errno` of what goes wrong here.
pub mod errno {
    /// No such file or directory.
    pub const NOENT: i64 = 2;
    /// File exists.
    pub const EXIST: i64 = 17;
    /// Not a directory.
    pub const NOTDIR: i64 = 20;
    /// Is a directory.
    pub const ISDIR: i64 = 21;
    /// File too large.
    pub const FBIG: i64 = 27;
    /// No space left on device.
    pub const NOSPC: i64 = 28;
    /// Directory not empty.
    pub const NOTEMPTY: i64 = 39;
    /// Invalid argument.
    pub const INVAL: i64 = 22;
}

/// A file or a folder.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its stable name in explorations.
    pub name: ObjectName,
    /// When it was changed last.
    pub changed_ns: u64,
    /// What is in it.
    pub body: Body,
    /// How many open files each process has of it.
    holders: Vec<(u32, u32)>,
    /// No folder has it any more.
    removed: bool,
}

/// What a node holds.
#[derive(Clone, Debug)]
pub enum Body {
    /// Names with the numbers of their nodes.
    Folder(BTreeMap<Arc<str>, u32>),
    /// Bytes.
    File(Arc<Vec<u8>>),
}

/// How a file is opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// Makes it when there is none.
    pub create: bool,
    /// Fails when there is one.
    pub exclusive: bool,
    /// Empties it.
    pub truncate: bool,
}

/// All files and folders.
#[derive(Clone, Debug)]
pub struct Files {
    nodes: BTreeMap<u32, Node>,
    next: u32,
    bytes: u64,
}

const ROOT: u32 = 0;

impl Default for Files {
    fn default() -> Files {
        let mut files = Files { nodes: BTreeMap::new(), next: 0, bytes: 0 };
        // Names that no allocation has: the folders are there before anything runs.
        let folder = |n| Node {
            name: ObjectName(u64::MAX - n),
            changed_ns: 0,
            body: Body::Folder(BTreeMap::new()),
            holders: Vec::new(),
            removed: false,
        };
        files.insert(folder(0));
        for (n, path) in ["/home", "/home/learner", "/tmp"].into_iter().enumerate() {
            let number = files.insert(folder(n as u64 + 1));
            // Each one's parent stands before it.
            if let Ok((parent, name)) = files.parent(path) {
                files.link(parent, &name, number, 0);
            }
        }
        files
    }
}

impl Files {
    fn insert(&mut self, node: Node) -> u32 {
        self.nodes.insert(self.next, node);
        self.next += 1;
        self.next - 1
    }

    /// A node by its number.
    pub fn node(&self, number: u32) -> Option<&Node> {
        self.nodes.get(&number)
    }

    /// The node at `path`.
    pub fn find(&self, path: &str) -> Option<u32> {
        path.split('/').filter(|part| !part.is_empty()).try_fold(ROOT, |at, part| {
            match &self.nodes.get(&at)?.body {
                Body::Folder(entries) => entries.get(part).copied(),
                Body::File(_) => None,
            }
        })
    }

    /// The folder that `path` is or would be in, and its name there.
    ///
    /// # Errors
    /// The `errno` when there is no such folder.
    pub fn parent(&self, path: &str) -> Result<(u32, Arc<str>), i64> {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if name.is_empty() {
            return Err(errno::EXIST);
        }
        let number = match self.find(folder) {
            Some(number) => number,
            // A file in the middle of the path is another error than nothing.
            None => return Err(self.missing(folder)),
        };
        match self.nodes[&number].body {
            Body::Folder(_) => Ok((number, name.into())),
            Body::File(_) => Err(errno::NOTDIR),
        }
    }

    fn missing(&self, path: &str) -> i64 {
        let mut rest = path;
        while let Some((folder, _)) = rest.rsplit_once('/') {
            if let Some(found) = self.find(folder) {
                return match self.nodes[&found].body {
                    Body::Folder(_) => errno::NOENT,
                    Body::File(_) => errno::NOTDIR,
                };
            }
            rest = folder;
        }
        errno::NOENT
    }

    fn link(&mut self, folder: u32, name: &str, number: u32, now_ns: u64) {
        if let Some(node) = self.nodes.get_mut(&folder)
            && let Body::Folder(entries) = &mut node.body
        {
            entries.insert(name.into(), number);
            node.changed_ns = now_ns;
        }
    }

    fn unlink(&mut self, folder: u32, name: &str, now_ns: u64) -> Option<u32> {
        let node = self.nodes.get_mut(&folder)?;
        node.changed_ns = now_ns;
        match &mut node.body {
            Body::Folder(entries) => entries.remove(name),
            Body::File(_) => None,
        }
    }

    fn make(&mut self, path: &str, name: ObjectName, body: Body, now_ns: u64) -> Result<u32, i64> {
        let (folder, entry) = self.parent(path)?;
        if self.nodes.len() >= MAX_NODES {
            return Err(errno::NOSPC);
        }
        let node = Node { name, changed_ns: now_ns, body, holders: Vec::new(), removed: false };
        let number = self.insert(node);
        self.link(folder, &entry, number, now_ns);
        Ok(number)
    }

    /// Makes a folder.
    ///
    /// # Errors
    /// The `errno`.
    pub fn make_folder(&mut self, path: &str, name: ObjectName, now_ns: u64) -> Result<(), i64> {
        if self.find(path).is_some() {
            return Err(errno::EXIST);
        }
        self.make(path, name, Body::Folder(BTreeMap::new()), now_ns).map(|_| ())
    }

    /// Opens a file for `process`: its number.
    ///
    /// # Errors
    /// The `errno`.
    pub fn open(
        &mut self,
        path: &str,
        opening: Opening,
        name: ObjectName,
        now_ns: u64,
        process: u32,
    ) -> Result<u32, i64> {
        let number = match self.find(path) {
            Some(_) if opening.exclusive => return Err(errno::EXIST),
            Some(number) => match self.nodes[&number].body {
                Body::Folder(_) => return Err(errno::ISDIR),
                Body::File(_) => number,
            },
            None if !opening.create => return Err(self.missing(path)),
            None => self.make(path, name, Body::File(Arc::default()), now_ns)?,
        };
        if opening.truncate {
            self.truncate(number, 0, now_ns)?;
        }
        if let Some(node) = self.nodes.get_mut(&number) {
            match node.holders.iter_mut().find(|(p, _)| *p == process) {
                Some((_, n)) => *n += 1,
                None => node.holders.push((process, 1)),
            }
        }
        Ok(number)
    }

    /// Process `process` closes one open file of the node.
    pub fn close(&mut self, number: u32, process: u32) {
        let Some(node) = self.nodes.get_mut(&number) else { return };
        if let Some(at) = node.holders.iter().position(|(p, _)| *p == process) {
            node.holders[at].1 -= 1;
            if node.holders[at].1 == 0 {
                node.holders.remove(at);
            }
        }
        self.drop_unused(number);
    }

    /// A forked child has the open files of its parent.
    pub fn inherit(&mut self, parent: u32, child: u32) {
        for node in self.nodes.values_mut() {
            if let Some((_, n)) = node.holders.iter().find(|(p, _)| *p == parent) {
                let n = *n;
                node.holders.push((child, n));
            }
        }
    }

    /// A process has ended: its files are closed.
    pub fn forget(&mut self, process: u32) {
        let held: Vec<u32> = self
            .nodes
            .iter_mut()
            .filter_map(|(number, node)| {
                let before = node.holders.len();
                node.holders.retain(|(p, _)| *p != process);
                (node.holders.len() < before).then_some(*number)
            })
            .collect();
        for number in held {
            self.drop_unused(number);
        }
    }

    fn drop_unused(&mut self, number: u32) {
        if let Some(node) = self.nodes.get(&number)
            && node.removed
            && node.holders.is_empty()
        {
            if let Body::File(data) = &node.body {
                self.bytes -= data.len() as u64;
            }
            self.nodes.remove(&number);
        }
    }

    /// Removes a file, or a folder when `folder`.
    ///
    /// # Errors
    /// The `errno`.
    pub fn remove(&mut self, path: &str, folder: bool, now_ns: u64) -> Result<(), i64> {
        let number = self.find(path).ok_or_else(|| self.missing(path))?;
        match (&self.nodes[&number].body, folder) {
            (Body::Folder(_), false) => return Err(errno::ISDIR),
            (Body::File(_), true) => return Err(errno::NOTDIR),
            (Body::Folder(entries), true) if !entries.is_empty() => return Err(errno::NOTEMPTY),
            _ => {}
        }
        let (parent, name) = self.parent(path).map_err(|_| errno::INVAL)?;
        self.unlink(parent, &name, now_ns);
        if let Some(node) = self.nodes.get_mut(&number) {
            node.removed = true;
        }
        self.drop_unused(number);
        Ok(())
    }

    /// Renames `old`, in the place of what is at `new`.
    ///
    /// # Errors
    /// The `errno`.
    pub fn rename(&mut self, old: &str, new: &str, now_ns: u64) -> Result<(), i64> {
        let number = self.find(old).ok_or_else(|| self.missing(old))?;
        let (target, name) = self.parent(new)?;
        let is_folder = |n| matches!(self.nodes[&n].body, Body::Folder(_));
        if old == new {
            return Ok(());
        }
        if is_folder(number) && new.starts_with(&format!("{}/", old.trim_end_matches('/'))) {
            return Err(errno::INVAL);
        }
        if let Some(there) = self.find(new) {
            match (is_folder(number), is_folder(there)) {
                (false, true) => return Err(errno::ISDIR),
                (true, false) => return Err(errno::NOTDIR),
                (_, folder) => self.remove(new, folder, now_ns)?,
            }
        }
        let (source, was) = self.parent(old).map_err(|_| errno::INVAL)?;
        self.unlink(source, &was, now_ns);
        self.link(target, &name, number, now_ns);
        Ok(())
    }

    /// The bytes of an open file.
    pub fn data(&self, number: u32) -> &[u8] {
        match self.nodes.get(&number).map(|node| &node.body) {
            Some(Body::File(data)) => data,
            _ => &[],
        }
    }

    fn change(
        &mut self,
        number: u32,
        length: usize,
        now_ns: u64,
        change: impl FnOnce(&mut Vec<u8>),
    ) -> Result<(), i64> {
        let before = self.data(number).len() as u64;
        if self.bytes - before + length as u64 > MAX_BYTES {
            return Err(errno::NOSPC);
        }
        if let Some(node) = self.nodes.get_mut(&number)
            && let Body::File(data) = &mut node.body
        {
            change(make_mut(data));
            node.changed_ns = now_ns;
            self.bytes = self.bytes - before + data.len() as u64;
        }
        Ok(())
    }

    /// Writes at `at`, or at the end when that is None; gives where it ended.
    ///
    /// # Errors
    /// The `errno`.
    pub fn write(
        &mut self,
        number: u32,
        at: Option<usize>,
        new: &[u8],
        now_ns: u64,
    ) -> Result<usize, i64> {
        let length = self.data(number).len();
        let at = at.unwrap_or(length);
        let end = at.checked_add(new.len()).filter(|n| *n <= i64::MAX as usize);
        let end = end.ok_or(errno::FBIG)?;
        if new.is_empty() {
            return Ok(at);
        }
        self.change(number, length.max(end), now_ns, |data| {
            if data.len() < end {
                data.resize(end, 0);
            }
            data[at..end].copy_from_slice(new);
        })?;
        Ok(end)
    }

    /// Cuts the file off, or fills it up with zeros.
    ///
    /// # Errors
    /// The `errno`.
    pub fn truncate(&mut self, number: u32, length: usize, now_ns: u64) -> Result<(), i64> {
        self.change(number, length, now_ns, |data| data.resize(length, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn open(files: &mut Files, path: &str) -> Result<u32, i64> {
        let opening = Opening { create: true, ..Opening::default() };
        files.open(path, opening, ObjectName(1), 0, 0)
    }

    #[test]
    fn the_disk_is_full_at_some_point() {
        let mut files = Files::default();
        let file = open(&mut files, "/tmp/a").expect("there is room");
        assert_eq!(files.truncate(file, MAX_BYTES as usize, 0), Ok(()));
        assert_eq!(files.write(file, None, b"x", 0), Err(errno::NOSPC));
        assert_eq!(files.write(file, Some(usize::MAX), b"x", 0), Err(errno::FBIG));
        assert_eq!(files.truncate(file, 0, 0), Ok(()));
        assert_eq!(files.write(file, None, b"x", 0), Ok(1));
    }

    #[test]
    fn there_is_a_greatest_number_of_files() {
        let mut files = Files::default();
        let made =
            (0..MAX_NODES * 2).take_while(|i| open(&mut files, &format!("/tmp/{i}")).is_ok());
        assert_eq!(made.count(), MAX_NODES - 4);
    }

    #[test]
    fn a_removed_file_lives_until_it_is_closed() {
        let mut files = Files::default();
        let file = open(&mut files, "/tmp/a").expect("there is room");
        files.inherit(0, 1);
        assert_eq!(files.write(file, None, b"abc", 0), Ok(3));
        assert_eq!(files.remove("/tmp/a", false, 0), Ok(()));
        assert_eq!(files.find("/tmp/a"), None);
        files.close(file, 0);
        assert_eq!(files.data(file), b"abc");
        files.forget(1);
        assert!(files.node(file).is_none());
        assert_eq!(files.bytes, 0);
    }
}
