//! Dates, `strftime` and `strptime`.

use timeslice_machine::text::calendar::{self, TimeSpec, TimeTuple};
use timeslice_machine::text::strftime::{Zone, strftime};
use timeslice_machine::text::strptime::strptime;
use timeslice_machine::text::{Raise, Result};

use crate::golden::{Case, Field, check};

#[test]
fn times_are_as_in_cpython() {
    check("time.tsv", 4000, |case| match answer(case) {
        Ok(text) => text,
        Err(raise) => format!("!{raise}"),
    });
}

fn answer(case: &Case) -> Result<String> {
    let n = |at| case.i64(at);
    Ok(match case.op.as_str() {
        "strftime" => {
            let zone = Zone { name: "UTC", offset: Some(0), microsecond: None };
            strftime(case.text(0), &tuple(case.text(1))?, zone)
        }
        "datetime" => {
            let zone =
                Zone { name: "", offset: case.text(2).parse().ok(), microsecond: Some(n(3)) };
            strftime(case.text(0), &tuple(case.text(1))?, zone)
        }
        "asctime" => tuple(case.text(0))?.asctime(),
        "ctime" => TimeTuple::from_timestamp(n(0)).asctime(),
        "gmtime" => {
            let time = TimeTuple::from_timestamp(n(0));
            assert_eq!(time.timestamp(), n(0));
            time.fields().to_vec().field()
        }
        "date" => {
            let (year, month, day) = calendar::civil_from_days(n(0));
            assert_eq!(calendar::days_from_civil(year, month, day), n(0));
            let year_day = calendar::year_day(year, month, day);
            vec![year, month, day, calendar::weekday(n(0)), year_day].field()
        }
        "iso" => {
            let (year, week, day) = calendar::iso_calendar(n(0));
            vec![year, week, day].field()
        }
        "iso_date" => {
            let (year, month, day) = calendar::civil_from_days(n(0));
            calendar::iso_date(year, month, day)
        }
        "from_iso" => calendar::days_from_iso(n(0), n(1), n(2))?.field(),
        "check_date" => calendar::check_date(n(0), n(1), n(2)).map(|()| true)?.field(),
        "check_time" => {
            calendar::check_time(n(0), n(1), n(2), n(3))?;
            true.field()
        }
        "iso_time" => {
            let spec = TimeSpec::parse(case.text(4))?;
            calendar::iso_time(n(0), n(1), n(2), n(3), spec)
        }
        "duration" => calendar::duration(n(0), n(1), n(2)),
        "strptime" => {
            let parsed = strptime(case.text(0), case.text(1))?;
            let mut fields = parsed.time.fields().to_vec();
            fields.push(parsed.microsecond);
            if let Some((seconds, microseconds)) = parsed.offset {
                fields.extend([seconds, microseconds]);
            }
            fields.field()
        }
        op => panic!("unknown operation {op}"),
    })
}

fn tuple(fields: &str) -> Result<TimeTuple> {
    let fields: Vec<i64> =
        fields.split(' ').map(|field| field.parse().expect("an integer")).collect();
    TimeTuple::from_fields(fields.try_into().expect("nine numbers"))
}

#[test]
fn a_directive_may_not_repeat() {
    let raised = strptime("5 5", "%d %d").expect_err("twice the day");
    assert_eq!(raised, Raise::Value("redefinition of group name 'd'".into()));
}
