//! `_zlib`: deflate and checksums for the library's `zlib` and `gzip`.
//!
//! What is compressed here can be read by everybody; it is not byte for byte what zlib writes.

use miniz_oxide::deflate::core::{CompressorOxide, create_comp_flags_from_zip_params};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};

use super::numbers::arguments::bytes_of;
use crate::frame::Cont;
use crate::machine::{Machine, R};
use crate::native::{Args, NativeDef, function};
use crate::object::Kind;
use crate::symbols::class;
use crate::value::Value;

/// Functions of `_zlib`.
pub(crate) const FUNCTIONS: &[NativeDef] = &[
    function("deflate", 3, 3, deflate),
    function("inflate", 3, 3, inflate),
    function("crc32", 2, 2, crc32),
    function("adler32", 2, 2, adler32),
];

/// Virtual time of a thousand bytes that are compressed.
const DEFLATE_KILOBYTE_NS: u64 = 25_000;
/// Virtual time of a thousand bytes that are decompressed.
const INFLATE_KILOBYTE_NS: u64 = 4_000;
/// Virtual time of a thousand bytes of a checksum.
const CHECKSUM_KILOBYTE_NS: u64 = 700;
/// The most that a decompression gives.
const MAX_OUTPUT: usize = 256 << 20;

fn data(m: &mut Machine, args: Args) -> R<Vec<u8>> {
    let v = m.arg(args, 0);
    match bytes_of(m, v) {
        Some(bytes) => Ok(bytes),
        None => {
            let kind = m.type_name(v);
            m.type_error(&format!("a bytes-like object is required, not '{kind}'"))
        }
    }
}

fn charge(m: &mut Machine, bytes: usize, kilobyte_ns: u64) {
    m.charge(1_000 + bytes as u64 * kilobyte_ns / 1000);
}

/// `deflate(data, level, header)`: with a zlib header or raw.
fn deflate(m: &mut Machine, args: Args, _: Cont) -> R {
    use miniz_oxide::deflate::core::{TDEFLFlush, TDEFLStatus, compress_to_output};
    let data = data(m, args)?;
    let level = m.int_arg(m.arg(args, 1))?;
    let header = matches!(m.arg(args, 2), Value::Bool(true));
    let level = if level < 0 { 6 } else { level.min(9) as i32 };
    m.reserve(data.len() as u64 + 1024)?;
    charge(m, data.len(), DEFLATE_KILOBYTE_NS);
    let window = if header { 15 } else { -15 };
    let mut compressor = CompressorOxide::new(create_comp_flags_from_zip_params(level, window, 0));
    let mut out: Vec<u8> = Vec::new();
    let (status, _) = compress_to_output(&mut compressor, &data, TDEFLFlush::Finish, |piece| {
        out.extend_from_slice(piece);
        true
    });
    if status != TDEFLStatus::Done {
        return m.raise(class::SYSTEM_ERROR, "the compressor did not finish");
    }
    Ok(m.alloc(Kind::Bytes(out.into())))
}

/// `inflate(data, header, limit)`: (bytes, how much of the data it was, whether it was complete), or
/// None for what is no deflated data, False when the checksum is wrong.
fn inflate(m: &mut Machine, args: Args, _: Cont) -> R {
    let data = data(m, args)?;
    let header = matches!(m.arg(args, 1), Value::Bool(true));
    let limit = usize::try_from(m.int_arg(m.arg(args, 2))?).ok().filter(|n| *n > 0);
    let most = limit.unwrap_or(MAX_OUTPUT).min(MAX_OUTPUT);
    let flags = if header { inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER } else { 0 }
        | inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    let mut machine = Box::<DecompressorOxide>::default();
    let mut out = vec![0; (data.len() * 4).clamp(1024, most.max(1))];
    let (mut read, mut written) = (0, 0);
    let complete = loop {
        let (status, taken, given) =
            decompress(&mut machine, &data[read..], &mut out, written, flags);
        read += taken;
        written += given;
        match status {
            TINFLStatus::Done => break true,
            TINFLStatus::HasMoreOutput if out.len() < most => {
                let size = (out.len() * 2).min(most);
                m.reserve(size as u64)?;
                out.resize(size, 0);
            }
            TINFLStatus::HasMoreOutput if limit.is_none() => {
                return m.raise(class::MEMORY_ERROR, "the decompressed data are too large");
            }
            TINFLStatus::HasMoreOutput
            | TINFLStatus::FailedCannotMakeProgress
            | TINFLStatus::NeedsMoreInput => break false,
            TINFLStatus::Adler32Mismatch => return Ok(Value::Bool(false)),
            _ => return Ok(Value::None),
        }
    };
    out.truncate(written);
    charge(m, written, INFLATE_KILOBYTE_NS);
    let parts =
        vec![m.alloc(Kind::Bytes(out.into())), Value::Int(read as i64), Value::Bool(complete)];
    Ok(m.tuple(parts))
}

fn crc32(m: &mut Machine, args: Args, _: Cont) -> R {
    let data = data(m, args)?;
    let start = m.int_arg(m.arg(args, 1))? as u32;
    charge(m, data.len(), CHECKSUM_KILOBYTE_NS);
    let crc = data.iter().fold(!start, |crc, byte| {
        (0..8)
            .fold(crc ^ u32::from(*byte), |c, _| (c >> 1) ^ (0xedb8_8320 & (c & 1).wrapping_neg()))
    });
    Ok(Value::Int(i64::from(!crc)))
}

fn adler32(m: &mut Machine, args: Args, _: Cont) -> R {
    let data = data(m, args)?;
    let start = m.int_arg(m.arg(args, 1))? as u32;
    charge(m, data.len(), CHECKSUM_KILOBYTE_NS);
    let (a, b) = data.iter().fold((start & 0xffff, start >> 16), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    Ok(Value::Int(i64::from(b << 16 | a)))
}
