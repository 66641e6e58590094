import assert from "node:assert/strict";
import { globSync } from "node:fs";
import { test } from "node:test";

const modules = globSync("static/js/*/*.js");

test("a module does nothing before it is mounted: it can be read where there is no page", async () => {
  assert.ok(modules.length > 80);
  for (const module of modules) await import(`../../${module}`);
});
