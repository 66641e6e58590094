// The formulas in symbols, typeset by the browser itself.
const NAMESPACE = "http://www.w3.org/1998/Math/MathML";

function node(tag, ...children) {
  const element = document.createElementNS(NAMESPACE, tag);
  element.append(...children);
  return element;
}

const mi = (text) => node("mi", text);
const mo = (text) => node("mo", text);
const mn = (text) => node("mn", text);
const row = (...children) => node("mrow", ...children);
const name = (text) => { const element = mi(text); element.setAttribute("mathvariant", "normal"); return element; };
const group = (...children) => row(mo("("), ...children, mo(")"));
const sigmoid = (...sum) => node("mfrac", mn("1"), row(mn("1"), mo("+"), node("msup", mi("e"), row(mo("−"), group(...sum)))));
const dot = (left, right) => row(name(left), mo("@"), right);
const transposed = (text) => node("msup", name(text), mi("T"));

const FORMS = {
  sigmoid: ({ before, weights }) => [sigmoid(dot(before, name(weights)))],
  difference: ({ layer }) => [name("y"), mo("−"), name(`l${layer}`)],
  back: ({ layer }) => [dot(`l${layer + 1}_delta`, transposed(`syn${layer}`))],
  delta: ({ layer }) => [name(`l${layer}_error`), mo("·"), name(`l${layer}`), mo("·"), group(mn("1"), mo("−"), name(`l${layer}`))],
  update: ({ layer }) => [name(`syn${layer}`), mo("+"), row(transposed(`l${layer}`), mo("@"), name(`l${layer + 1}_delta`))],
};

/** `<math>`: variable = formula. */
export function formula(variable, symbols) {
  const math = node("math", row(name(variable), mo(symbols.form === "update" ? "←" : "="), ...FORMS[symbols.form](symbols)));
  math.setAttribute("displaystyle", "true");
  return math;
}
