//! Which lane stands in which row, from top to bottom.

use timeslice_trace::{LaneId, Lanes};

/// The rows of a timeline.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    ids: Vec<LaneId>,
    of_thread: Vec<u32>,
    of_task: Vec<u32>,
}

impl Rows {
    /// The rows of all lanes there are.
    pub fn of(lanes: &Lanes) -> Rows {
        let ids = lanes.rows();
        let mut of_thread = vec![0; lanes.lanes.len()];
        let mut of_task = vec![0; lanes.tasks.len()];
        for (row, id) in (0..).zip(&ids) {
            match *id {
                LaneId::Thread(thread) => of_thread[thread as usize] = row,
                LaneId::Task(task) => of_task[task as usize] = row,
            }
        }
        Rows { ids, of_thread, of_task }
    }

    /// The lane in a row.
    pub fn get(&self, row: usize) -> Option<LaneId> {
        self.ids.get(row).copied()
    }

    /// The rows from one on, with their numbers.
    pub fn from(&self, first: usize) -> impl Iterator<Item = (usize, LaneId)> + '_ {
        self.ids.iter().copied().enumerate().skip(first)
    }

    /// The row of a lane.
    pub fn row_of(&self, id: LaneId) -> usize {
        let row = match id {
            LaneId::Thread(thread) => self.of_thread[thread as usize],
            LaneId::Task(task) => self.of_task[task as usize],
        };
        row as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use timeslice_trace::{Event, EventKind, ObjectName, TraceBuilder};

    #[test]
    fn a_lane_is_found_where_it_stands() {
        let mut builder = TraceBuilder::new(10);
        let name = builder.text("name");
        let task = builder.object(ObjectName::new(0, 1), || ("Task".into(), "Task-1".into()));
        let rows = [
            (0, EventKind::ThreadBegin, 0, name),
            (1, EventKind::ThreadBegin, 0, name),
            (0, EventKind::TaskCreate, task, name),
        ];
        for (thread, kind, a, b) in rows {
            builder.event(&Event { time_ns: 0, step: 0, thread, kind, line: 1, a, b });
        }
        let rows = Rows::of(&Lanes::of(&builder.finish(), true));
        let ids: Vec<_> = rows.from(0).map(|(_, id)| id).collect();
        assert_eq!(ids, [LaneId::Thread(0), LaneId::Task(0), LaneId::Thread(1)]);
        for (row, id) in rows.from(1) {
            assert_eq!((rows.row_of(id), rows.get(row)), (row, Some(id)));
        }
        assert_eq!(rows.get(3), None);
    }
}
