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
    value: text,
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
  // Tab goes on to the next control, so that no one is caught in the editor.
  const keys = { ...editor.getOption("extraKeys"), Tab: false, "Shift-Tab": false, "Ctrl-Enter": run, "Cmd-Enter": run };
  editor.setOption("extraKeys", keys);
  return editor;
}
