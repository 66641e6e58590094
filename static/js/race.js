// The page of a race: ways of learning side by side. Its controls are those of a run, at the race's own address.
import { mountAnswers } from "./state/answers.js";
import { mountFocus } from "./state/focus.js";
import { mountFormulas } from "./editors/formulas.js";
import { mountKeys } from "./editors/keys.js";
import { mountTimeline } from "./views/timeline.js";
import { mountTransport } from "./views/transport.js";
import { mountCurves } from "./races/curves.js";
import { followLanes, mountLanes } from "./races/lanes.js";
import { mountNetworks } from "./races/networks.js";
import { mountStandings } from "./races/standings.js";

const lanes = mountLanes();
const note = mountCurves(document.getElementById("descent"), lanes);
const draw = mountNetworks(lanes);
const write = mountStandings(lanes);
mountAnswers();
mountTransport();
mountTimeline();
mountKeys();
mountFocus();
if (document.getElementById("formulas-dialog")) mountFormulas();
followLanes(lanes, note, (race) => { write(race); draw(); });
