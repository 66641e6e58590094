// The page's contents. Each view is mounted by itself and knows only its element and the frame: one that
// fails is one view missing, and the page says so.
import { mountAnswers } from "./state/answers.js";
import { mountAnnouncer } from "./views/announce.js";
import { mountAttention } from "./state/attention.js";
import { mountCode } from "./views/code.js";
import { mountCompare } from "./views/compare.js";
import { mountCycle } from "./views/cycle.js";
import { mountDescent } from "./views/descent.js";
import { mountEditHistory } from "./editors/edit-history.js";
import { mountExplanation } from "./views/explain.js";
import { mountFields } from "./editors/fields.js";
import { mountFocus } from "./state/focus.js";
import { mountForesight } from "./state/foresight.js";
import { mountGreeting } from "./views/greeting.js";
import { mountKeys } from "./editors/keys.js";
import { mountLandscape } from "./views/landscape.js";
import { mountMatrices } from "./views/matrices.js";
import { mountNetwork } from "./views/network.js";
import { mountClouds } from "./editors/clouds.js";
import { mountOwnData } from "./editors/own-data.js";
import { mountOtherStarts } from "./editors/other-starts.js";
import { mountOperators } from "./views/operators.js";
import { mountRoving } from "./views/roving.js";
import { mountPlane } from "./views/plane.js";
import { mountFormulas } from "./editors/formulas.js";
import { mountSettings } from "./editors/settings.js";
import { mountScheduler } from "./state/scheduler.js";
import { mountSelection } from "./state/selection.js";
import { mountShare } from "./travel/share.js";
import { mountShelf } from "./views/shelf.js";
import { mountSigmoid } from "./views/sigmoid.js";
import { mountStop } from "./editors/stop.js";
import { mountStream } from "./state/stream.js";
import { mountTable } from "./views/table.js";
import { mountTableEditor } from "./editors/table-editor.js";
import { mountTakeAlong } from "./travel/take-along.js";
import { mountTimeline } from "./views/timeline.js";
import { mountTransport } from "./views/transport.js";
import { mountWalk } from "./views/walk.js";
import { mountWeightEditor } from "./editors/weight-editor.js";
import { mountWhy } from "./views/why.js";

const element = (id) => document.getElementById(id);

/** What there is on the page, by the name in which its failure is told. */
const views = {
  "moving pictures": () => mountScheduler(),
  "choice of an example": () => mountSelection(),
  "live numbers": () => mountStream(),
  "iteration to come": () => mountForesight(),
  "answers of the server": () => mountAnswers(),
  "input plane": () => mountPlane(element("plane")),
  "hidden plane": () => mountPlane(element("hidden-plane"), true),
  "greeting": () => mountGreeting(),
  "places of pictures": () => mountShelf(element("strip")),
  "network": () => mountNetwork(element("network")),
  "training cycle": () => mountCycle(element("cycle")),
  "sigmoid curve": () => mountSigmoid(element("sigmoid")),
  "error descent": () => mountDescent(element("descent")),
  "values that are refused": () => mountFields(),
  "training set": () => mountTable(),
  "editing of the table": () => mountTableEditor(),
  "opening of a table": () => mountOwnData(),
  "points of two classes": () => mountClouds(),
  "numbers": () => mountMatrices(),
  "comparison of two moments": () => mountCompare(),
  "explanation": () => mountExplanation(),
  "editing of weights": () => mountWeightEditor(),
  "code": () => mountCode(),
  "operators": () => mountOperators(),
  "pointing": () => mountAttention(),
  "moving by arrows": () => mountRoving(),
  "settings": () => mountSettings(),
  "choice of formulas": () => mountFormulas(),
  "reasons": () => mountWhy(),
  "landscape": () => mountLandscape(),
  "other starts": () => mountOtherStarts(),
  "timeline": () => mountTimeline(),
  "controls": () => mountTransport(),
  "stopping by a condition": () => mountStop(),
  "walk": () => mountWalk(),
  "list of edits": () => mountEditHistory(),
  "files to take along": () => mountTakeAlong(),
  "links": () => mountShare(),
  "keys": () => mountKeys(),
  "announcements": () => mountAnnouncer(),
  "place of the focus": () => mountFocus(),
};

async function mount(name, view) {
  try { await view(); } catch (error) { missing(name, error); }
}

function missing(name, error) {
  console.error(error);
  const sentence = document.createElement("p");
  sentence.textContent = `Something on this page could not be shown: ${name}. The rest works; reloading may bring it back.`;
  element("missing").append(sentence);
}

for (const [name, view] of Object.entries(views)) mount(name, view);
for (const panel of document.querySelectorAll("[data-mounts]")) mount(panel.dataset.mounts.replace("-", " "), async () => (await import(`./views/${panel.dataset.mounts}.js`)).mount(panel));
