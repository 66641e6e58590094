// A picture as a file: our own SVG with its styles written into it, and Plotly's axes beneath where there are some.
import { token } from "../views/svg.js";

const STYLES = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "fill-opacity", "stroke-opacity", "font-family", "font-size", "font-weight", "text-anchor", "dominant-baseline", "paint-order", "stroke-linejoin", "visibility"];
const NAMESPACE = "http://www.w3.org/2000/svg";
const SHARPNESS = 3; // pixels of a PNG for each of the screen, so that it prints well

/** The figure as a standing-alone SVG text. */
export async function svgOf(figure) {
  const { width, height } = figure.getBoundingClientRect();
  const sheet = document.createElementNS(NAMESPACE, "svg");
  for (const [name, value] of Object.entries({ xmlns: NAMESPACE, width, height, viewBox: `0 0 ${width} ${height}` })) sheet.setAttribute(name, value);
  const paper = document.createElementNS(NAMESPACE, "rect");
  for (const [name, value] of Object.entries({ width, height, fill: token("--card") })) paper.setAttribute(name, value);
  sheet.append(await fontStyle(), paper);
  const host = figure.querySelector(".plotly-host");
  if (host) sheet.append(await plotlySvg(host, width, height));
  for (const canvas of figure.querySelectorAll(":scope > canvas")) sheet.append(imageOf(canvas, width, height));
  for (const drawing of figure.querySelectorAll(":scope > svg")) sheet.append(styled(drawing, width, height));
  return new XMLSerializer().serializeToString(sheet);
}

let fonts = null; // the style that carries them, once it is asked for

/** A style with the page's fonts in it: elsewhere letters would be wider, and stand in each other's way. */
async function fontStyle() {
  fonts ??= Promise.all(fontFaces().map(carried)).then((faces) => faces.join(""));
  const style = document.createElementNS(NAMESPACE, "style");
  style.textContent = await fonts;
  return style;
}

/** Those of the letters in pictures; code has others. */
function fontFaces() {
  const family = token("--font").split(",")[0];
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  return rules.flatMap((rule) => rule instanceof CSSFontFaceRule && rule.style.getPropertyValue("font-family") === family ? [rule] : []);
}

async function carried({ style, parentStyleSheet }) {
  const [, address] = style.getPropertyValue("src").match(/url\("?([^")]+)/);
  const response = await fetch(new URL(address, parentStyleSheet.href ?? document.baseURI));
  const bytes = new Uint8Array(await response.arrayBuffer());
  const text = btoa(bytes.reduce((all, byte) => all + String.fromCharCode(byte), ""));
  return `@font-face { font-family: ${style.getPropertyValue("font-family")}; font-weight: ${style.getPropertyValue("font-weight")}; src: url("data:font/woff2;base64,${text}"); }`;
}

/** The figure as a PNG blob. */
export async function pngOf(figure) {
  const image = new Image();
  const url = URL.createObjectURL(new Blob([await svgOf(figure)], { type: "image/svg+xml" }));
  try {
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width * SHARPNESS;
    canvas.height = image.height * SHARPNESS;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(url);
  }
}

async function plotlySvg(host, width, height) {
  const address = await window.Plotly.toImage(host, { format: "svg", width, height });
  const text = decodeURIComponent(address.slice(address.indexOf(",") + 1));
  return document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
}

function imageOf(canvas, width, height) {
  const image = document.createElementNS(NAMESPACE, "image");
  for (const [name, value] of Object.entries({ width, height, href: canvas.toDataURL() })) image.setAttribute(name, value);
  return image;
}

function styled(drawing, width, height) {
  const copy = drawing.cloneNode(true);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  const originals = drawing.querySelectorAll("*");
  copy.querySelectorAll("*").forEach((element, index) => {
    const style = getComputedStyle(originals[index]);
    for (const name of STYLES) element.setAttribute(name, style.getPropertyValue(name));
    element.removeAttribute("class");
  });
  return copy;
}
