import { plugin } from 'bun';
import { mutate, type Mutation } from './mutations.ts';

const PACKAGES = `${import.meta.dir}/../..`;

/** Has this process load the mutated source; call it before anything that imports the file. */
export async function loadMutated(mutation: Mutation): Promise<void> {
  const path = Bun.fileURLToPath(new URL(`file://${PACKAGES}/${mutation.file}`));
  const contents = mutate(await Bun.file(path).text(), mutation);
  const filter = new RegExp(`${mutation.file.replaceAll(/[.\\/]/g, '\\$&')}$`);
  plugin({
    name: 'mutation',
    setup(build) {
      build.onLoad({ filter }, () => ({ contents, loader: 'ts' }));
    },
  });
}
