/** Starts the UI: appearance, language, then the page for the address. */
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { preferredLanguage, setUpLanguage } from './i18n';
import { keepComposedKeys } from './lib/inputMethod';
import { followAppearance } from './theme/preferences';
import './theme/base.css';

followAppearance();
keepComposedKeys();
await setUpLanguage(preferredLanguage());
const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
