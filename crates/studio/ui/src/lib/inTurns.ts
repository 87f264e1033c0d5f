/**
 * A part of the screens stands on up to fifty files, and asking for each takes the page a moment: asked for in one go they hold
 * up what the person does. The build puts this around its own helper, which asks for them (`vite.config.ts`).
 */

/** Imports a part, after asking for the files it stands on; waits for the styles among them. */
export type Preload = <T>(part: () => Promise<T>, files?: readonly string[], importer?: string) => Promise<T>;

/** Files asked for in one task. */
const handful = 6;

const pause = () => new Promise<void>((go) => setTimeout(go));

/** The same, with a handful of files in each task. */
export function inTurns(preload: Preload): Preload {
  const asked = new Set<string>();
  return async (part, files = [], importer) => {
    const open = files.filter((file) => !asked.has(file));
    const turns: Promise<void>[] = [];
    for (let first = 0; first < open.length; first += handful) {
      if (first > 0) await pause();
      const turn = open.slice(first, first + handful);
      for (const file of turn) asked.add(file);
      const coming = preload(async () => undefined, turn, importer);
      // What goes wrong meanwhile is said once all is asked for.
      coming.catch(() => undefined);
      turns.push(coming);
    }
    await Promise.all(turns);
    return preload(part, files, importer);
  };
}
