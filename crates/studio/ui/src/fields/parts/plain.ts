/** Whether values below stand inside something clickable, so that links must be plain words. */
import { createContext } from 'react';

export const PlainContext = createContext(false);
