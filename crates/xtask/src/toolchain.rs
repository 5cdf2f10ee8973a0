//! Which Rust compiles the page and the workers.
//!
//! Threads in wasm need a standard library compiled with atomics, and no such library is
//! shipped: it is compiled from source. So a toolchain is wanted that has its own source. The
//! active one is taken where it has it, else Debian's in `/usr`. [`choose`] decides from facts
//! that [`crate::machine`] gathers, and installs nothing itself.

use crate::machine::{Apt, Facts, Sysroot};

/// Debian's packages for building wasm: compiler, its library's source, and a linker.
pub const DEBIAN_PACKAGES: [&str; 4] = ["rustc-web", "cargo-web", "rust-web-src", "lld-22"];

/// The toolchain for wasm.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toolchain {
    /// What `RUSTUP_TOOLCHAIN` names; `None` leaves the active one in charge.
    pub name: Option<String>,
    /// The linker, where the toolchain does not bring one.
    pub linker: Option<String>,
}

/// What is to be done about the toolchain.
#[derive(Debug, PartialEq, Eq)]
pub enum Choice {
    /// There is one.
    Use(Toolchain),
    /// Debian's package lists have to be read; then choose again.
    UpdateLists,
    /// These Debian packages make one; then choose again.
    Install(&'static [&'static str]),
    /// Only the user can help: what to do.
    Advise(String),
}

/// Takes the active toolchain where it has std's source, else Debian's, else says how to get one.
pub fn choose(facts: &Facts) -> Choice {
    if let Some(active) = &facts.active
        && let Some(toolchain) = usable(active, None, facts)
    {
        return Choice::Use(toolchain);
    }
    if let Some(debian) = &facts.debian
        && let Some(toolchain) = usable(debian, Some("/usr"), facts)
    {
        return Choice::Use(toolchain);
    }
    match facts.apt {
        Apt::Offers if facts.root => Choice::Install(&DEBIAN_PACKAGES),
        Apt::Unread if facts.root => Choice::UpdateLists,
        _ if facts.rustup => Choice::Advise("run `rustup component add rust-src`".to_owned()),
        Apt::Lacks => Choice::Advise(
            "install Rust with rustup, run `rustup component add rust-src`".to_owned(),
        ),
        Apt::Offers | Apt::Unread => {
            Choice::Advise(format!("run `sudo apt-get install {}`", DEBIAN_PACKAGES.join(" ")))
        }
    }
}

fn usable(sysroot: &Sysroot, name: Option<&str>, facts: &Facts) -> Option<Toolchain> {
    if !sysroot.has_source || !sysroot.is_recent {
        return None;
    }
    let linker = if sysroot.has_linker { None } else { Some(facts.linkers.first()?.clone()) };
    Some(Toolchain { name: name.map(str::to_owned), linker })
}

impl Toolchain {
    /// The variables that a build without threads wants.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let mut variables = vec![
            // build-std is unstable; this lets a stable compiler accept it.
            ("RUSTC_BOOTSTRAP", "1".to_owned()),
            ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort".to_owned()),
        ];
        if let Some(name) = &self.name {
            variables.push(("RUSTUP_TOOLCHAIN", name.clone()));
        }
        if let Some(linker) = &self.linker {
            variables.push(("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker.clone()));
        }
        variables
    }

    /// The compiler flags that turn it into a build with threads.
    pub fn thread_flags() -> String {
        let mut flags = "-Ctarget-feature=+atomics,+bulk-memory,+mutable-globals".to_owned();
        for argument in [
            "--shared-memory",
            "--import-memory",
            // Shared memory must name its limit: 1 GiB, which phones still grant.
            "--max-memory=1073741824",
            // wasm-bindgen gives every thread its own thread-local storage through these.
            "--export=__wasm_init_tls",
            "--export=__tls_size",
            "--export=__tls_align",
            "--export=__tls_base",
        ] {
            flags.push_str(" -Clink-arg=");
            flags.push_str(argument);
        }
        flags
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sysroot(has_source: bool, has_linker: bool) -> Option<Sysroot> {
        Some(Sysroot { is_recent: true, has_source, has_linker })
    }

    /// rustup's stable with neither source nor Debian's packages, as an ordinary user.
    fn bare() -> Facts {
        Facts {
            active: sysroot(false, true),
            debian: None,
            linkers: Vec::new(),
            rustup: true,
            root: false,
            apt: Apt::Offers,
        }
    }

    fn debian_toolchain() -> Choice {
        Choice::Use(Toolchain {
            name: Some("/usr".to_owned()),
            linker: Some("wasm-ld-22".to_owned()),
        })
    }

    #[test]
    fn the_active_toolchain_is_taken_where_it_has_the_source() {
        let facts = Facts { active: sysroot(true, true), ..bare() };
        let expected = Toolchain { name: None, linker: None };
        assert_eq!(choose(&facts), Choice::Use(expected));
    }

    #[test]
    fn debian_s_toolchain_is_next() {
        let facts = Facts {
            debian: sysroot(true, false),
            linkers: vec!["wasm-ld-22".to_owned(), "wasm-ld-19".to_owned()],
            ..bare()
        };
        assert_eq!(choose(&facts), debian_toolchain());
    }

    #[test]
    fn debian_s_toolchain_may_be_the_active_one() {
        let facts = Facts {
            active: sysroot(true, false),
            linkers: vec!["wasm-ld-22".to_owned()],
            rustup: false,
            ..bare()
        };
        let expected = Toolchain { name: None, linker: Some("wasm-ld-22".to_owned()) };
        assert_eq!(choose(&facts), Choice::Use(expected));
    }

    #[test]
    fn a_toolchain_without_a_linker_is_not_enough() {
        let facts = Facts { debian: sysroot(true, false), root: true, ..bare() };
        assert_eq!(choose(&facts), Choice::Install(&DEBIAN_PACKAGES));
    }

    #[test]
    fn an_old_toolchain_is_not_taken() {
        let old = Sysroot { is_recent: false, has_source: true, has_linker: true };
        let facts = Facts { debian: Some(old), root: true, ..bare() };
        assert_eq!(choose(&facts), Choice::Install(&DEBIAN_PACKAGES));
    }

    #[test]
    fn a_fresh_machine_reads_its_package_lists_first() {
        let facts = Facts { apt: Apt::Unread, root: true, ..bare() };
        assert_eq!(choose(&facts), Choice::UpdateLists);
    }

    #[test]
    fn root_installs_and_others_are_told() {
        let root = Facts { root: true, ..bare() };
        assert_eq!(choose(&root), Choice::Install(&DEBIAN_PACKAGES));
        let rustup = "run `rustup component add rust-src`".to_owned();
        assert_eq!(choose(&bare()), Choice::Advise(rustup.clone()));
        let elsewhere = Facts { root: true, apt: Apt::Lacks, ..bare() };
        assert_eq!(choose(&elsewhere), Choice::Advise(rustup));
        let no_rustup = Facts { rustup: false, ..bare() };
        let Choice::Advise(advice) = choose(&no_rustup) else {
            panic!("nothing can be installed here");
        };
        assert_eq!(advice, "run `sudo apt-get install rustc-web cargo-web rust-web-src lld-22`");
    }

    #[test]
    fn the_builds_share_variables_and_differ_in_flags() {
        let Choice::Use(toolchain) = debian_toolchain() else {
            unreachable!("built above");
        };
        let variables = toolchain.variables();
        assert!(variables.contains(&("RUSTUP_TOOLCHAIN", "/usr".to_owned())));
        assert!(
            variables
                .contains(&("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", "wasm-ld-22".to_owned()))
        );
        assert!(variables.iter().all(|(name, _)| !name.ends_with("RUSTFLAGS")));
        assert!(Toolchain::thread_flags().contains("-Clink-arg=--shared-memory"));
    }
}
