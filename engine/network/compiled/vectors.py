"""Vectors for Numba: a few float64 numbers in one register, and what can be done with them.

LLVM makes one packed instruction of each operation where the processor has vectors as wide, and
several where not. Nothing is reordered or approximated, so the numbers are the same everywhere.
"""

import operator
from collections.abc import Callable
from itertools import product
from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.core.typing.templates import AbstractTemplate, infer_global
from numba.extending import intrinsic, lower_builtin, models, register_model

Vector = Any
"""What compiled functions hold; as an argument `zero`, a vector of zeros, says how many lanes."""

_INT32 = ir.IntType(32)
_INT64 = ir.IntType(64)
_DOUBLE = ir.DoubleType()


class VectorType(types.Type):
    """A vector of so many lanes, for Numba's type inference."""

    def __init__(self, lanes: int) -> None:
        self.lanes = lanes
        self.ir = ir.VectorType(_DOUBLE, lanes)
        super().__init__(name=f"Vector({lanes})")


@register_model(VectorType)
class _VectorModel(models.PrimitiveModel):
    def __init__(self, manager: Any, vector: VectorType) -> None:
        super().__init__(manager, vector, vector.ir)


def _filled(builder: Any, number: Any, lanes: int) -> Any:
    undefined = ir.Constant(ir.VectorType(number.type, lanes), ir.Undefined)
    first = builder.insert_element(undefined, number, _INT32(0))
    return builder.shuffle_vector(first, undefined, _numbers(_INT32, [0] * lanes))


def _numbers(kind: Any, values: list[Any]) -> Any:
    return ir.Constant(ir.VectorType(kind, len(values)), values)


def _address(context: Any, builder: Any, array: Any, values: Any) -> Any:
    """Of the number at index values[1] of array values[0]; the index is not checked."""
    data = context.make_array(array)(context, builder, values[0]).data
    return builder.gep(data, [values[1]])


Build = Callable[[Any, list[Any]], Any]


def _elementwise(build: Build, *operands: Any) -> Any:
    """An operation on vectors; a plain number among them stands for a vector full of it."""
    vector = next(each for each in operands if isinstance(each, VectorType))
    kinds = [vector if each == vector else types.float64 for each in operands]

    def generate(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        pairs = zip(kinds, values, strict=True)
        return build(
            builder,
            [v if kind == vector else _filled(builder, v, vector.lanes) for kind, v in pairs],
        )

    return vector(*kinds), generate


def _llvm(name: str) -> Build:
    """LLVM's own function of that name."""

    def call(builder: Any, values: list[Any]) -> Any:
        kind = values[0].type
        signature = ir.FunctionType(kind, [kind] * len(values))
        full_name = f"llvm.{name}.v{kind.count}f64"
        function = cgutils.get_or_insert_function(builder.module, signature, full_name)
        return builder.call(function, values)

    return call


@intrinsic
def zeros(typing_context: Any, lanes: Any) -> Any:
    """A vector of zeros; the number of lanes is a constant."""
    if not isinstance(lanes, types.IntegerLiteral):
        return None
    vector = VectorType(lanes.literal_value)
    return vector(lanes), lambda *_: _numbers(_DOUBLE, [0.0] * vector.lanes)


@intrinsic
def lanes_of(typing_context: Any, vector: Any) -> Any:
    """How many numbers a vector holds."""
    return types.intp(vector), lambda *_: _INT64(vector.lanes)


@intrinsic
def load(typing_context: Any, array: Any, index: Any, zero: Any) -> Any:
    """As many numbers of a contiguous array as there are lanes, from an index on."""

    def generate(context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        address = _address(context, builder, array, values)
        return builder.load(builder.bitcast(address, zero.ir.as_pointer()), align=8)

    return zero(array, types.intp, zero), generate


@intrinsic
def fill(typing_context: Any, array: Any, index: Any, zero: Any) -> Any:
    """A vector full of the one number at an index."""

    def generate(context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        number = builder.load(_address(context, builder, array, values), align=8)
        return _filled(builder, number, zero.lanes)

    return zero(array, types.intp, zero), generate


@intrinsic
def store(typing_context: Any, array: Any, index: Any, vector: Any) -> Any:
    """Write a vector into a contiguous array, from an index on."""

    def generate(context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        address = _address(context, builder, array, values)
        builder.store(values[2], builder.bitcast(address, vector.ir.as_pointer()), align=8)
        return context.get_dummy_value()

    return types.void(array, types.intp, vector), generate


@intrinsic
def total(typing_context: Any, vector: Any) -> Any:
    """The sum of all lanes: the upper half is added to the lower until one number is left."""

    def generate(_context: Any, builder: Any, _signature: Any, values: Any) -> Any:
        rest, half = values[0], vector.lanes // 2
        while half:
            parts = (_numbers(_INT32, list(range(at, at + half))) for at in (0, half))
            rest = builder.fadd(*(builder.shuffle_vector(rest, rest, part) for part in parts))
            half //= 2
        return builder.extract_element(rest, _INT32(0))

    return types.float64(vector), generate


@intrinsic
def fma(typing_context: Any, a: Any, b: Any, c: Any) -> Any:
    """a * b + c, rounded once."""
    return _elementwise(_llvm("fma"), a, b, c)


@intrinsic
def absolute(typing_context: Any, vector: Any) -> Any:
    """Each number without its sign."""
    return _elementwise(_llvm("fabs"), vector)


@intrinsic
def root(typing_context: Any, vector: Any) -> Any:
    """The square root of each number, rounded as IEEE 754 says."""
    return _elementwise(_llvm("sqrt"), vector)


@intrinsic
def where_above(typing_context: Any, a: Any, b: Any, chosen: Any, otherwise: Any) -> Any:
    """Where a > b the one, elsewhere the other; NaN is above nothing."""

    def build(builder: Any, values: list[Any]) -> Any:
        return builder.select(builder.fcmp_ordered(">", *values[:2]), *values[2:])

    return _elementwise(build, a, b, chosen, otherwise)


@intrinsic
def low_bits_as_exponent(typing_context: Any, vector: Any) -> Any:
    """The float64 whose sign and exponent are the twelve lowest bits of this one."""

    def build(builder: Any, values: list[Any]) -> Any:
        kind = values[0].type
        integers = ir.VectorType(_INT64, kind.count)
        bits = builder.bitcast(values[0], integers)
        shifted = builder.shl(bits, ir.Constant(integers, [52] * kind.count))
        return builder.bitcast(shifted, kind)

    return _elementwise(build, vector)


def _define(symbol: Callable[..., Any], instruction: str, operands: int = 2) -> None:
    def build(builder: Any, values: list[Any]) -> Any:
        return getattr(builder, instruction)(*values)

    def lower(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        return _elementwise(build, *signature.args)[1](context, builder, signature, values)

    @infer_global(symbol)
    class _Operation(AbstractTemplate):
        def generic(self, given: Any, _keywords: Any) -> Any:
            known = any(isinstance(each, VectorType) for each in given)
            return _elementwise(build, *given)[0] if known else None

    for kinds in product((VectorType, types.Float), repeat=operands):
        if VectorType in kinds:
            lower_builtin(symbol, *kinds)(lower)


_define(operator.add, "fadd")
_define(operator.sub, "fsub")
_define(operator.mul, "fmul")
_define(operator.truediv, "fdiv")
_define(operator.neg, "fneg", operands=1)
