/** Paper is light whatever the screen is: its colours, to be put on what looks like paper. */
import type { CSSProperties } from 'react';
import { tokens } from '../../theme/tokens';

export const paper = Object.fromEntries(
  Object.entries(tokens.light).map(([name, value]) => [`--${name}`, value]),
) as CSSProperties;
