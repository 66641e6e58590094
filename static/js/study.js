// The page of one study.
import { followStudy } from "./studies/view.js";

followStudy(document.getElementById("study"));
