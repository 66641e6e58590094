// The page's contents: every view is mounted here once, and knows only its element and the frame.
import { mountAnnouncer } from "./announce.js";
import { mountDescent } from "./descent.js";
import { mountDialogs } from "./dialogs.js";
import { mountExplanation } from "./explain.js";
import { mountKeys } from "./keys.js";
import { mountMatrices } from "./matrices.js";
import { mountNetwork } from "./network.js";
import { mountSettings } from "./settings.js";
import { mountSigmoid } from "./sigmoid.js";
import { mountStream } from "./stream.js";
import { mountTable } from "./table.js";
import { mountTableEditor } from "./table-editor.js";
import { mountTransport } from "./transport.js";

mountNetwork(document.getElementById("network"));
mountSigmoid(document.getElementById("sigmoid"));
mountDescent(document.getElementById("descent"));
mountTable();
mountTableEditor();
mountMatrices();
mountExplanation();
mountSettings();
mountTransport();
mountDialogs();
mountKeys();
mountAnnouncer();
mountStream();
