/** The style of the API's documentation; no fonts, no images, nothing that would have to be fetched. */
export const DOCS_STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
small, summary span { opacity: .75; }
details { border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); padding: .4rem 0; }
summary { cursor: pointer; }
summary b { display: inline-block; min-width: 4.5rem; }
h3 { margin: .8rem 0 .2rem; font-size: 1rem; }
pre { overflow-x: auto; padding: .6rem; margin: .2rem 0; background: color-mix(in srgb, currentColor 8%, transparent); }
:focus-visible { outline: 2px solid; outline-offset: 2px; }
`;
