import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, change, error, plain, precise, short, sign } from "../../static/js/maths/format.js";

const each = (write, cases) => cases.forEach(([value, text]) => assert.equal(write(value), text, `${write.name} ${value}`));

test("answers, errors and matrices have a fixed number of decimals, as Python writes them", () => {
  each(answer, [[0.123456, "0.1235"], [1, "1.0000"], [-0.5, "-0.5000"], [-1234567, "-1234567.0000"], [1.23456e7, "1.2346e+7"], [-2.9e304, "-2.9000e+304"], [null, "–"]]);
  each(error, [[0.1234567, "0.123457"], [2.9131234e304, "2.9131e+304"], [null, "–"]]);
  each(precise, [[-0.5, "-0.50000000"], [0, "0.00000000"], [999999, "999999.00000000"], [1e6, "1.0000e+6"], [1e-7, "0.00000010"], [9e-8, "9.0000e-8"], [-2e-9, "-2.0000e-9"], [null, "–"]]);
});

test("in a picture a number is short, and its minus a real one", () => {
  each(short, [[0, "0.00"], [0.0049, "0.00"], [-0.0049, "0.00"], [0.005, "0.01"], [-0.125, "−0.13"], [9.99, "9.99"], [10, "10.0"], [-99.94, "−99.9"], [100, "100"], [9999, "9999"], [1e4, "1e+4"], [-23456, "−2e+4"], [null, "–"]]);
});

test("a change always has its sign, and as many digits as count", () => {
  each(change, [[0, "±0"], [0.0123, "+0.012"], [-0.0123, "−0.012"], [1e-5, "+0.000010"], [9e-6, "+9e−6"], [-2e-7, "−2e−7"], [1, "+1.00"], [-12.345, "−12.35"], [2e21, "+2e+21"]]);
  assert.equal(change(0.012345, 4), "+0.01235");
  assert.equal(change(12.345, 1), "+12.3");
});

test("in a sentence a whole number stands without decimals, a very small one with its power of ten", () => {
  each(plain, [[3, "3"], [-2, "−2"], [4294967295, "4294967295"], [-1.5e300, "−1.5000e+300"], [0.5, "0.5000"], [-0.5, "−0.5000"], [1e-4, "0.0001"], [9e-5, "9.0e−5"], [-9e-5, "−9.0e-5"], [null, "–"]]);
  each(sign, [[0, "plus"], [1, "plus"], [-1e-9, "minus"]]);
});
