// Formulas as SVG: node typeset.cjs FOLDER-OF-MATHJAX, a JSON list of [TeX, whether it stands alone]
// on standard input; {formulas: [HTML, ...], glyphs: {id: SVG}} on standard output.
const [folder, texts] = [process.argv[2], JSON.parse(require("fs").readFileSync(0, "utf8"))];
const settings = {
  loader: { load: ["input/tex", "output/svg", "a11y/assistive-mml"], require },
  svg: { fontCache: "global" },
  tex: { formatError: (_, problem) => { throw problem; } },
};
require(`${folder}/node-main.js`)
  .init(settings)
  .then((MathJax) => {
    const [adaptor, glyphs] = [MathJax.startup.adaptor, {}];
    const formulas = texts.map(([tex, display]) => adaptor.outerHTML(MathJax.tex2svg(tex, { display })));
    const cache = MathJax.startup.document.outputJax.fontCache.getCache();
    for (const path of adaptor.childNodes(cache)) glyphs[adaptor.getAttribute(path, "id")] = adaptor.outerHTML(path);
    const style = adaptor.textContent(MathJax.svgStylesheet());
    process.stdout.write(JSON.stringify({ formulas, glyphs, style }));
  })
  .catch((problem) => [console.error(String(problem.message ?? problem)), process.exit(1)]);
