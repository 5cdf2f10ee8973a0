//! What a run is a function of, besides the program: the machine's settings. Here and not in the
//! machine, because links, messages and scenario files carry them too.

use crate::schedule::Schedule;
use serde::{Deserialize, Serialize};

/// Where a thread may be preempted (which CPython is simulated).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum PythonVersion {
    /// Between any two bytecodes: what the language permits.
    #[serde(rename = "any")]
    Any,
    /// Where 3.9 polls: almost every bytecode (`ceval.c`, `DISPATCH`).
    #[serde(rename = "3.9")]
    V39,
    /// Where 3.13 with a GIL polls: function entry, backward jumps, after calls (`bytecodes.c`).
    #[default]
    #[serde(rename = "3.13")]
    V313,
    /// 3.13 free-threaded: no GIL, threads run in parallel on the cores.
    #[serde(rename = "3.13t")]
    V313t,
}

impl PythonVersion {
    /// As settings and the command line say it.
    pub fn word(self) -> &'static str {
        match self {
            PythonVersion::Any => "any",
            PythonVersion::V39 => "3.9",
            PythonVersion::V313 => "3.13",
            PythonVersion::V313t => "3.13t",
        }
    }
}

/// Whether the pieces that one `print` writes stay together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum StdoutMode {
    /// A terminal or pipe: they do.
    #[default]
    Buffered,
    /// `python -u`, a notebook, IDLE: a switch may fall between text and newline.
    Unbuffered,
}

/// How `multiprocessing` starts a process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum StartMethod {
    #[default]
    Fork,
    Spawn,
    Forkserver,
}

/// The virtual price list, in nanoseconds of virtual time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Costs {
    /// One bytecode.
    pub bytecode_ns: u64,
    /// `Thread.start`, paid by the starting thread.
    pub thread_start_ns: u64,
    /// Starting a process by fork, paid by the parent.
    pub fork_ns: u64,
    /// Starting a process by spawn or forkserver, paid by the child.
    pub spawn_ns: u64,
}

impl Default for Costs {
    fn default() -> Costs {
        Costs { bytecode_ns: 20, thread_start_ns: 10_000, fork_ns: 500_000, spawn_ns: 30_000_000 }
    }
}

/// Bounds of a run; each ends it in [`crate::Outcome::Budget`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytecodes of the whole run.
    pub steps: u64,
    /// Bytes of simulated memory over all processes.
    pub memory_bytes: u64,
    /// Bytes of output.
    pub output_bytes: u64,
    /// Threads alive at once.
    pub threads: u32,
    /// Processes alive at once.
    pub processes: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            steps: 200_000_000,
            memory_bytes: 512 << 20,
            output_bytes: 4 << 20,
            threads: 2_000,
            processes: 64,
        }
    }
}

/// The settings of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// Which CPython.
    pub python: PythonVersion,
    /// How `print` writes.
    pub stdout: StdoutMode,
    /// Simulated cores, 1 to 64.
    pub cores: u32,
    /// `sys.getswitchinterval()` at the start, in nanoseconds.
    pub switch_interval_ns: u64,
    /// Default start method.
    pub start_method: StartMethod,
    /// Prices.
    pub costs: Costs,
    /// Who runs next.
    pub schedule: Schedule,
    /// Seed of what the program leaves open (`random` without a seed, `id`, hashes).
    pub seed: u64,
    /// Bounds.
    pub limits: Limits,
    /// What `input()` reads, and `sys.stdin`.
    pub stdin: String,
    /// `sys.argv[1:]`.
    pub args: Vec<String>,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            python: PythonVersion::default(),
            stdout: StdoutMode::default(),
            cores: 4,
            switch_interval_ns: 5_000_000,
            start_method: StartMethod::default(),
            costs: Costs::default(),
            schedule: Schedule::default(),
            seed: 0,
            limits: Limits::default(),
            stdin: String::new(),
            args: Vec::new(),
        }
    }
}
