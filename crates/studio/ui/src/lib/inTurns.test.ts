import { describe, expect, it, vi } from 'vitest';
import { inTurns, type Preload } from './inTurns';

const names = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `${from + index}.js`);

/** A helper of the build that notes in which task each file was asked for. */
function helper(missing?: string) {
  let task = 0;
  const asked = new Map<string, number>();
  const count = setInterval(() => (task += 1), 0);
  const preload: Preload = async (part, files = []) => {
    for (const file of files) {
      if (!asked.has(file)) asked.set(file, task);
      if (file === missing) throw new Error(file);
    }
    return part();
  };
  const biggest = () => {
    clearInterval(count);
    const tasks = [...asked.values()];
    return Math.max(...tasks.map((task) => tasks.filter((other) => other === task).length));
  };
  return { preload, asked, biggest };
}

describe('files that a part stands on', () => {
  it('are all asked for before the part, a handful in each task', async () => {
    const { preload, asked, biggest } = helper();
    const files = names(0, 50);
    const part = vi.fn(async () => asked.size);
    expect(await inTurns(preload)(part, files)).toBe(50);
    expect([...asked.keys()]).toEqual(files);
    expect(part).toHaveBeenCalledOnce();
    expect(biggest()).toBeLessThanOrEqual(6);
  });

  it('are asked for once, and the second part waits for nothing', async () => {
    const { preload, asked } = helper();
    const turn = inTurns(preload);
    await turn(async () => undefined, names(0, 20));
    const order: string[] = [];
    setTimeout(() => order.push('task'));
    await turn(async () => order.push('part'), names(5, 15));
    expect(order).toEqual(['part']);
    expect(asked.size).toBe(20);
  });

  it('keep the part away when one of them is missing', async () => {
    const { preload } = helper('3.js');
    const part = vi.fn(async () => undefined);
    await expect(inTurns(preload)(part, names(0, 20))).rejects.toThrow('3.js');
    expect(part).not.toHaveBeenCalled();
  });
});
