//! Replay: the cursor moves through the run by itself.

use timeslice_trace::Position;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::commands::Commands;
use crate::platform;
use crate::state::{Action, Axis};

/// How long a whole run takes on the screen.
const REPLAY_MS: f64 = 8_000.0;

/// Moves the cursor while `is_playing`.
#[hook]
pub fn use_playback(commands: &Commands, is_playing: bool) {
    let commands = commands.clone();
    // Numbers the replays, so that an old one ends when a new one begins.
    let current = use_mut_ref(|| 0_u32);
    use_effect_with(is_playing, move |is_playing| {
        *current.borrow_mut() += 1;
        if *is_playing {
            let mine = *current.borrow();
            spawn_local(async move {
                let mut before = platform::now_ms();
                loop {
                    platform::next_frame().await;
                    if *current.borrow() != mine {
                        break;
                    }
                    let now = platform::now_ms();
                    if !advance(&commands, (now - before) / REPLAY_MS) {
                        commands.dispatch(Action::Play(false));
                        break;
                    }
                    before = now;
                }
            });
        }
    });
}

/// Moves the cursor by a share of the run; `false` at the end.
fn advance(commands: &Commands, share: f64) -> bool {
    let state = commands.state();
    let (Position { time_ns, step }, end) = (state.view.cursor.at, state.run.end);
    match state.view.axis {
        Axis::Time => {
            let next = time_ns + ((end.time_ns as f64 * share) as u64).max(1);
            commands.dispatch(Action::SeekTime(next.min(end.time_ns)));
            next < end.time_ns
        }
        Axis::Steps => {
            let next = u64::from(step) + ((f64::from(end.step) * share) as u64).max(1);
            commands.dispatch(Action::SeekStep(next.min(u64::from(end.step))));
            next < u64::from(end.step)
        }
    }
}
