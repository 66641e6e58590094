// A long link carries its run behind the #, which servers never see: sent from here as a form.
const form = document.getElementById("unpack");
const run = new URLSearchParams(location.hash.slice(1)).get("run");
if (run) {
  form.action = location.pathname + location.search;
  form.elements.run.value = run;
  form.submit();
}
