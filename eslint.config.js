// The rules of the page's code: what is surely wrong, and the house's sizes.
import js from "@eslint/js";
import globals from "globals";

const SIZES = { "max-lines": ["error", 300], "max-lines-per-function": ["error", { max: 40, skipBlankLines: true, skipComments: true }] };
const HABITS = { eqeqeq: "error", "no-var": "error", "prefer-const": "error", "no-unused-vars": ["error", { argsIgnorePattern: "^_" }] };

export default [
  { ignores: ["static/vendor/", ".venv/"] },
  js.configs.recommended,
  { files: ["static/js/**/*.js", "static/recording/*.js"], languageOptions: { globals: globals.browser }, rules: { ...SIZES, ...HABITS } },
  { files: ["tests/js/**/*.js", "eslint.config.js"], languageOptions: { globals: globals.node }, rules: HABITS },
];
