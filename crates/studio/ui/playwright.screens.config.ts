/** Pictures of the screens, to be looked at: `npm run screens` writes them to `screens/`, which is not committed. */
import base from './playwright.config';

export default { ...base, testMatch: 'screens.ts' };
