// The list of runs: times in the reader's own zone, and what could not be done in words.
const problem = document.getElementById("problem");

for (const time of document.querySelectorAll("time")) {
  time.textContent = new Date(time.dateTime).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });
}

document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
  const status = ctx.response?.status ?? 0;
  problem.textContent = status < 400 ? "" : status === 422 ? "That is no title: at most 200 letters." : "The server could not do that just now. Try again in a moment.";
});
document.addEventListener("htmx:error", () => { problem.textContent = "That did not reach the server. Try again when the connection is back."; });
