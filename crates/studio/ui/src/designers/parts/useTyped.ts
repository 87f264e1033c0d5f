/** Text in a box that is only handed on when it is right; what is wrong stays in the box until it is mended or left. */
import { useState } from 'react';

interface Typed {
  readonly text: string;
  readonly problem: string | undefined;
  readonly type: (text: string) => void;
  readonly leave: () => void;
}

export function useTyped(
  value: string,
  judge: (text: string) => string | undefined,
  commit: (text: string) => void,
): Typed {
  const [own, setOwn] = useState<{ readonly text: string; readonly of: string }>();
  const current = own && own.of === value ? own.text : undefined;
  const text = current ?? value;
  return {
    text,
    problem: current === undefined ? undefined : judge(current),
    type: (next) => {
      if (judge(next) === undefined) {
        setOwn(undefined);
        if (next !== value) commit(next);
      } else setOwn({ text: next, of: value });
    },
    leave: () => setOwn(undefined),
  };
}
