//! Methods of list, tuple, dict, set, frozenset, deque, range and the dict views.

use std::sync::Arc;

use crate::access::{STRUCTURE, Touch};
use crate::dict::SetData;
use crate::frame::Cont;
use crate::hash::Answer;
use crate::heap::make_mut;
use crate::machine::{Machine, R, Signal};
use crate::native::{ANY, Args, NativeDef, function, method};
use crate::natives::builtins::sort_values;
use crate::object::{DequeData, DictViewKind, IterData, Kind};
use crate::symbols::{class, sym};
use crate::value::{Ref, Value};

const SEQUENCE: &[NativeDef] = &[
    method("__len__", 1, 1, len),
    method("__getitem__", 2, 2, getitem),
    method("__iter__", 1, 1, iter),
    method("__contains__", 2, 2, contains),
    method("__add__", 2, 2, add),
    method("__mul__", 2, 2, mul),
    method("__rmul__", 2, 2, mul),
    method("__eq__", 2, 2, eq),
    method("__ne__", 2, 2, ne),
    method("__lt__", 2, 2, lt),
    method("__le__", 2, 2, le),
    method("__gt__", 2, 2, gt),
    method("__ge__", 2, 2, ge),
];

/// Methods of the classes here.
pub const METHODS: &[(Ref, &[NativeDef])] = &[
    (class::LIST, SEQUENCE),
    (
        class::LIST,
        &[
            function("__new__", 1, ANY, list_new).kw(),
            method("__init__", 1, 2, list_init),
            method("append", 2, 2, append),
            method("extend", 2, 2, extend),
            method("insert", 3, 3, insert),
            method("pop", 1, 2, list_pop),
            method("remove", 2, 2, remove),
            method("clear", 1, 1, list_clear),
            method("copy", 1, 1, list_copy),
            method("reverse", 1, 1, reverse),
            method("sort", 1, 1, sort).kw(),
            method("index", 2, 4, index),
            method("count", 2, 2, count),
            method("__setitem__", 3, 3, setitem),
            method("__delitem__", 2, 2, delitem),
            method("__iadd__", 2, 2, iadd),
            method("__reversed__", 1, 1, reversed),
        ],
    ),
    (class::TUPLE, SEQUENCE),
    (
        class::TUPLE,
        &[
            function("__new__", 1, 2, tuple_new),
            method("index", 2, 4, index),
            method("count", 2, 2, count),
            method("__getnewargs__", 1, 1, getnewargs),
        ],
    ),
    (
        class::DICT,
        &[
            function("__new__", 1, ANY, dict_new).kw(),
            method("__init__", 1, 2, dict_init).kw(),
            method("__len__", 1, 1, len),
            method("__getitem__", 2, 2, dict_getitem),
            method("__setitem__", 3, 3, setitem),
            method("__delitem__", 2, 2, delitem),
            method("__iter__", 1, 1, iter),
            method("__contains__", 2, 2, contains),
            method("__eq__", 2, 2, eq),
            method("__ne__", 2, 2, ne),
            method("__or__", 2, 2, dict_or),
            method("__ior__", 2, 2, dict_update_op),
            method("__reversed__", 1, 1, reversed),
            method("get", 2, 3, dict_get),
            method("pop", 2, 3, dict_pop),
            method("popitem", 1, 1, popitem),
            method("setdefault", 2, 3, setdefault),
            method("update", 1, 2, dict_update).kw(),
            method("keys", 1, 1, keys),
            method("values", 1, 1, values),
            method("items", 1, 1, items),
            method("clear", 1, 1, dict_clear),
            method("copy", 1, 1, dict_copy),
            function("fromkeys", 2, 3, fromkeys),
        ],
    ),
    (class::MAPPINGPROXY, VIEW),
    (
        class::MAPPINGPROXY,
        &[
            function("__new__", 2, 2, proxy_new),
            method("__getitem__", 2, 2, getitem),
            method("get", 2, 3, dict_get),
            method("keys", 1, 1, keys),
            method("values", 1, 1, values),
            method("items", 1, 1, items),
            method("copy", 1, 1, dict_copy),
        ],
    ),
    (class::DICT_KEYS, VIEW),
    (class::DICT_KEYS, &[method("isdisjoint", 2, 2, isdisjoint)]),
    (class::DICT_VALUES, VIEW),
    (class::DICT_ITEMS, VIEW),
    (class::SET, SET_COMMON),
    (
        class::SET,
        &[
            function("__new__", 1, ANY, set_new).kw(),
            method("__init__", 1, 2, set_init),
            method("add", 2, 2, set_add),
            method("discard", 2, 2, discard),
            method("remove", 2, 2, set_remove),
            method("pop", 1, 1, set_pop),
            method("clear", 1, 1, set_clear),
            method("update", 1, ANY, set_update),
            method("difference_update", 1, ANY, difference_update),
            method("intersection_update", 1, ANY, intersection_update),
            method("symmetric_difference_update", 2, 2, symmetric_update),
        ],
    ),
    (class::FROZENSET, SET_COMMON),
    (class::FROZENSET, &[function("__new__", 1, 2, frozenset_new)]),
    (class::DEQUE, SEQUENCE),
    (
        class::DEQUE,
        &[
            function("__new__", 1, ANY, deque_new).kw(),
            method("__init__", 1, 3, deque_init).kw(),
            method("append", 2, 2, deque_append),
            method("appendleft", 2, 2, appendleft),
            method("pop", 1, 1, deque_pop),
            method("popleft", 1, 1, popleft),
            method("extend", 2, 2, deque_extend),
            method("extendleft", 2, 2, extendleft),
            method("rotate", 1, 2, rotate),
            method("clear", 1, 1, deque_clear),
            method("copy", 1, 1, deque_copy),
            method("__copy__", 1, 1, deque_copy),
            method("count", 2, 2, count),
            method("index", 2, 4, index),
            method("insert", 3, 3, deque_insert),
            method("remove", 2, 2, deque_remove),
            method("reverse", 1, 1, deque_reverse),
            method("__setitem__", 3, 3, setitem),
            method("__delitem__", 2, 2, delitem),
            method("__iadd__", 2, 2, iadd),
            method("__reversed__", 1, 1, reversed),
        ],
    ),
    (
        class::RANGE,
        &[
            function("__new__", 2, 4, range_new),
            method("__len__", 1, 1, len),
            method("__getitem__", 2, 2, getitem),
            method("__iter__", 1, 1, iter),
            method("__contains__", 2, 2, contains),
            method("__reversed__", 1, 1, reversed),
            method("index", 2, 2, index),
            method("count", 2, 2, count),
        ],
    ),
    (class::ENUMERATE, &[function("__new__", 1, 3, enumerate_new).kw()]),
    (class::ZIP, &[function("__new__", 1, ANY, zip_new).kw()]),
];

const VIEW: &[NativeDef] = &[
    method("__len__", 1, 1, len),
    method("__iter__", 1, 1, iter),
    method("__contains__", 2, 2, contains),
    method("__reversed__", 1, 1, reversed),
    method("__eq__", 2, 2, eq),
    method("__and__", 2, 2, and),
    method("__or__", 2, 2, or),
    method("__sub__", 2, 2, sub),
    method("__xor__", 2, 2, xor),
];

const SET_COMMON: &[NativeDef] = &[
    method("__len__", 1, 1, len),
    method("__iter__", 1, 1, iter),
    method("__contains__", 2, 2, contains),
    method("__eq__", 2, 2, eq),
    method("__ne__", 2, 2, ne),
    method("__lt__", 2, 2, lt),
    method("__le__", 2, 2, le),
    method("__gt__", 2, 2, gt),
    method("__ge__", 2, 2, ge),
    method("__and__", 2, 2, and),
    method("__or__", 2, 2, or),
    method("__sub__", 2, 2, sub),
    method("__xor__", 2, 2, xor),
    method("copy", 1, 1, set_copy),
    method("union", 1, ANY, union),
    method("intersection", 1, ANY, intersection),
    method("difference", 1, ANY, difference),
    method("symmetric_difference", 2, 2, symmetric_difference),
    method("issubset", 2, 2, issubset),
    method("issuperset", 2, 2, issuperset),
    method("isdisjoint", 2, 2, isdisjoint),
];

fn this(m: &Machine, args: Args) -> Ref {
    match m.arg(args, 0) {
        Value::Obj(r) => m.payload(r),
        _ => class::OBJECT,
    }
}

fn int_or(m: &mut Machine, v: Value, default: i64) -> R<i64> {
    if v.is_null() { Ok(default) } else { m.int_arg(v) }
}

// ---------------------------------------------------------------------- common

fn len(m: &mut Machine, args: Args, _: Cont) -> R {
    let v: Value = this(m, args).into();
    match m.builtin_len(v)? {
        Some(n) => Ok(Value::Int(n as i64)),
        None => m.type_error("object has no len()"),
    }
}

fn getitem(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (object, key) = (this(m, args).into(), m.arg(args, 1));
    match m.item(object, key)? {
        Some(v) => Ok(v),
        None => {
            let f = m.library_function("_getitem")?;
            m.tail_call(args, f, &[object, key], cont)
        }
    }
}

fn setitem(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (object, key, value) = (this(m, args).into(), m.arg(args, 1), m.arg(args, 2));
    if m.set_item(object, key, value)? {
        return Ok(Value::None);
    }
    m.tail_library(args, "_dict_setitem", &[object, key, value], cont)
}

fn delitem(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (object, key) = (this(m, args).into(), m.arg(args, 1));
    if m.delete_item(object, key)? {
        return Ok(Value::None);
    }
    m.tail_library(args, "_dict_delitem", &[object, key], cont)
}

fn iter(m: &mut Machine, args: Args, _: Cont) -> R {
    let v: Value = this(m, args).into();
    match m.builtin_iter(v)? {
        Some(it) => Ok(it),
        None => m.type_error("object is not iterable"),
    }
}

fn contains(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (r, item) = (this(m, args), m.arg(args, 1));
    match m.builtin_contains(r.into(), item)? {
        Some(b) => Ok(Value::Bool(b)),
        None => {
            let name = match m.get(r) {
                Kind::Dict(_) | Kind::DictView(DictViewKind::Keys | DictViewKind::Proxy, _) => {
                    "_dict_contains"
                }
                Kind::Set(_) | Kind::FrozenSet(_) => "_set_contains",
                _ => "_seq_contains",
            };
            m.tail_library(args, name, &[r.into(), item], cont)
        }
    }
}

fn reversed(m: &mut Machine, args: Args, cont: Cont) -> R {
    let f = m.builtin("reversed");
    let v: Value = this(m, args).into();
    m.tail_call(args, f, &[v], cont)
}

fn binary(m: &mut Machine, args: Args, op: timeslice_compiler::BinOp) -> R {
    let (a, b) = (this(m, args).into(), m.unwrap(m.arg(args, 1)));
    Ok(m.sequence_binary(op, false, a, b)?.unwrap_or(Value::NotImplemented))
}

fn add(m: &mut Machine, args: Args, _: Cont) -> R {
    binary(m, args, timeslice_compiler::BinOp::Add)
}

fn mul(m: &mut Machine, args: Args, _: Cont) -> R {
    binary(m, args, timeslice_compiler::BinOp::Mul)
}

fn and(m: &mut Machine, args: Args, _: Cont) -> R {
    binary(m, args, timeslice_compiler::BinOp::And)
}

fn or(m: &mut Machine, args: Args, _: Cont) -> R {
    binary(m, args, timeslice_compiler::BinOp::Or)
}

fn sub(m: &mut Machine, args: Args, _: Cont) -> R {
    binary(m, args, timeslice_compiler::BinOp::Sub)
}

fn xor(m: &mut Machine, args: Args, _: Cont) -> R {
    binary(m, args, timeslice_compiler::BinOp::Xor)
}

fn compare(m: &mut Machine, args: Args, op: timeslice_compiler::CmpOp) -> R {
    let (a, b) = (this(m, args).into(), m.unwrap(m.arg(args, 1)));
    if m.class_of(a) != m.class_of(b)
        && !matches!(
            (m.class_of(a), m.class_of(b)),
            (class::SET | class::FROZENSET, class::SET | class::FROZENSET)
        )
    {
        return Ok(Value::NotImplemented);
    }
    Ok(m.builtin_compare(op, a, b)?.map_or(Value::NotImplemented, Value::Bool))
}

fn eq(m: &mut Machine, args: Args, _: Cont) -> R {
    compare(m, args, timeslice_compiler::CmpOp::Eq)
}

fn ne(m: &mut Machine, args: Args, _: Cont) -> R {
    compare(m, args, timeslice_compiler::CmpOp::Ne)
}

fn lt(m: &mut Machine, args: Args, _: Cont) -> R {
    compare(m, args, timeslice_compiler::CmpOp::Lt)
}

fn le(m: &mut Machine, args: Args, _: Cont) -> R {
    compare(m, args, timeslice_compiler::CmpOp::Le)
}

fn gt(m: &mut Machine, args: Args, _: Cont) -> R {
    compare(m, args, timeslice_compiler::CmpOp::Gt)
}

fn ge(m: &mut Machine, args: Args, _: Cont) -> R {
    compare(m, args, timeslice_compiler::CmpOp::Ge)
}

fn index(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (r, item) = (this(m, args), m.arg(args, 1));
    let items = match m.get(r) {
        Kind::Range(_) => {
            let at = m.iterate_builtin(r.into())?.unwrap_or_default();
            return match at.iter().position(|v| matches!(m.eq_of(*v, item), Answer::Is(true))) {
                Some(i) => Ok(Value::Int(i as i64)),
                None => {
                    let text = m.short_repr(item, 60);
                    m.value_error(&format!("{text} is not in range"))
                }
            };
        }
        _ => m.iterate_builtin(r.into())?.unwrap_or_default(),
    };
    let n = items.len() as i64;
    let clamp = |i: i64| if i < 0 { (i + n).max(0) } else { i.min(n) };
    let start = clamp(int_or(m, m.arg(args, 2), 0)?);
    let stop = clamp(int_or(m, m.arg(args, 3), n)?);
    for i in start..stop {
        let candidate = items[i as usize];
        if candidate.is(item) {
            return Ok(Value::Int(i));
        }
        match m.eq_of(candidate, item) {
            Answer::Is(true) => return Ok(Value::Int(i)),
            Answer::Is(false) => {}
            _ => {
                let values = [r.into(), item, Value::Int(start), Value::Int(stop)];
                return m.tail_library(args, "_list_index", &values, cont);
            }
        }
    }
    let message = match m.get(r) {
        Kind::Tuple(_) => "tuple.index(x): x not in tuple".to_owned(),
        Kind::Deque(_) => format!("{} is not in deque", m.short_repr(item, 60)),
        _ => format!("{} is not in list", m.short_repr(item, 60)),
    };
    m.value_error(&message)
}

fn count(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (r, item) = (this(m, args), m.arg(args, 1));
    let items = m.iterate_builtin(r.into())?.unwrap_or_default();
    let mut n = 0;
    for candidate in items {
        match m.eq_of(candidate, item) {
            _ if candidate.is(item) => n += 1,
            Answer::Is(true) => n += 1,
            Answer::Is(false) => {}
            _ => return m.tail_library(args, "_seq_count", &[r.into(), item], cont),
        }
    }
    Ok(Value::Int(n))
}

// ---------------------------------------------------------------------- list

fn list_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    let Value::Obj(cls) = m.arg(args, 0) else { return m.type_error("not a type") };
    if cls != class::LIST {
        let inner = m.list(Vec::new());
        return Ok(m.wrap_in(cls, inner));
    }
    if args.names.is_some() {
        return m.type_error("list() takes no keyword arguments");
    }
    if args.n > 2 {
        return m.type_error(&format!("list expected at most 1 argument, got {}", args.n - 1));
    }
    let source = m.arg(args, 1);
    if source.is_null() {
        return Ok(m.list(Vec::new()));
    }
    match m.iterate_builtin(source)? {
        Some(items) => Ok(m.list(items)),
        None => m.tail_library(args, "_list_from_iter", &[source], cont),
    }
}

fn list_init(m: &mut Machine, args: Args, cont: Cont) -> R {
    let source = m.arg(args, 1);
    if source.is_null() {
        return Ok(Value::None);
    }
    let r = this(m, args);
    match m.iterate_builtin(source)? {
        Some(items) => {
            *m.get_mut(r) = Kind::List(Arc::new(items));
            Ok(Value::None)
        }
        None => {
            let object = r.into();
            m.tail_library(args, "_list_extend", &[object, source], cont)
        }
    }
}

fn append(m: &mut Machine, args: Args, _: Cont) -> R {
    let (r, v) = (this(m, args), m.arg(args, 1));
    m.list_push(r, v);
    Ok(Value::None)
}

fn extend(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (r, source) = (this(m, args), m.arg(args, 1));
    match m.iterate_builtin(source)? {
        Some(items) => {
            m.access(r, STRUCTURE, Touch::Write)?;
            m.p.heap.grow(items.len() as u64 * 16);
            if let Kind::List(list) = m.get_mut(r) {
                make_mut(list).extend(items);
            }
            Ok(Value::None)
        }
        None => m.tail_library(args, "_list_extend", &[r.into(), source], cont),
    }
}

fn iadd(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (object, source) = (m.arg(args, 0), m.arg(args, 1));
    let r = this(m, args);
    match m.iterate_builtin(source)? {
        Some(items) => {
            m.access(r, STRUCTURE, Touch::Write)?;
            for item in items {
                match m.get_mut(r) {
                    Kind::List(list) => make_mut(list).push(item),
                    _ => m.deque_push(r, item, true),
                }
            }
            Ok(object)
        }
        None => m.tail_library(args, "_list_iadd", &[object, source], cont),
    }
}

fn insert(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    let index = m.int_arg(m.arg(args, 1))?;
    let v = m.arg(args, 2);
    m.access(r, STRUCTURE, Touch::Write)?;
    m.p.heap.grow(16);
    if let Kind::List(list) = m.get_mut(r) {
        let list = make_mut(list);
        let n = list.len() as i64;
        let i = if index < 0 { (index + n).max(0) } else { index.min(n) };
        list.insert(i as usize, v);
    }
    Ok(Value::None)
}

fn list_pop(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    let index = int_or(m, m.arg(args, 1), -1)?;
    m.access(r, STRUCTURE, Touch::Write)?;
    let n = m.sequence_len(r);
    if n == 0 {
        return m.raise(class::INDEX_ERROR, "pop from empty list");
    }
    let Some(i) = m.index_in(index, n) else {
        return m.raise(class::INDEX_ERROR, "pop index out of range");
    };
    match m.get_mut(r) {
        Kind::List(list) => Ok(make_mut(list).remove(i)),
        _ => m.type_error("a list is needed"),
    }
}

fn remove(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (r, item) = (this(m, args), m.arg(args, 1));
    m.access(r, STRUCTURE, Touch::Write)?;
    let items = m.tuple_items(r.into());
    for (i, candidate) in items.iter().enumerate() {
        let same = candidate.is(item)
            || match m.eq_of(*candidate, item) {
                Answer::Is(b) => b,
                _ => return m.tail_library(args, "_list_remove", &[r.into(), item], cont),
            };
        if same {
            if let Kind::List(list) = m.get_mut(r) {
                make_mut(list).remove(i);
            }
            return Ok(Value::None);
        }
    }
    m.value_error("list.remove(x): x not in list")
}

fn list_clear(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.access(r, STRUCTURE, Touch::Write)?;
    *m.get_mut(r) = Kind::List(Arc::default());
    Ok(Value::None)
}

fn list_copy(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.access(r, STRUCTURE, Touch::Read)?;
    let items = m.tuple_items(r.into());
    Ok(m.list(items))
}

fn reverse(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.access(r, STRUCTURE, Touch::Write)?;
    if let Kind::List(list) = m.get_mut(r) {
        make_mut(list).reverse();
    }
    Ok(Value::None)
}

fn sort(m: &mut Machine, args: Args, cont: Cont) -> R {
    let [_, key, reverse] = m.bind(args, "sort", ["/self", "key", "reverse"], 1, 1)?;
    let r = this(m, args);
    let key = if key.is_null() { Value::None } else { key };
    let reverse = !reverse.is_null() && m.truth(reverse).unwrap_or(true);
    m.access(r, STRUCTURE, Touch::Write)?;
    if key.is_none() {
        let mut items = m.tuple_items(r.into());
        if sort_values(m, &mut items, reverse) {
            *m.get_mut(r) = Kind::List(Arc::new(items));
            return Ok(Value::None);
        }
    }
    m.tail_library(args, "_list_sort", &[r.into(), key, Value::Bool(reverse)], cont)
}

// ---------------------------------------------------------------------- tuple

fn tuple_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    let Value::Obj(cls) = m.arg(args, 0) else { return m.type_error("not a type") };
    let source = m.arg(args, 1);
    if cls == class::TUPLE
        && let Value::Obj(r) = source
        && matches!(m.get(r), Kind::Tuple(_))
    {
        return Ok(source);
    }
    let items = if source.is_null() { Some(Vec::new()) } else { m.iterate_builtin(source)? };
    match items {
        Some(items) => {
            let inner = m.tuple(items);
            Ok(m.wrap_in(cls, inner))
        }
        None if cls == class::TUPLE => m.tail_library(args, "_tuple_from_iter", &[source], cont),
        None => m.tail_library(args, "_new_from_iter", &[cls.into(), source], cont),
    }
}

fn getnewargs(m: &mut Machine, args: Args, _: Cont) -> R {
    let inner = this(m, args).into();
    Ok(m.tuple(vec![inner]))
}

// ---------------------------------------------------------------------- dict

fn dict_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    let Value::Obj(cls) = m.arg(args, 0) else { return m.type_error("not a type") };
    let dict = m.alloc(Kind::Dict(Arc::default()));
    if cls != class::DICT {
        return Ok(m.wrap_in(cls, dict));
    }
    fill_dict(m, args, dict, cont, "_dict_filled")
}

fn dict_init(m: &mut Machine, args: Args, cont: Cont) -> R {
    let dict = this(m, args).into();
    fill_dict(m, args, dict, cont, "_dict_update")?;
    Ok(Value::None)
}

/// Puts the pairs of a constructor's or `update`'s arguments into `dict`.
fn fill_dict(m: &mut Machine, args: Args, dict: Value, cont: Cont, library: &str) -> R {
    if args.n > 2 {
        return m.type_error(&format!("dict expected at most 1 argument, got {}", args.n - 1));
    }
    let source = m.arg(args, 1);
    let keywords = m.keyword_args(args);
    let mut python = false;
    let mut pairs = Vec::new();
    if !source.is_null() {
        m.touch_whole(source)?;
        match m.mapping_pairs(source) {
            Some(all) => pairs = all,
            None if m.special(source, sym::KEYS).is_some() => python = true,
            None => match m.iterate_builtin(source)? {
                None => python = true,
                Some(items) => {
                    for (i, item) in items.iter().enumerate() {
                        match m.iterate_builtin(*item) {
                            Ok(Some(pair)) if pair.len() == 2 => pairs.push((pair[0], pair[1])),
                            Ok(Some(pair)) => {
                                return m.value_error(&format!(
                                    "dictionary update sequence element #{i} has length {}; 2 is required",
                                    pair.len()
                                ));
                            }
                            Ok(None) => {
                                python = true;
                                break;
                            }
                            Err(signal @ (Signal::Yield | Signal::Block)) => return Err(signal),
                            Err(_) => {
                                return m.type_error(&format!(
                                    "cannot convert dictionary update sequence element #{i} to a sequence"
                                ));
                            }
                        }
                    }
                }
            },
        }
    }
    let keys: Vec<Value> = pairs.iter().map(|(k, _)| *k).collect();
    if python || m.any_python_key(&keys) {
        let kw = m.alloc(Kind::Dict(Arc::default()));
        for (name, value) in keywords {
            m.dict_set_simple(kw, name.into(), value)?;
        }
        return m.tail_library(args, library, &[dict, source, kw], cont);
    }
    if let Value::Obj(d) = m.unwrap(dict) {
        let named = keywords.iter().map(|(name, _)| Value::Obj(*name));
        let keys: Vec<Value> = keys.into_iter().chain(named).collect();
        m.touch_keys(d, &keys)?;
    }
    for (k, v) in pairs {
        m.dict_set_simple(dict, k, v)?;
    }
    for (name, value) in keywords {
        m.dict_set_simple(dict, name.into(), value)?;
    }
    Ok(dict)
}

fn dict_getitem(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (object, key) = (m.arg(args, 0), m.arg(args, 1));
    match m.item(object, key)? {
        Some(v) => Ok(v),
        None => m.tail_library(args, "_dict_getitem", &[object, key], cont),
    }
}

fn dict_get(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (r, key) = (mapping(m, args), m.arg(args, 1));
    let default = m.arg(args, 2);
    let default = if default.is_null() { Value::None } else { default };
    match m.dict_read(r, key)? {
        Ok(v) => Ok(v.unwrap_or(default)),
        Err(()) => m.tail_library(args, "_dict_get", &[r.into(), key, default], cont),
    }
}

/// The dict behind a dict or a proxy.
fn mapping(m: &Machine, args: Args) -> Ref {
    let r = this(m, args);
    match m.get(r) {
        Kind::DictView(_, d) => m.payload(*d),
        _ => r,
    }
}

fn dict_pop(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (r, key, default) = (this(m, args), m.arg(args, 1), m.arg(args, 2));
    match m.dict_delete(r, key)? {
        Some(Some(v)) => Ok(v),
        Some(None) if !default.is_null() => Ok(default),
        Some(None) => m.key_error(key),
        None => {
            let mut values = vec![r.into(), key];
            if !default.is_null() {
                values.push(default);
            }
            m.tail_library(args, "_dict_pop", &values, cont)
        }
    }
}

fn popitem(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    let Kind::Dict(d) = m.get(r) else { return m.type_error("a dict is needed") };
    let last = d.iter().last().map(|e| e.hash);
    m.access(r, STRUCTURE, Touch::Write)?;
    if let Some(hash) = last {
        m.access(r, hash, Touch::Write)?;
    }
    let Kind::Dict(d) = m.get_mut(r) else { return m.type_error("a dict is needed") };
    let d = make_mut(d);
    match d.last_slot() {
        Some(slot) => {
            let e = d.remove_slot(slot);
            Ok(m.tuple(vec![e.key, e.value]))
        }
        None => {
            let text = m.str("popitem(): dictionary is empty");
            m.key_error(text)
        }
    }
}

fn setdefault(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (r, key, default) = (this(m, args), m.arg(args, 1), m.arg(args, 2));
    let default = if default.is_null() { Value::None } else { default };
    match m.dict_find(r, key)? {
        Some((hash, slot)) => {
            m.access(r, hash, Touch::Write)?;
            if slot.is_none() {
                m.access(r, STRUCTURE, Touch::Write)?;
            }
            let Kind::Dict(d) = m.get(r) else { return m.type_error("a dict is needed") };
            if let Some(e) = slot.and_then(|s| d.slot(s)) {
                return Ok(e.value);
            }
            m.dict_store(r, hash, None, key, default);
            Ok(default)
        }
        None => m.tail_library(args, "_dict_setdefault", &[r.into(), key, default], cont),
    }
}

fn dict_update(m: &mut Machine, args: Args, cont: Cont) -> R {
    let dict = this(m, args).into();
    fill_dict(m, args, dict, cont, "_dict_update")?;
    Ok(Value::None)
}

fn dict_update_op(m: &mut Machine, args: Args, cont: Cont) -> R {
    let object = m.arg(args, 0);
    dict_update(m, args, cont)?;
    Ok(object)
}

fn dict_or(m: &mut Machine, args: Args, _: Cont) -> R {
    let (a, b) = (this(m, args).into(), m.unwrap(m.arg(args, 1)));
    Ok(m.sequence_binary(timeslice_compiler::BinOp::Or, false, a, b)?
        .unwrap_or(Value::NotImplemented))
}

fn view(m: &mut Machine, args: Args, kind: DictViewKind) -> R {
    let r = mapping(m, args);
    Ok(m.alloc(Kind::DictView(kind, r)))
}

fn keys(m: &mut Machine, args: Args, _: Cont) -> R {
    view(m, args, DictViewKind::Keys)
}

fn values(m: &mut Machine, args: Args, _: Cont) -> R {
    view(m, args, DictViewKind::Values)
}

fn items(m: &mut Machine, args: Args, _: Cont) -> R {
    view(m, args, DictViewKind::Items)
}

fn proxy_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let Value::Obj(r) = m.unwrap(m.arg(args, 1)) else {
        return m.type_error("mappingproxy() argument must be a mapping");
    };
    Ok(m.alloc(Kind::DictView(DictViewKind::Proxy, r)))
}

fn dict_clear(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.touch_all(r.into())?;
    if let Kind::Dict(d) = m.get_mut(r) {
        make_mut(d).clear();
    }
    Ok(Value::None)
}

fn dict_copy(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = mapping(m, args);
    m.access(r, STRUCTURE, Touch::Read)?;
    let Kind::Dict(d) = m.get(r) else { return m.type_error("a dict is needed") };
    let copy = d.clone();
    Ok(m.alloc(Kind::Dict(copy)))
}

fn fromkeys(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (cls, source, value) = (m.arg(args, 0), m.arg(args, 1), m.arg(args, 2));
    let value = if value.is_null() { Value::None } else { value };
    if cls.is(class::DICT.into())
        && let Some(keys) = m.iterate_builtin(source)?
        && !m.any_python_key(&keys)
    {
        let dict = m.alloc(Kind::Dict(Arc::default()));
        for key in keys {
            m.dict_set_simple(dict, key, value)?;
        }
        return Ok(dict);
    }
    m.tail_library(args, "_fromkeys", &[cls, source, value], cont)
}

// ---------------------------------------------------------------------- set

/// The items of `source` as a set without Python; `None`: Python is needed.
fn set_from(m: &mut Machine, source: Value) -> R<Option<SetData>> {
    if let Value::Obj(r) = m.unwrap(source) {
        match m.get(r) {
            Kind::Set(s) | Kind::FrozenSet(s) => return Ok(Some((**s).clone())),
            _ => {}
        }
    }
    let Some(items) = m.iterate_builtin(source)? else { return Ok(None) };
    if m.any_python_key(&items) {
        return Ok(None);
    }
    let set = m.alloc(Kind::Set(Arc::default()));
    for item in items {
        m.set_add_simple(set, item)?;
    }
    match set {
        Value::Obj(r) => match m.get(r) {
            Kind::Set(s) => Ok(Some((**s).clone())),
            _ => Ok(None),
        },
        _ => Ok(None),
    }
}

fn set_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    let Value::Obj(cls) = m.arg(args, 0) else { return m.type_error("not a type") };
    if cls != class::SET {
        let inner = m.alloc(Kind::Set(Arc::default()));
        return Ok(m.wrap_in(cls, inner));
    }
    if args.n > 2 {
        return m.type_error(&format!("set expected at most 1 argument, got {}", args.n - 1));
    }
    let source = m.arg(args, 1);
    if source.is_null() {
        return Ok(m.alloc(Kind::Set(Arc::default())));
    }
    match set_from(m, source)? {
        Some(set) => Ok(m.alloc(Kind::Set(Arc::new(set)))),
        None => m.tail_library(args, "_set_from_iter", &[source], cont),
    }
}

fn set_init(m: &mut Machine, args: Args, cont: Cont) -> R {
    let source = m.arg(args, 1);
    if source.is_null() {
        return Ok(Value::None);
    }
    let r = this(m, args);
    match set_from(m, source)? {
        Some(set) => {
            *m.get_mut(r) = Kind::Set(Arc::new(set));
            Ok(Value::None)
        }
        None => m.tail_library(args, "_set_update", &[r.into(), source], cont),
    }
}

fn frozenset_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    let Value::Obj(cls) = m.arg(args, 0) else { return m.type_error("not a type") };
    let source = m.arg(args, 1);
    let set = if source.is_null() { Some(SetData::default()) } else { set_from(m, source)? };
    match set {
        Some(set) => {
            let inner = m.alloc(Kind::FrozenSet(Arc::new(set)));
            Ok(m.wrap_in(cls, inner))
        }
        None => m.tail_library(args, "_frozenset_from_iter", &[source], cont),
    }
}

fn set_copy(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.touch_whole(r.into())?;
    let kind = m.get(r).clone();
    Ok(m.alloc(kind))
}

fn set_add(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (r, item) = (this(m, args), m.arg(args, 1));
    if m.any_python_key(&[item]) {
        return m.tail_library(args, "_set_add", &[r.into(), item], cont);
    }
    m.set_add_simple(r.into(), item)?;
    Ok(Value::None)
}

fn take_out(m: &mut Machine, r: Ref, item: Value) -> R<Option<bool>> {
    match m.set_find(r, item)? {
        Some((_, slot)) => {
            m.access(r, STRUCTURE, Touch::Write)?;
            if let Some(slot) = slot
                && let Kind::Set(s) = m.get_mut(r)
            {
                make_mut(s).remove_slot(slot);
            }
            Ok(Some(slot.is_some()))
        }
        None => Ok(None),
    }
}

fn discard(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (r, item) = (this(m, args), m.arg(args, 1));
    match take_out(m, r, item)? {
        Some(_) => Ok(Value::None),
        None => m.tail_library(args, "_set_discard", &[r.into(), item], cont),
    }
}

fn set_remove(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (r, item) = (this(m, args), m.arg(args, 1));
    match take_out(m, r, item)? {
        Some(true) => Ok(Value::None),
        Some(false) => m.key_error(item),
        None => m.tail_library(args, "_set_remove", &[r.into(), item], cont),
    }
}

fn set_pop(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.access(r, STRUCTURE, Touch::Write)?;
    let Kind::Set(s) = m.get_mut(r) else { return m.type_error("a set is needed") };
    let s = make_mut(s);
    match s.first_slot().and_then(|slot| s.slot(slot).map(|(_, v)| (slot, v))) {
        Some((slot, v)) => {
            s.remove_slot(slot);
            Ok(v)
        }
        None => {
            let text = m.str("pop from an empty set");
            m.key_error(text)
        }
    }
}

fn set_clear(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.access(r, STRUCTURE, Touch::Write)?;
    *m.get_mut(r) = Kind::Set(Arc::default());
    Ok(Value::None)
}

/// Folds set operation `op` over the other arguments.
fn fold(
    m: &mut Machine,
    args: Args,
    cont: Cont,
    op: timeslice_compiler::BinOp,
    library: &str,
    update: bool,
) -> R {
    let r = this(m, args);
    let mut result: Value = r.into();
    for i in 1..args.n {
        let other = m.arg(args, i);
        let Some(set) = set_from(m, other)? else {
            let all = m.args_from(args, 1);
            let all = m.tuple(all);
            return m.tail_library(args, library, &[r.into(), all], cont);
        };
        let other = m.alloc(Kind::Set(Arc::new(set)));
        result = m.sequence_binary(op, false, result, other)?.unwrap_or(result);
    }
    if update {
        m.access(r, STRUCTURE, Touch::Write)?;
        if let Value::Obj(new) = result
            && new != r
        {
            let kind = m.get(new).clone();
            *m.get_mut(r) = kind;
        }
        return Ok(Value::None);
    }
    if result.is(r.into()) {
        let kind = m.get(r).clone();
        return Ok(m.alloc(kind));
    }
    Ok(result)
}

fn union(m: &mut Machine, args: Args, cont: Cont) -> R {
    fold(m, args, cont, timeslice_compiler::BinOp::Or, "_set_union", false)
}

fn intersection(m: &mut Machine, args: Args, cont: Cont) -> R {
    fold(m, args, cont, timeslice_compiler::BinOp::And, "_set_intersection", false)
}

fn difference(m: &mut Machine, args: Args, cont: Cont) -> R {
    fold(m, args, cont, timeslice_compiler::BinOp::Sub, "_set_difference", false)
}

fn symmetric_difference(m: &mut Machine, args: Args, cont: Cont) -> R {
    fold(m, args, cont, timeslice_compiler::BinOp::Xor, "_set_symmetric_difference", false)
}

fn set_update(m: &mut Machine, args: Args, cont: Cont) -> R {
    let r = this(m, args);
    for i in 1..args.n {
        let source = m.arg(args, i);
        let items = m.iterate_builtin(source)?;
        match items {
            Some(items) if !m.any_python_key(&items) => {
                for item in items {
                    m.set_add_simple(r.into(), item)?;
                }
            }
            _ => return m.tail_library(args, "_set_update", &[r.into(), source], cont),
        }
    }
    Ok(Value::None)
}

fn difference_update(m: &mut Machine, args: Args, cont: Cont) -> R {
    fold(m, args, cont, timeslice_compiler::BinOp::Sub, "_set_difference_update", true)
}

fn intersection_update(m: &mut Machine, args: Args, cont: Cont) -> R {
    fold(m, args, cont, timeslice_compiler::BinOp::And, "_set_intersection_update", true)
}

fn symmetric_update(m: &mut Machine, args: Args, cont: Cont) -> R {
    fold(m, args, cont, timeslice_compiler::BinOp::Xor, "_set_symmetric_update", true)
}

fn relation(
    m: &mut Machine,
    args: Args,
    cont: Cont,
    op: timeslice_compiler::CmpOp,
    library: &str,
) -> R {
    let r = this(m, args);
    let other = m.arg(args, 1);
    let Some(set) = set_from(m, other)? else {
        return m.tail_library(args, library, &[r.into(), other], cont);
    };
    let other = m.alloc(Kind::Set(Arc::new(set)));
    Ok(Value::Bool(m.set_compare(op, r.into(), other)?.unwrap_or(false)))
}

fn issubset(m: &mut Machine, args: Args, cont: Cont) -> R {
    relation(m, args, cont, timeslice_compiler::CmpOp::Le, "_set_issubset")
}

fn issuperset(m: &mut Machine, args: Args, cont: Cont) -> R {
    relation(m, args, cont, timeslice_compiler::CmpOp::Ge, "_set_issuperset")
}

fn isdisjoint(m: &mut Machine, args: Args, cont: Cont) -> R {
    let r = this(m, args);
    let other = m.arg(args, 1);
    let Some(set) = set_from(m, other)? else {
        return m.tail_library(args, "_set_isdisjoint", &[r.into(), other], cont);
    };
    let other = m.alloc(Kind::Set(Arc::new(set)));
    let common = m.sequence_binary(timeslice_compiler::BinOp::And, false, r.into(), other)?;
    Ok(Value::Bool(common.is_none_or(|c| m.set_items(c).is_empty())))
}

// ---------------------------------------------------------------------- deque

fn deque_new(m: &mut Machine, args: Args, _: Cont) -> R {
    let Value::Obj(cls) = m.arg(args, 0) else { return m.type_error("not a type") };
    let inner = m.alloc(Kind::Deque(Arc::new(DequeData::default())));
    if cls != class::DEQUE {
        return Ok(m.wrap_in(cls, inner));
    }
    let Value::Obj(r) = inner else { unreachable!() };
    let [_, source, maxlen] = m.bind(args, "deque", ["/cls", "iterable", "maxlen"], 3, 1)?;
    fill_deque(m, r, source, maxlen)?;
    match leftover(m, source)? {
        Some(source) => m.tail_library(args, "_deque_filled", &[inner, source], Cont::Push),
        None => Ok(inner),
    }
}

/// The iterable of a deque that needs Python.
fn leftover(m: &mut Machine, source: Value) -> R<Option<Value>> {
    if source.is_null() || source.is_none() {
        return Ok(None);
    }
    let python = match source {
        Value::Obj(r) => {
            matches!(m.get(r), Kind::Generator(_) | Kind::Other(_))
                || matches!(m.get(r), Kind::Instance(..)) && m.builtin_iter(source)?.is_none()
        }
        _ => false,
    };
    Ok(python.then_some(source))
}

fn deque_init(m: &mut Machine, args: Args, cont: Cont) -> R {
    let r = this(m, args);
    let [_, source, maxlen] = m.bind(args, "deque", ["/self", "iterable", "maxlen"], 3, 1)?;
    fill_deque(m, r, source, maxlen)?;
    match leftover(m, source)? {
        Some(source) => m.tail_library(args, "_deque_extend", &[r.into(), source], cont),
        None => Ok(Value::None),
    }
}

fn fill_deque(m: &mut Machine, r: Ref, source: Value, maxlen: Value) -> R<()> {
    let bound = if maxlen.is_null() || maxlen.is_none() {
        None
    } else {
        let n = m.int_arg(maxlen)?;
        if n < 0 {
            return m.value_error("maxlen must be non-negative");
        }
        Some(n as usize)
    };
    if let Kind::Deque(d) = m.get_mut(r) {
        let d = make_mut(d);
        d.items.clear();
        d.maxlen = bound;
    }
    if leftover(m, source)?.is_none() && !source.is_null() && !source.is_none() {
        for item in m.iterate_builtin(source)?.unwrap_or_default() {
            m.deque_push(r, item, true);
        }
    }
    Ok(())
}

fn deque_append(m: &mut Machine, args: Args, _: Cont) -> R {
    let (r, v) = (this(m, args), m.arg(args, 1));
    m.access(r, STRUCTURE, Touch::Write)?;
    m.deque_push(r, v, true);
    Ok(Value::None)
}

fn appendleft(m: &mut Machine, args: Args, _: Cont) -> R {
    let (r, v) = (this(m, args), m.arg(args, 1));
    m.access(r, STRUCTURE, Touch::Write)?;
    m.deque_push(r, v, false);
    Ok(Value::None)
}

fn deque_take(m: &mut Machine, args: Args, right: bool) -> R {
    let r = this(m, args);
    m.access(r, STRUCTURE, Touch::Write)?;
    let item = match m.get_mut(r) {
        Kind::Deque(d) => {
            let d = make_mut(d);
            if right { d.items.pop_back() } else { d.items.pop_front() }
        }
        _ => None,
    };
    match item {
        Some(v) => Ok(v),
        None => m.raise(class::INDEX_ERROR, "pop from an empty deque"),
    }
}

fn deque_pop(m: &mut Machine, args: Args, _: Cont) -> R {
    deque_take(m, args, true)
}

fn popleft(m: &mut Machine, args: Args, _: Cont) -> R {
    deque_take(m, args, false)
}

fn deque_extend(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (r, source) = (this(m, args), m.arg(args, 1));
    match m.iterate_builtin(source)? {
        Some(items) => {
            m.access(r, STRUCTURE, Touch::Write)?;
            items.into_iter().for_each(|v| m.deque_push(r, v, true));
            Ok(Value::None)
        }
        None => m.tail_library(args, "_deque_extend", &[r.into(), source], cont),
    }
}

fn extendleft(m: &mut Machine, args: Args, cont: Cont) -> R {
    let (r, source) = (this(m, args), m.arg(args, 1));
    match m.iterate_builtin(source)? {
        Some(items) => {
            m.access(r, STRUCTURE, Touch::Write)?;
            items.into_iter().for_each(|v| m.deque_push(r, v, false));
            Ok(Value::None)
        }
        None => m.tail_library(args, "_deque_extendleft", &[r.into(), source], cont),
    }
}

fn with_deque(m: &mut Machine, args: Args, change: impl FnOnce(&mut DequeData)) -> R {
    let r = this(m, args);
    m.access(r, STRUCTURE, Touch::Write)?;
    if let Kind::Deque(d) = m.get_mut(r) {
        change(make_mut(d));
    }
    Ok(Value::None)
}

fn rotate(m: &mut Machine, args: Args, _: Cont) -> R {
    let n = int_or(m, m.arg(args, 1), 1)?;
    with_deque(m, args, |d| {
        if !d.items.is_empty() {
            let n = n.rem_euclid(d.items.len() as i64) as usize;
            d.items.rotate_right(n);
        }
    })
}

fn deque_clear(m: &mut Machine, args: Args, _: Cont) -> R {
    with_deque(m, args, |d| d.items.clear())
}

fn deque_copy(m: &mut Machine, args: Args, _: Cont) -> R {
    let r = this(m, args);
    m.touch_whole(r.into())?;
    let kind = m.get(r).clone();
    Ok(m.alloc(kind))
}

fn deque_insert(m: &mut Machine, args: Args, _: Cont) -> R {
    let index = m.int_arg(m.arg(args, 1))?;
    let v = m.arg(args, 2);
    let r = this(m, args);
    if let Kind::Deque(d) = m.get(r)
        && d.maxlen.is_some_and(|max| d.items.len() >= max)
    {
        return m.raise(class::INDEX_ERROR, "deque already at its maximum size");
    }
    with_deque(m, args, |d| {
        let n = d.items.len() as i64;
        let i = if index < 0 { (index + n).max(0) } else { index.min(n) };
        d.items.insert(i as usize, v);
    })
}

fn deque_remove(m: &mut Machine, args: Args, _: Cont) -> R {
    let (r, item) = (this(m, args), m.arg(args, 1));
    let Kind::Deque(d) = m.get(r) else { return m.type_error("a deque is needed") };
    let items: Vec<Value> = d.items.iter().copied().collect();
    let at = items.iter().position(|v| v.is(item) || matches!(m.eq_of(*v, item), Answer::Is(true)));
    match at {
        Some(i) => with_deque(m, args, |d| {
            d.items.remove(i);
        }),
        None => {
            let text = m.short_repr(item, 60);
            m.value_error(&format!("{text} is not in deque"))
        }
    }
}

fn deque_reverse(m: &mut Machine, args: Args, _: Cont) -> R {
    with_deque(m, args, |d| d.items.make_contiguous().reverse())
}

// ---------------------------------------------------------------------- range, enumerate, zip

fn range_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    for i in 1..args.n {
        let v = m.arg(args, i);
        if m.as_int(v).is_none() && m.special(v, sym::INDEX).is_some() {
            let values = m.args_from(args, 1);
            let values = m.tuple(values);
            return m.tail_library(args, "_range", &[values], cont);
        }
    }
    let a = m.int_arg(m.arg(args, 1))?;
    let (start, stop, step) = if args.n == 2 {
        (0, a, 1)
    } else {
        let stop = m.int_arg(m.arg(args, 2))?;
        (a, stop, int_or(m, m.arg(args, 3), 1)?)
    };
    if step == 0 {
        return m.value_error("range() arg 3 must not be zero");
    }
    Ok(m.alloc(Kind::Range(Arc::new([start, stop, step]))))
}

fn enumerate_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    if args.n == 1 && m.keyword_args(args).is_empty() {
        return m.type_error("enumerate() missing required argument 'iterable'");
    }
    let [_, source, start] = m.bind(args, "enumerate", ["/cls", "iterable", "start"], 3, 2)?;
    let start = if start.is_null() { 0 } else { m.int_arg(start)? };
    if let Some(it) = m.builtin_iter(source)?
        && let Value::Obj(r) = it
        && m.is_pure_iterator(r)
    {
        return Ok(m.alloc(Kind::Iter(Arc::new(IterData::Enumerate(it, start)))));
    }
    m.tail_library(args, "enumerate", &[source, Value::Int(start)], cont)
}

fn zip_new(m: &mut Machine, args: Args, cont: Cont) -> R {
    let mut strict = false;
    for (name, value) in m.keyword_args(args) {
        if m.symbol_text(name) == "strict" {
            strict = m.truth(value).unwrap_or(true);
        } else {
            let text = m.symbol_text(name).to_owned();
            return m.type_error(&format!("zip() got an unexpected keyword argument '{text}'"));
        }
    }
    let sources = m.args_from(args, 1);
    let mut iterators = Vec::new();
    for source in &sources {
        if !matches!(source, Value::Obj(_)) {
            let kind = m.type_name(*source);
            return m.type_error(&format!("'{kind}' object is not iterable"));
        }
        match m.builtin_iter(*source)? {
            Some(it @ Value::Obj(r)) if m.is_pure_iterator(r) => iterators.push(it),
            _ => {
                let all = m.tuple(sources);
                return m.tail_library(args, "_zip", &[all, Value::Bool(strict)], cont);
            }
        }
    }
    Ok(m.alloc(Kind::Iter(Arc::new(IterData::Zip(iterators.into(), strict)))))
}
