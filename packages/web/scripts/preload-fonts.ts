import type { HtmlTagDescriptor, Plugin } from 'vite';

/** Lets pages fetch the fonts that they will need while the styles are still on their way, so that words are seldom set twice. */
export function preloadFonts(): Plugin {
  return {
    name: 'preload-fonts',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.keys(bundle)
          .filter((file) => /-latin(-ext)?-wght-normal-.+\.woff2$/.test(file))
          .map((file): HtmlTagDescriptor => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `./${file}` },
            injectTo: 'head',
          })),
    },
  };
}
