// The editor: @zazuko/yasqe, told to ask no one but this page, and completing the terms of this graph.

/* global Yasqe */

export function edit(parent, text, known, run) {
  const terms = known.terms.map((term) => `kg:${term}`).concat(Object.keys(known.prefixes).map((prefix) => `${prefix}:`));
  Yasqe.registerAutocompleter({
    name: "terms",
    bulk: false,
    autoShow: true,
    isValidCompletionPosition: (yasqe) => /^[a-z]+:?[\w-]*$/.test(yasqe.getCompleteToken().string),
    get: (yasqe, token) => terms.filter((term) => term.startsWith((token || yasqe.getCompleteToken()).string)).slice(0, 50),
  });
  // A list among the options would be merged with the defaults, two of which ask servers elsewhere.
  Yasqe.defaults.autocompleters = ["variables", "terms"];
  const editor = new Yasqe(parent, {
    value: "",
    persistenceId: null,
    consumeShareLink: null,
    createShareableLink: null,
    showQueryButton: false,
    resizeable: false,
    prefixCcApi: null,
    editorHeight: "18rem",
    lineWrapping: true,
    screenReaderLabel: "SPARQL query; Ctrl-Enter runs it",
  });
  declare(editor, known.prefixes);
  explain(parent, editor);
  editor.setValue(text);
  // Tab goes on to the next control, so that no one is caught in the editor.
  const keys = { ...editor.getOption("extraKeys"), Tab: false, "Shift-Tab": false, "Ctrl-Enter": run, "Cmd-Enter": run };
  editor.setOption("extraKeys", keys);
  return editor;
}

// The endpoint declares these prefixes itself; without this the editor would call each a mistake.
function declare(editor, prefixes) {
  const mode = editor.getMode();
  const start = mode.startState;
  mode.startState = (...options) => Object.assign(start(...options), { prefixes: { ...prefixes } });
}

// What is wrong with a line, as the plain title of its mark: the editor's own words come with a style that the page's policy refuses.
function explain(parent, editor) {
  function tell(event) {
    const mark = event.target.closest(".parseErrorIcon");
    if (!mark) return;
    event.stopPropagation();
    const line = editor.coordsChar({ left: 0, top: event.clientY }, "window").line;
    const state = editor.getTokenAt({ line, ch: editor.getLine(line).length }, true).state;
    mark.setAttribute("title", state.errorMsg || `Expected: ${state.possibleCurrent.join(", ")}`);
  }
  for (const name of ["mouseover", "mouseenter", "mousemove"]) parent.addEventListener(name, tell, true);
}
