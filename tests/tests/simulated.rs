//! Programs that only the simulated world can run: its network, and pictures on its disk. Each one
//! checks itself and says `ok`.

use std::path::Path;

use timeslice_tests::{each, programs_in, run, settings_of};

#[test]
fn programs_work_with_the_simulated_world() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("simulated");
    let programs = programs_in(&folder);
    assert!(programs.len() >= 4, "the programs are there");
    let problems: Vec<String> = each(&programs, |path| {
        let source = std::fs::read_to_string(path).expect("a program");
        let name = path.file_name().expect("a file has a name").to_string_lossy();
        let settings = settings_of(&source);
        let ran = run(&source, &name, &settings);
        let again = run(&source, &name, &settings);
        match (&ran, ran == again) {
            (Ok(result), true) if result.stdout == "ok\n" && result.stderr.is_empty() => None,
            _ => Some(format!("{name}: {ran:#?}")),
        }
    })
    .into_iter()
    .flatten()
    .collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}
