/** What controls inside controls (rows of sub-tables) need of the form around them. */
import { createContext } from 'react';
import type { FieldState } from './fill';
import type { Issues } from './validate';

export interface FormSurface {
  readonly states: Readonly<Record<string, FieldState>>;
  readonly issues: Issues;
  /** Notes that a person wrote at this path, so that no default comes back and its issue is shown. */
  touch: (path: string) => void;
  /** Notes that a person is done at this path for now: what is wrong there may be said. */
  leave: (path: string) => void;
}

const nobody = () => undefined;
export const FormContext = createContext<FormSurface>({ states: {}, issues: {}, touch: nobody, leave: nobody });
