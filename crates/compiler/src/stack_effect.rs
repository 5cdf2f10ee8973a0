//! What each instruction takes from the stack and leaves on it.

use crate::bytecode::{Instr, Op, make_function};

/// Items an instruction needs on the stack and leaves in their place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Effect {
    /// Items taken (or looked at).
    pub(crate) takes: u32,
    /// Items there afterwards, when execution goes on with the next instruction.
    pub(crate) leaves: u32,
    /// Items there afterwards at the jump target, for instructions that may jump.
    pub(crate) leaves_jump: Option<u32>,
}

/// Whether execution can go on with the instruction after one of this operation.
pub(crate) fn falls_through(op: Op) -> bool {
    !matches!(
        op,
        Op::Jump
            | Op::JumpBackward
            | Op::JumpBackwardNoInterrupt
            | Op::ReturnValue
            | Op::RaiseVarargs
            | Op::Reraise
    )
}

/// Whether the argument is a jump target.
pub(crate) fn jumps(op: Op) -> bool {
    effect(Instr { op, arg: 0 }).leaves_jump.is_some()
}

/// The effect of `instr`.
pub(crate) fn effect(instr: Instr) -> Effect {
    let n = instr.arg;
    let plain = |takes, leaves| Effect { takes, leaves, leaves_jump: None };
    let jump = |takes, leaves, there| Effect { takes, leaves, leaves_jump: Some(there) };
    match instr.op {
        Op::Nop
        | Op::Resume
        | Op::DeleteFast
        | Op::ClearFast
        | Op::MakeCell
        | Op::DeleteDeref
        | Op::DeleteName
        | Op::DeleteGlobal
        | Op::SetupAnnotations => plain(0, 0),
        Op::PopTop
        | Op::StoreFast
        | Op::StoreDeref
        | Op::StoreName
        | Op::StoreGlobal
        | Op::DeleteAttr
        | Op::ReturnValue
        | Op::Reraise
        | Op::PopExcept
        | Op::ImportStar => plain(1, 0),
        Op::PushNull
        | Op::LoadConst
        | Op::LoadFast
        | Op::LoadClosure
        | Op::LoadDeref
        | Op::LoadClassDeref
        | Op::LoadName
        | Op::LoadLocals
        | Op::LoadBuildClass
        | Op::LoadAssertionError => plain(0, 1),
        Op::Copy => plain(n, n + 1),
        Op::Swap => plain(n, n),
        Op::LoadGlobal => plain(0, 1 + (n & 1)),
        Op::LoadAttr
        | Op::UnaryNegative
        | Op::UnaryPositive
        | Op::UnaryInvert
        | Op::UnaryNot
        | Op::GetIter
        | Op::ListToTuple
        | Op::ConvertValue
        | Op::FormatSimple
        | Op::YieldValue
        | Op::GetYieldFromIter
        | Op::GetAwaitable
        | Op::GetAIter
        | Op::WithExit
        | Op::AsyncGenWrap => plain(1, 1),
        Op::LoadMethod
        | Op::PushExcInfo
        | Op::BeforeWith
        | Op::BeforeAsyncWith
        | Op::ImportFrom
        | Op::MatchSequence
        | Op::MatchMapping
        | Op::GetLen
        | Op::GetANext => plain(1, 2),
        Op::StoreAttr | Op::DeleteSubscr | Op::EndAsyncFor => plain(2, 0),
        Op::BinarySubscr
        | Op::BinaryOp
        | Op::CompareOp
        | Op::ContainsOp
        | Op::IsOp
        | Op::FormatWithSpec
        | Op::PrepReraiseStar
        | Op::ImportName => plain(2, 1),
        Op::StoreSubscr => plain(3, 0),
        Op::BuildSlice | Op::BuildTuple | Op::BuildList | Op::BuildSet | Op::BuildString => {
            plain(n, 1)
        }
        Op::BuildMap => plain(2 * n, 1),
        Op::Jump | Op::JumpBackward | Op::JumpBackwardNoInterrupt => jump(0, 0, 0),
        Op::PopJumpIfTrue | Op::PopJumpIfFalse | Op::PopJumpIfNone | Op::PopJumpIfNotNone => {
            jump(1, 0, 0)
        }
        Op::ForIter => jump(1, 2, 0),
        Op::Send => jump(2, 2, 1),
        Op::ListAppend | Op::SetAdd | Op::ListExtend | Op::SetUpdate | Op::DictUpdate => {
            plain(n + 1, n)
        }
        Op::MapAdd => plain(n + 2, n),
        Op::DictMerge => plain(5, 4),
        Op::UnpackSequence => plain(1, n),
        Op::UnpackEx => plain(1, (n & 0xff) + 1 + (n >> 8)),
        Op::MakeFunction => {
            let flags = [
                make_function::DEFAULTS,
                make_function::KWDEFAULTS,
                make_function::ANNOTATIONS,
                make_function::CLOSURE,
            ];
            plain(1 + flags.iter().filter(|f| n & **f != 0).count() as u32, 1)
        }
        Op::Call => plain(n + 2, 1),
        Op::CallKw => plain(n + 3, 1),
        Op::CallEx => plain(3 + (n & 1), 1),
        Op::RaiseVarargs => plain(n, 0),
        Op::CheckExcMatch | Op::CheckEgMatch => plain(2, 2),
        Op::WithExceptStart => plain(3, 4),
        Op::MatchKeys => plain(2, 3),
        Op::MatchClass => plain(3, 1),
        Op::DictWithoutKeys => plain(2, 2),
    }
}
